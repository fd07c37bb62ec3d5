import { useMemo, useState } from "preact/hooks";
import { count, micros, rough } from "../format";
import { all, type PlanNode } from "./parse";

const SCANS = new Set(["ALL", "Table scan", "table"]);

interface Row {
  node: PlanNode;
  depth: number;
  key: string;
}

function rowsOf(node: PlanNode, closed: Set<string>, depth = 0, key = "0"): Row[] {
  const below = closed.has(key)
    ? []
    : node.children.flatMap((child, at) => rowsOf(child, closed, depth + 1, `${key}.${at}`));
  return [{ node, depth, key }, ...below];
}

/** A plan as an indented tree: each step with its share of the plan's cost and rows. */
export function PlanTree({ plan }: { plan: PlanNode }) {
  const [closed, setClosed] = useState<Set<string>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);
  const costMax = useMemo(() => Math.max(0, ...all(plan).map((node) => node.cost ?? 0)), [plan]);
  const rowsMax = useMemo(() => Math.max(0, ...all(plan).map((node) => node.rows ?? 0)), [plan]);
  const rows = rowsOf(plan, closed);
  const isAnalyzed = all(plan).some((node) => node.actualRows !== undefined);

  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  const chosenRow = rows.find((row) => row.key === chosen);

  return (
    <div class="plan-view">
      <table class="plan-tree">
        <thead>
          <tr>
            <th>Step</th>
            <th>Access</th>
            <th class="number">Rows, estimated</th>
            {isAnalyzed && <th class="number">Rows, actual</th>}
            {isAnalyzed && <th class="number">Time</th>}
            <th class="number">Cost</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, depth, key }) => (
            <tr key={key} class={key === chosen ? "chosen" : undefined} data-step>
              <td style={{ paddingLeft: `${0.6 + depth * 1.3}rem` }}>
                {node.children.length > 0 ? (
                  <button
                    type="button"
                    class="fold"
                    aria-expanded={!closed.has(key)}
                    aria-label={`${closed.has(key) ? "Open" : "Fold"} ${node.label}`}
                    onClick={() => toggle(key)}
                  >
                    {closed.has(key) ? "▸" : "▾"}
                  </button>
                ) : (
                  <span class="fold" aria-hidden="true">
                    ·
                  </span>
                )}
                <button type="button" class="step" onClick={() => setChosen(key === chosen ? null : key)}>
                  {node.label}
                </button>
              </td>
              <td class={node.access && SCANS.has(node.access) ? "bad" : undefined}>{node.access ?? ""}</td>
              <Share value={node.rows} most={rowsMax} />
              {isAnalyzed && <td class="number">{node.actualRows === undefined ? "" : count(node.actualRows)}</td>}
              {isAnalyzed && (
                <td class="number">{node.actualMillis === undefined ? "" : micros(node.actualMillis * 1000)}</td>
              )}
              <Share value={node.cost} most={costMax} />
            </tr>
          ))}
        </tbody>
      </table>
      <aside aria-live="polite">
        {chosenRow ? (
          <>
            <h3>{chosenRow.node.label}</h3>
            {chosenRow.node.details.length === 0 && <p class="quiet">The server says nothing more about it.</p>}
            <dl>
              {chosenRow.node.details.map(([name, value]) => (
                <>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </>
              ))}
            </dl>
          </>
        ) : (
          <p class="quiet">Choose a step for all that the server says about it.</p>
        )}
      </aside>
    </div>
  );
}

function Share({ value, most }: { value?: number; most: number }) {
  if (value === undefined) return <td class="number" />;
  const share = most === 0 ? 0 : (100 * value) / most;
  return (
    <td class="number" title={String(value)}>
      {rough(value)}
      <div class="bar" style={{ width: `${share}%` }} />
    </td>
  );
}
