/** One step of a plan, in whatever form the server told it. */
export interface PlanNode {
  /** Its place: `0` is the root, `0.2` the root's third child. */
  key: string;
  /** What is done, such as `table orders` or `Nested loop inner join`. */
  label: string;
  access?: string;
  table?: string;
  /** As estimated, for one execution of the step. */
  rows?: number;
  /** The optimizer's cost, that of the steps below included. */
  cost?: number;
  /** What EXPLAIN ANALYZE measured, on average of the loops. */
  actual?: { rows: number; loops: number; millis: number };
  isNeverExecuted: boolean;
  /** The share of the whole plan's cost that this step alone makes up, 0 to 1. */
  costShare?: number;
  /** The share of the whole plan's time that this step alone took, 0 to 1. */
  timeShare?: number;
  /** Everything else that the server said about it. */
  details: [name: string, value: string][];
  children: PlanNode[];
}

/** A step before it has a place and shares. */
export type Step = Omit<PlanNode, "key" | "children" | "costShare" | "timeShare" | "isNeverExecuted"> & {
  isNeverExecuted?: boolean;
  /** The cost of this step alone, where the form tells that. */
  ownCost?: number;
  children: Step[];
};

/** A node and all below it, in the order of drawing. */
export function all(node: PlanNode): PlanNode[] {
  return [node, ...node.children.flatMap(all)];
}

export function isAnalyzed(plan: PlanNode): boolean {
  return all(plan).some((node) => node.actual !== undefined || node.isNeverExecuted);
}

/** Rows in all loops together, estimated where nothing was measured. */
export function rowsOf(node: PlanNode): number | undefined {
  return node.actual ? node.actual.rows * node.actual.loops : node.rows;
}

/** Gives each step its place and its shares of the cost and the time. */
export function planOf(root: Step): PlanNode {
  const hasOwnCosts = anyStep(root, (step) => step.ownCost !== undefined);
  const cost = hasOwnCosts ? summed(root) : distributed(root, costOfAllLoops);
  const time = distributed(root, (step) => step.actual && step.actual.millis * step.actual.loops);
  return placed(root, "0", { cost: sharesOf(cost), time: sharesOf(time) });
}

type Amounts = Map<Step, number>;

function placed(step: Step, key: string, shares: { cost: Amounts; time: Amounts }): PlanNode {
  const { ownCost: _, children, isNeverExecuted = false, ...rest } = step;
  return {
    ...rest,
    key,
    isNeverExecuted,
    costShare: shares.cost.get(step),
    timeShare: shares.time.get(step),
    children: children.map((child, at) => placed(child, `${key}.${at}`, shares)),
  };
}

function anyStep(step: Step, test: (step: Step) => boolean): boolean {
  return test(step) || step.children.some((child) => anyStep(child, test));
}

function summed(root: Step): Amounts {
  const own: Amounts = new Map();
  const add = (step: Step) => {
    own.set(step, step.ownCost ?? 0);
    step.children.forEach(add);
  };
  add(root);
  return own;
}

/** A nested loop runs what is not its first child once for each row of the first; TREE tells the cost of one run. */
function costOfAllLoops(step: Step, parent?: Step): number | undefined {
  const outer = parent?.label.startsWith("Nested loop") ? parent.children[0] : undefined;
  const loops = outer && outer !== step ? (outer.rows ?? 1) : 1;
  return step.cost === undefined ? undefined : step.cost * Math.max(1, loops);
}

/**
 * What each step adds to what the steps below it have already cost. Where those seem to cost more than
 * their parent, as that which is materialized once and read in a loop, they share what the parent has.
 */
function distributed(root: Step, amountOf: (step: Step, parent?: Step) => number | undefined): Amounts {
  const own: Amounts = new Map();
  const guess = (step: Step, parent?: Step): number =>
    amountOf(step, parent) ?? step.children.reduce((sum, child) => sum + guess(child, step), 0);
  const share = (step: Step, amount: number) => {
    const below = step.children.map((child) => guess(child, step));
    const sum = below.reduce((one, other) => one + other, 0);
    const scale = sum > amount ? amount / sum : 1;
    own.set(step, Math.max(0, amount - sum * scale));
    step.children.forEach((child, at) => share(child, below[at]! * scale));
  };
  share(root, guess(root));
  return own;
}

function sharesOf(own: Amounts): Amounts {
  const total = [...own.values()].reduce((sum, amount) => sum + amount, 0);
  return total === 0 ? new Map() : new Map([...own].map(([step, amount]) => [step, amount / total]));
}
