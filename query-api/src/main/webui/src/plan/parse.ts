import { type PlanNode, planOf } from "./node";
import { ofJson } from "./of-json";
import { ofTree } from "./of-tree";

/** A plan in any form that MySQL 8.0 to 9.x gives, also as its client prints it. */
export function parsePlan(text: string): PlanNode {
  const plan = unprinted(text);
  return planOf(isJson(plan) ? ofJson(plan) : ofTree(plan));
}

export function isJson(text: string): boolean {
  return text.trimStart().startsWith("{");
}

/** Without the heading, frame and escapes that the `mysql` client puts around what it prints. */
export function unprinted(text: string): string {
  let lines = text.split(/\r?\n/);
  if (lines.some((line) => /^\+-+\+$/.test(line))) {
    lines = lines.filter((line) => !/^\+-+\+$/.test(line)).map((line) => line.replace(/^\| ?/, "").replace(/\s*\|$/, ""));
  }
  lines = lines
    .filter((line) => !/^\*+ \d+\. row \*+$/.test(line) && !/^EXPLAIN\s*$/.test(line) && !/^\d+ rows? in set/.test(line))
    .map((line) => line.replace(/^EXPLAIN: /, ""));
  const plain = lines.join("\n").trim();
  // A client that is not asked for raw output escapes the line breaks; those within a literal stay.
  const isEscaped = !plain.includes("\n") && (/^\{\\n/.test(plain) || (/^->/.test(plain) && /\\n(?: *->|$)/.test(plain)));
  return isEscaped ? plain.replaceAll("\\n", "\n").replaceAll('\\"', '"') : plain;
}
