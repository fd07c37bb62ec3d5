import type { Step } from "./node";

const STEP = /^(\s*)->\s(.*)$/;
// 12.5, 1.2e+6 or 60e-6; a range of two has two dots between.
const NUMBER = "(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)";
const ESTIMATE = `\\(cost=${NUMBER}(?:\\.\\.${NUMBER})? rows=${NUMBER}\\)`;
const ACTUAL = `\\(actual time=${NUMBER}\\.\\.${NUMBER} rows=${NUMBER} loops=${NUMBER}\\)`;
// Only at the end: a literal in a condition may look the same.
const FIGURES = new RegExp(`(?:\\s+${ESTIMATE})?(?:\\s+(?:${ACTUAL}|(\\(never executed\\))))?\\s*$`);
const ON_TABLE = /^(?:Covering |Single-row (?:covering )?|Full-text |Intersect |Multi-range |Limit table size on )*(?:[Tt]able|[Ii]ndex)(?: range| skip)? (?:scan|lookup|search) (?:on|for) (\S+)/;

/**
 * The steps of EXPLAIN FORMAT=TREE or EXPLAIN ANALYZE, nested by their indentation.
 * https://dev.mysql.com/doc/refman/9.7/en/explain.html#explain-analyze
 */
export function ofTree(text: string): Step {
  const roots: Step[] = [];
  let open: { indent: number; step: Step }[] = [];
  for (const line of joined(text)) {
    const [, indentation = "", words = ""] = STEP.exec(line)!;
    open = open.filter((above) => above.indent < indentation.length);
    const step = stepOf(words);
    (open.at(-1)?.step.children ?? roots).push(step);
    open.push({ indent: indentation.length, step });
  }
  const [first, ...others] = roots;
  if (first === undefined) throw new Error("No step of a plan is in this text: each begins with '->'.");
  // The subqueries of what is selected stand beside the first step, which runs them.
  first.children.push(...others);
  return first;
}

/** The lines of the steps; a condition may hold line breaks, which belong to its step. */
function joined(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (STEP.test(line)) lines.push(line);
    else if (lines.length > 0 && line.trim()) lines.push(`${lines.pop()} ${line.trim()}`);
  }
  return lines;
}

function stepOf(words: string): Step {
  const [figures = "", first, total, rows, , millis, actualRows, loops, never] = FIGURES.exec(words) ?? [];
  const label = words.slice(0, words.length - figures.length);
  return {
    label,
    access: /\b(?:Table|Index) scan\b/i.exec(label)?.[0],
    table: ON_TABLE.exec(label)?.[1],
    rows: numberOf(rows),
    cost: numberOf(total ?? first),
    actual: millis === undefined ? undefined : { rows: Number(actualRows), loops: Number(loops), millis: Number(millis) },
    isNeverExecuted: never !== undefined,
    details: figures ? [["figures", figures.trim()]] : [],
    children: [],
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
