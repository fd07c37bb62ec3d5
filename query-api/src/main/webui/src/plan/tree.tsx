import { useMemo, useState } from "preact/hooks";
import { count, micros, percent, rough } from "../format";
import { all, isAnalyzed, type PlanNode, rowsOf } from "./node";
import { t } from "./text";

const INDENT_REM = 1.1;

interface Props {
  plan: PlanNode;
  /** The keys of steps with a warning. */
  warned: Set<string>;
  chosen: string | null;
  onChoose: (key: string) => void;
}

function shown(node: PlanNode, closed: Set<string>): PlanNode[] {
  return [node, ...(closed.has(node.key) ? [] : node.children.flatMap((child) => shown(child, closed)))];
}

/** A plan as an indented tree: each step with its own share of the plan's cost, time and rows. */
export function PlanTree({ plan, warned, chosen, onChoose }: Props) {
  const [closed, setClosed] = useState<Set<string>>(new Set());
  const measured = isAnalyzed(plan);
  const rowsMax = useMemo(() => Math.max(0, ...all(plan).map((node) => rowsOf(node) ?? 0)), [plan]);

  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };

  return (
    <table class="plan-tree">
      <thead>
        <tr>
          <th>{t("step")}</th>
          <th class="number">{t("rowsEstimated")}</th>
          {measured && <th class="number">{t("rowsActual")}</th>}
          {measured && <th class="number">{t("loops")}</th>}
          {measured && <th class="number">{t("time")}</th>}
          <th class="number">{t("cost")}</th>
        </tr>
      </thead>
      <tbody>
        {shown(plan, closed).map((node) => (
          <tr key={node.key} class={node.key === chosen ? "chosen" : undefined} data-step={node.key}>
            <td style={{ paddingLeft: `${0.4 + (node.key.split(".").length - 1) * INDENT_REM}rem` }}>
              <div class="step-line">
                <Fold node={node} isClosed={closed.has(node.key)} onToggle={() => toggle(node.key)} />
                <Label node={node} isWarned={warned.has(node.key)} isChosen={node.key === chosen} onChoose={() => onChoose(node.key)} />
              </div>
            </td>
            <Figure value={node.rows} text={rough} share={measured || !node.rows ? undefined : node.rows / rowsMax} />
            {measured && <Figure value={node.actual?.rows} text={rough} share={node.actual && (rowsOf(node) ?? 0) / (rowsMax || 1)} />}
            {measured && <Figure value={node.actual?.loops} text={count} />}
            {measured && (
              <Figure
                value={node.actual && node.actual.millis * node.actual.loops * 1000}
                text={micros}
                share={node.timeShare}
                title={t("shareOfTime", { percent: percent(node.timeShare ?? 0) })}
              />
            )}
            <Figure
              value={node.cost}
              text={rough}
              share={node.costShare}
              title={t("shareOfCost", { percent: percent(node.costShare ?? 0) })}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fold({ node, isClosed, onToggle }: { node: PlanNode; isClosed: boolean; onToggle: () => void }) {
  if (node.children.length === 0) {
    return (
      <span class="fold" aria-hidden="true">
        ·
      </span>
    );
  }
  const label = t(isClosed ? "open" : "fold", { step: node.label });
  return (
    <button type="button" class="fold" aria-expanded={!isClosed} aria-label={label} onClick={onToggle}>
      {isClosed ? "▸" : "▾"}
    </button>
  );
}

function Label({ node, isWarned, isChosen, onChoose }: { node: PlanNode; isWarned: boolean; isChosen: boolean; onChoose: () => void }) {
  const isSaid = !node.access || node.label.toLowerCase().includes(node.access.toLowerCase());
  return (
    <button type="button" class={isWarned ? "step bad" : "step"} aria-pressed={isChosen} onClick={onChoose}>
      {node.label}
      {!isSaid && <span class="quiet"> {node.access}</span>}
      {node.isNeverExecuted && <span class="quiet"> {t("never")}</span>}
    </button>
  );
}

function Figure(props: { value?: number; text: (value: number) => string; share?: number; title?: string }) {
  if (props.value === undefined) return <td class="number" />;
  return (
    <td class="number" title={props.title ?? String(props.value)}>
      {props.text(props.value)}
      {props.share !== undefined && <div class="bar" style={{ width: `${100 * props.share}%` }} />}
    </td>
  );
}
