/** An EXPLAIN, in any form that MySQL 8.0 to 9.x gives, as one tree. */

export interface PlanNode {
  /** What is done, such as `table orders` or `Nested loop inner join`. */
  label: string;
  access?: string;
  rows?: number;
  cost?: number;
  actualRows?: number;
  actualMillis?: number;
  /** Everything else that the server said about it. */
  details: [string, string][];
  children: PlanNode[];
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Objects that describe their node instead of being one. */
const DESCRIPTIONS = new Set(["cost_info", "json_schema_version"]);
/** Keys that hold a step without a name of its own. */
const PASSED_THROUGH = new Set(["nested_loop", "inputs", "query_specifications", "query_plan"]);

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberOf(...values: (Json | undefined)[]): number | undefined {
  for (const value of values) {
    if (value === undefined || value === null || value === "") continue;
    const number = Number(value);
    if (Number.isFinite(number)) return number;
  }
  return undefined;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function labelOf(key: string, node: JsonObject): string {
  if (typeof node.operation === "string") return node.operation;
  const name = key.replaceAll("_", " ");
  if (typeof node.table_name === "string") return `${name} ${node.table_name}`;
  if (typeof node.select_id === "number") return `${name} #${node.select_id}`;
  return name;
}

/** Whether a list's elements are steps: objects, all of them. */
function isSteps(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function nodeOf(key: string, object: JsonObject): PlanNode {
  const cost = isObject(object.cost_info ?? null) ? (object.cost_info as JsonObject) : {};
  const node: PlanNode = {
    label: labelOf(key, object),
    access: typeof object.access_type === "string" ? object.access_type : undefined,
    rows: numberOf(object.estimated_rows, object.rows_produced_per_join, object.rows_examined_per_scan),
    cost: numberOf(object.estimated_total_cost, cost.query_cost, cost.prefix_cost),
    actualRows: numberOf(object.actual_rows),
    actualMillis: numberOf(object.actual_last_row_ms),
    details: [],
    children: [],
  };
  for (const [name, value] of Object.entries(object)) {
    if (isObject(value) && !DESCRIPTIONS.has(name)) {
      node.children.push(nodeOf(name, value));
    } else if (isSteps(value)) {
      value.forEach((step) => node.children.push(stepOf(name, step)));
    } else if (name !== "operation") {
      node.details.push([name, textOf(value)]);
    }
  }
  return node;
}

/** An element of a list: often an object that only names the one step that it holds. */
function stepOf(list: string, step: JsonObject): PlanNode {
  const entries = Object.entries(step);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only && isObject(only[1]) && PASSED_THROUGH.has(list)) return nodeOf(only[0], only[1]);
  return nodeOf(PASSED_THROUGH.has(list) ? "step" : list, step);
}

/** The steps of EXPLAIN FORMAT=JSON in either version of its form, each object as one. */
export function ofJson(text: string): PlanNode {
  const parsed = JSON.parse(text) as Json;
  if (!isObject(parsed)) throw new Error("This is JSON, but no plan of EXPLAIN FORMAT=JSON.");
  const root = nodeOf("plan", parsed);
  const [only] = root.children;
  if (only === undefined) throw new Error("This is JSON, but no plan of EXPLAIN FORMAT=JSON.");
  // The outermost object only holds the one block.
  return root.children.length === 1 ? { ...only, details: [...root.details, ...only.details] } : root;
}

const STEP = /^(\s*)->\s(.*)$/;
const NUMBER = "([\\d.e+-]+)";
const ESTIMATE = new RegExp(`\\(cost=${NUMBER}(?:\\.\\.${NUMBER})? rows=${NUMBER}\\)`);
const ACTUAL = new RegExp(`\\(actual time=${NUMBER}\\.\\.${NUMBER} rows=${NUMBER} loops=${NUMBER}\\)`);

/** The steps of EXPLAIN FORMAT=TREE or EXPLAIN ANALYZE, nested by their indentation. */
export function ofTree(text: string): PlanNode {
  const root: PlanNode = { label: "plan", details: [], children: [] };
  let open = [{ indent: -1, node: root }];
  for (const line of text.split("\n")) {
    const [, indentation, step] = STEP.exec(line) ?? [];
    if (indentation === undefined || step === undefined) {
      // A condition may hold a line break.
      const last = open.at(-1)?.node;
      if (line.trim() && last && last !== root) last.label += ` ${line.trim()}`;
      continue;
    }
    open = open.filter((above) => above.indent < indentation.length);
    const node = stepOfTree(step);
    open.at(-1)?.node.children.push(node);
    open.push({ indent: indentation.length, node });
  }
  const [first] = root.children;
  if (first === undefined) throw new Error("No step of a plan is in this text: each begins with '->'.");
  return root.children.length === 1 ? first : root;
}

function stepOfTree(text: string): PlanNode {
  const estimate = ESTIMATE.exec(text);
  const actual = ACTUAL.exec(text);
  return {
    label: text.replace(ESTIMATE, "").replace(ACTUAL, "").replace(/\s{2,}/g, " ").trim(),
    access: /^(Table scan|Index scan)/.exec(text)?.[1],
    cost: estimate ? numberOf(estimate[2] ?? estimate[1]) : undefined,
    rows: estimate ? numberOf(estimate[3]) : undefined,
    actualRows: actual ? numberOf(actual[3]) : undefined,
    actualMillis: actual ? Number(actual[2]) * Number(actual[4]) : undefined,
    details: [],
    children: [],
  };
}

export function parsePlan(text: string): PlanNode {
  return text.trimStart().startsWith("{") ? ofJson(text) : ofTree(text);
}

export function all(node: PlanNode): PlanNode[] {
  return [node, ...node.children.flatMap(all)];
}
