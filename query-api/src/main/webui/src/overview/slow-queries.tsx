import { useState } from "preact/hooks";
import type { Overview, Plan } from "../api";
import { count, seconds, timeOfDay } from "../format";
import { link } from "../route";

type Explained = Overview["slow_queries"][number];

export function SlowQueries(props: { slowQueries: Explained[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section aria-labelledby="slow-queries">
      <h2 id="slow-queries">
        Latest slow queries <span class="quiet">times in UTC</span>
      </h2>
      {props.slowQueries.length === 0 ? (
        <p class="empty">None. A statement that runs longer than the threshold appears within a second.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Start</th>
              <th class="number">Time</th>
              <th>Instance</th>
              <th>Schema</th>
              <th>User</th>
              <th class="number">Rows examined</th>
              <th>Statement</th>
              <th>Plan</th>
            </tr>
          </thead>
          <tbody>
            {props.slowQueries.map((each) => (
              <SlowQueryRows
                key={each.slow_query.id}
                explained={each}
                isOpen={open === each.slow_query.id}
                onToggle={() => setOpen(open === each.slow_query.id ? null : each.slow_query.id)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function SlowQueryRows(props: { explained: Explained; isOpen: boolean; onToggle: () => void }) {
  const { slow_query: slow, plan } = props.explained;
  return (
    <>
      <tr>
        <td>{timeOfDay(slow.start)}</td>
        <td class="number">
          {seconds(slow.time)}
          {slow.end ? "" : " …"}
        </td>
        <td>{slow.instance}</td>
        <td>{slow.db ?? "–"}</td>
        <td>{slow.user ?? "–"}</td>
        <td class={slow.no_index ? "number bad" : "number"}>{count(slow.rows_examined)}</td>
        <td class="sql" title={slow.sql_text}>
          {slow.sql_text}
        </td>
        <td>
          {plan ? (
            <button type="button" aria-expanded={props.isOpen} onClick={props.onToggle}>
              {plan.status === "planned" ? "plan" : plan.status}
            </button>
          ) : (
            <span class="quiet">not yet</span>
          )}
        </td>
      </tr>
      {props.isOpen && plan && (
        <tr class="plan">
          <td colSpan={8}>
            <p>
              <a href={link(["plan", slow.id])}>Draw it</a>
            </p>
            <PlanText plan={plan} />
          </td>
        </tr>
      )}
    </>
  );
}

function PlanText({ plan }: { plan: Plan }) {
  const result = plan.explain_result ?? {};
  return (
    <>
      {result.tree && <pre tabIndex={0}>{result.tree}</pre>}
      {result.json && (
        <details open={!result.tree}>
          <summary>EXPLAIN FORMAT=JSON</summary>
          <pre tabIndex={0}>{result.json}</pre>
        </details>
      )}
      {result.error && <p role="alert">{result.error}</p>}
    </>
  );
}
