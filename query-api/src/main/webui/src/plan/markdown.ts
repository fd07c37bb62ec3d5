import { count, micros, percent, rough } from "../format";
import { all, isAnalyzed, type PlanNode } from "./node";
import { t } from "./text";
import { warningsOf } from "./warnings";

/** A plan for a ticket or a chat: what stands out, each step, and the text that it was drawn from. */
export function markdownOf(plan: PlanNode, raw: string, statement?: string): string {
  const warnings = warningsOf(plan);
  return [
    `# ${t("plan")}`,
    ...(statement ? [`## ${t("statement")}`, fenced("sql", statement)] : []),
    `## ${t("warnings")}`,
    warnings.length === 0 ? t("noWarnings") : warnings.map(({ title, evidence, node }) => `- **${title}** (${evidence}): \`${node.label}\``).join("\n"),
    `## ${t("tree")}`,
    tableOf(plan),
    `## ${t("raw")}`,
    fenced("", raw),
  ].join("\n\n");
}

function tableOf(plan: PlanNode): string {
  const measured = isAnalyzed(plan);
  const titles = [t("step"), t("rowsEstimated"), ...(measured ? [t("rowsActual"), t("time")] : []), t("cost")];
  const rows = all(plan).map((node) => [
    // Non-breaking spaces: others would be dropped.
    `${"\u00a0".repeat(4 * (node.key.split(".").length - 1))}${node.label.replaceAll("|", "\\|")}`,
    node.rows === undefined ? "" : rough(node.rows),
    ...(measured ? [node.actual ? count(node.actual.rows) : "", node.actual ? micros(node.actual.millis * 1000) : ""] : []),
    node.cost === undefined ? "" : `${rough(node.cost)} (${percent(node.costShare ?? 0)})`,
  ]);
  return [titles, titles.map((_, at) => (at === 0 ? "---" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** A fence longer than any within. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
