import { count, rough } from "../format";
import { all, type PlanNode, rowsOf } from "./node";
import { t } from "./text";

const MANY_ROWS = 1_000;
const MANY_SORTED_ROWS = 10_000;
const KEPT_PERCENT_MIN = 10;
const ESTIMATE_ERROR = 10;

export interface Warning {
  node: PlanNode;
  /** What is wrong, and the figures that show it. */
  title: string;
  evidence: string;
}

type Rule = (node: PlanNode) => [title: string, evidence: string] | undefined;

/** What stands out in a plan, by its own figures alone; the worst steps first. */
export function warningsOf(plan: PlanNode): Warning[] {
  const weight = ({ node }: Warning) => Math.max(node.timeShare ?? 0, node.costShare ?? 0);
  return all(plan)
    .flatMap((node) =>
      RULES.flatMap((rule) => {
        const found = rule(node);
        return found ? [{ node, title: found[0], evidence: found[1] }] : [];
      }),
    )
    .sort((one, other) => weight(other) - weight(one));
}

export function detail(node: PlanNode, name: string): string | undefined {
  return node.details.find(([each]) => each === name)?.[1];
}

const RULES: Rule[] = [fullScan, indexScan, discarded, cartesian, joinBuffer, sort, dependent, rangeChecked, misjudged];

/** How many rows are read, where version 1 tells it beside those that are left over. */
function read(node: PlanNode): number {
  return Number(detail(node, "rows_examined_per_scan") ?? rowsOf(node) ?? 0);
}

function isStored(node: PlanNode): boolean {
  return node.table !== undefined && !node.table.startsWith("<");
}

function fullScan(node: PlanNode): ReturnType<Rule> {
  const isScan = node.access === "ALL" || /^Table scan on /.test(node.label);
  if (!isScan || !isStored(node) || read(node) < MANY_ROWS) return;
  return [t("fullScan", { table: node.table! }), t("rowsRead", { rows: count(read(node)) })];
}

function indexScan(node: PlanNode): ReturnType<Rule> {
  const isScan = /^(Covering index|Index) scan on /.test(node.label) || (node.access === "index" && node.label.startsWith("table "));
  // A limit above stops it early, which the measured rows show, and the estimated ones do not.
  if (!isScan || read(node) < MANY_ROWS) return;
  return [t("indexScan", { table: node.table ?? "" }), t("rowsRead", { rows: count(read(node)) })];
}

function discarded(node: PlanNode): ReturnType<Rule> {
  const kept = detail(node, "filtered");
  if (kept !== undefined) {
    if (Number(kept) >= KEPT_PERCENT_MIN || read(node) < MANY_ROWS) return;
    return [t("discards"), t("keeps", { percent: kept, rows: count(read(node)) })];
  }
  const [below] = node.children;
  if (!below || !node.label.startsWith("Filter:")) return;
  const [before, after] = [rowsOf(below), rowsOf(node)];
  if (before === undefined || after === undefined || before < MANY_ROWS) return;
  if ((100 * after) / before >= KEPT_PERCENT_MIN) return;
  return [t("discards"), t("keeps", { percent: rough((100 * after) / before), rows: count(before) })];
}

function cartesian(node: PlanNode): ReturnType<Rule> {
  if (!node.label.includes("hash join (no condition)")) return;
  return [t("cartesian"), t("rowsMade", { rows: rough(rowsOf(node) ?? 0) })];
}

function joinBuffer(node: PlanNode): ReturnType<Rule> {
  const buffer = detail(node, "using_join_buffer");
  if (buffer === undefined || read(node) < MANY_ROWS) return;
  return [t("noIndexForJoin", { table: node.table ?? "" }), t("buffered", { buffer, rows: count(read(node)) })];
}

function sort(node: PlanNode): ReturnType<Rule> {
  const isSort = detail(node, "using_filesort") === "true" || node.label.startsWith("Sort");
  const rows = all(node).map(rowsOf).find((each) => each !== undefined) ?? 0;
  if (!isSort || rows < MANY_SORTED_ROWS) return;
  return [t("sorts"), t("rowsSorted", { rows: rough(rows) })];
}

function dependent(node: PlanNode): ReturnType<Rule> {
  const isDependent = detail(node, "dependent") === "true" || /; dependent\)/.test(node.label);
  if (!isDependent || node.label.startsWith("query specifications")) return;
  const loops = Math.max(0, ...all(node).map((each) => each.actual?.loops ?? 0));
  return [t("dependent"), loops > 0 ? t("ranTimes", { loops: count(loops) }) : t("runsForEachRow")];
}

function rangeChecked(node: PlanNode): ReturnType<Rule> {
  if (detail(node, "range_checked_for_each_record") === undefined && !node.label.includes("re-planned for each iteration")) return;
  return [t("rangeChecked"), node.table ?? ""];
}

function misjudged(node: PlanNode): ReturnType<Rule> {
  if (!node.actual || node.rows === undefined || node.isNeverExecuted) return;
  const [expected, seen] = [Math.max(1, node.rows), Math.max(1, node.actual.rows)];
  const factor = Math.max(expected / seen, seen / expected);
  if (factor < ESTIMATE_ERROR || Math.max(expected, seen) < 100) return;
  return [t("misjudged", { factor: rough(factor) }), t("expectedAndSeen", { expected: rough(node.rows), seen: rough(node.actual.rows) })];
}
