import { describe, expect, test } from "vitest";
import { CORPUS, planOfCorpus } from "./corpus.test-data";
import { markdownOf } from "./markdown";
import { all, type PlanNode } from "./node";
import { isJson, parsePlan } from "./parse";
import { packed, unpacked } from "./share";
import { warningsOf } from "./warnings";

/** Every scalar of a JSON with the name of its field, that of the list for a list's elements. */
function leaves(name: string, value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((element) => leaves(name, element));
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, inner]) => leaves(key, inner));
  return [[name, value]];
}

describe("the corpus", () => {
  test("is of the size and the forms that it should have", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(CORPUS.map((plan) => plan.form)).size).toBe(6);
  });

  test.each(CORPUS.filter((plan) => isJson(plan.text)).map((plan) => [plan.statement, plan.form, plan.text]))(
    "%s as %s keeps every field",
    (_statement, _form, text) => {
      const nodes = all(parsePlan(text));
      const kept = nodes.map((node) => [node.label, ...node.details.map(([name, value]) => `${name}=${value}`)].join("\n")).join("\n");
      for (const [name, value] of leaves("", JSON.parse(text))) {
        expect(kept, name).toContain(String(value));
        if (name !== "operation") expect(kept).toContain(`${name}=`);
      }
    },
  );

  test.each(CORPUS.filter((plan) => !isJson(plan.text)).map((plan) => [plan.statement, plan.form, plan.text]))(
    "%s as %s keeps every word",
    (_statement, _form, text) => {
      const words = (line: string) => line.replace(/^\s*-> /, "").replace(/\s+/g, " ");
      const drawn = all(parsePlan(text)).map((node) => [node.label, ...node.details.map(([, value]) => value)].join(" "));
      expect(drawn.map(words).sort()).toEqual(text.split("\n").map(words).sort());
    },
  );

  test("has shares that add up to the whole plan", () => {
    for (const { statement, form, text } of CORPUS) {
      for (const share of ["costShare", "timeShare"] as const) {
        const shares = all(parsePlan(text)).map((node) => node[share]);
        if (shares.every((each) => each === undefined)) continue;
        expect(Math.min(...shares.map((each) => each ?? 0)), `${statement} ${form}`).toBeGreaterThanOrEqual(0);
        expect(shares.reduce<number>((sum, each) => sum + (each ?? 0), 0), `${statement} ${form}`).toBeCloseTo(1, 6);
      }
    }
  });
});

test("figures within a literal are not taken for those of the step", () => {
  const plan = parsePlan(planOfCorpus("string_condition", "ANALYZE_TREE"));
  expect(plan.label).toContain("like '%-> (cost=1 rows=2)%'");
  expect(plan.children[0]!.actual).toMatchObject({ rows: 4000, loops: 1 });
});

test("a condition over several lines belongs to its step", () => {
  const plan = parsePlan("-> Filter: (a = 'x\n  y')  (cost=1 rows=2)\n    -> Table scan on t  (cost=1 rows=9)");
  expect(all(plan)).toHaveLength(2);
});

test.each([
  ["a frame", "+---------+\n| EXPLAIN |\n+---------+\n| -> Limit: 1 row(s)  (cost=1 rows=1)\n    -> Table scan on t  (cost=1 rows=9)\n |\n+---------+\n1 row in set (0.00 sec)"],
  ["\\G", "*************************** 1. row ***************************\nEXPLAIN: -> Limit: 1 row(s)  (cost=1 rows=1)\n    -> Table scan on t  (cost=1 rows=9)\n"],
  ["one line", "EXPLAIN\n-> Limit: 1 row(s)  (cost=1 rows=1)\\n    -> Table scan on t  (cost=1 rows=9)\\n"],
])("what the client prints with %s is drawn", (_how, text) => {
  const nodes = all(parsePlan(text)).filter((node) => node.label !== "|" && node.label !== "EXPLAIN");
  expect(nodes.map((node) => node.label)).toEqual(["Limit: 1 row(s)", "Table scan on t"]);
});

test.each([["{}"], ["[1]"], ["{\"a\": 1"], ["select 1"], ["null"]])("%s is no plan", (text) => {
  expect(() => parsePlan(text)).toThrow();
});

describe("what stands out", () => {
  const titles = (plan: PlanNode) => warningsOf(plan).map((warning) => `${warning.title}: ${warning.evidence}`);
  test.each([
    ["full_scan", "ANALYZE_TREE", "Full scan of orders: 4,000 rows read"],
    ["full_scan", "JSON_V1", "Full scan of orders: 4,000 rows read"],
    ["full_scan", "JSON_V2", "Full scan of orders: 4,000 rows read"],
    ["join_without_condition", "HYPERGRAPH_TREE", "A join without a condition: 6,400 rows are made"],
    ["subquery_uncached", "ANALYZE_TREE", "A subquery depends on the row outside: it ran 17 times"],
    ["subquery_uncached", "JSON_V1", "A subquery depends on the row outside: it runs for each of those rows"],
    ["range_checked", "TREE", "The index is chosen anew for each row: b"],
  ] as const)("in %s as %s", (statement, form, warning) => {
    expect(titles(parsePlan(planOfCorpus(statement, form)))).toContain(warning);
  });

  test("is nothing where a key is looked up", () => {
    for (const form of ["JSON_V1", "JSON_V2", "TREE", "ANALYZE_TREE"] as const) {
      expect(titles(parsePlan(planOfCorpus("primary_key", form)))).toEqual([]);
    }
  });
});

test("a link holds the plan as it was", async () => {
  const text = planOfCorpus("korean_alias", "JSON_V2");
  const link = await packed(text);
  expect(link).toMatch(/^[\w-]+$/);
  expect(await unpacked(link!)).toBe(text);
});

test("Markdown holds every step, and a fence that the text cannot end", () => {
  const text = "-> Filter: (a = '```')  (cost=1 rows=2)\n    -> Table scan on t  (cost=1 rows=9)";
  const markdown = markdownOf(parsePlan(text), text, "SELECT 1");
  expect(markdown.match(/^\| .*(Filter|Table scan)/gm)).toHaveLength(2);
  expect(markdown).toContain(`\`\`\`\`\n${text}\n\`\`\`\``);
});
