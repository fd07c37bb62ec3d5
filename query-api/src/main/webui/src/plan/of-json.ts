import type { Step } from "./node";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Objects that describe their step instead of being one. */
const DESCRIPTIONS = new Set(["cost_info", "frame_buffer", "sharing_temporary_table_with"]);
/** The list whose elements only name the one step that they hold. */
const WRAPPING_LIST = "nested_loop";
/** What is shown as more than a detail. */
const SHOWN = new Set(["operation"]);

const NO_PLAN = "This is JSON, but no plan of EXPLAIN FORMAT=JSON.";

/**
 * The steps of EXPLAIN FORMAT=JSON in either version of its form: each object is one, and every field
 * that is not shown otherwise stays as a detail.
 * https://dev.mysql.com/doc/refman/9.7/en/explain.html
 */
export function ofJson(text: string): Step {
  const parsed = JSON.parse(text) as Json;
  if (!isObject(parsed)) throw new Error(NO_PLAN);
  const root = stepOf("plan", parsed);
  const [only] = root.children;
  if (only === undefined) throw new Error(NO_PLAN);
  // The outermost object only holds the one block.
  return root.children.length === 1 ? { ...only, details: [...root.details, ...only.details] } : root;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a list's elements are steps: objects, all of them. */
function isSteps(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function numberOf(...values: (Json | undefined)[]): number | undefined {
  return values
    .filter((value) => value !== undefined && value !== null && value !== "")
    .map(Number)
    .find(Number.isFinite);
}

function stringOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function labelOf(key: string, step: JsonObject): string {
  if (typeof step.operation === "string") return step.operation;
  const name = key.replaceAll("_", " ");
  if (typeof step.table_name === "string") return `${name} ${step.table_name}`;
  if (typeof step.select_id === "number") return `${name} #${step.select_id}`;
  return name;
}

function stepOf(key: string, object: JsonObject): Step {
  const cost = isObject(object.cost_info) ? object.cost_info : {};
  const step: Step = {
    label: labelOf(key, object),
    access: stringOf(object.access_type),
    table: stringOf(object.alias) ?? stringOf(object.table_name),
    rows: numberOf(object.estimated_rows, object.rows_produced_per_join, object.rows_examined_per_scan),
    cost: numberOf(object.estimated_total_cost, cost.query_cost, cost.prefix_cost),
    ownCost: ownCostOf(cost),
    actual: actualOf(object),
    isNeverExecuted: object.actual_loops === 0,
    details: [],
    children: [],
  };
  for (const [name, value] of Object.entries(object)) {
    if (isSteps(value)) {
      value.forEach((element) => step.children.push(elementOf(name, element)));
    } else if (isObject(value) && !DESCRIPTIONS.has(name)) {
      step.children.push(stepOf(name, value));
    } else if (!SHOWN.has(name)) {
      step.details.push(...detailsOf(name, value));
    }
  }
  return step;
}

function elementOf(list: string, element: JsonObject): Step {
  const [only, ...others] = Object.entries(element);
  const isWrapper = list === WRAPPING_LIST && only !== undefined && others.length === 0 && isObject(only[1]);
  return isWrapper ? stepOf(only[0], only[1] as JsonObject) : stepOf(list, element);
}

/** Version 1 tells the cost of reading and of comparing each table by itself. */
function ownCostOf(cost: JsonObject): number | undefined {
  const parts = [cost.read_cost, cost.eval_cost, cost.sort_cost].map((part) => numberOf(part));
  return parts.every((part) => part === undefined) ? undefined : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

function actualOf(object: JsonObject): Step["actual"] {
  const [rows, loops, millis] = [object.actual_rows, object.actual_loops, object.actual_last_row_ms].map((each) => numberOf(each));
  return rows === undefined || millis === undefined ? undefined : { rows, loops: loops ?? 1, millis };
}

function detailsOf(name: string, value: Json): [string, string][] {
  if (isObject(value)) return Object.entries(value).flatMap(([inner, each]) => detailsOf(`${name}.${inner}`, each));
  return [[name, Array.isArray(value) ? value.map(textOf).join(", ") : textOf(value)]];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
