import type { Alert, PlanChange } from "../api";
import { time } from "../format";
import { useLoaded } from "../load";
import { link, type Route, rangeOf } from "../route";
import { DataTable } from "../table";

const DIGEST_ID = /^[0-9a-f]{32}$/;

/** What the rules found, and the plans that changed. */
export function AlertsPage({ route }: { route: Route }) {
  const alerts = useLoaded<Alert[]>("api/v1/alerts", {}, true);
  const changes = useLoaded<PlanChange[]>("api/v1/plan-changes", { ...rangeOf(route) }, true);
  return (
    <main>
      <section aria-labelledby="alerts">
        <h2 id="alerts">
          Alerts <span class="quiet">times in UTC</span>
        </h2>
        {alerts.error && <p role="alert">{alerts.error}</p>}
        {alerts.data && (
          <DataTable
            name="alerts"
            rows={alerts.data}
            keyOf={(alert) => alert.id}
            empty="None. The collector checks its rules all the time and shows here what they find."
            columns={[
              {
                title: "State",
                value: (alert) => alert.state,
                cell: (alert) => <span class={alert.state === "firing" ? "bad" : "quiet"}>{alert.state}</span>,
              },
              { title: "Severity", value: (alert) => alert.severity },
              { title: "Since", value: (alert) => alert.since, cell: (alert) => time(alert.since) },
              { title: "Instance", value: (alert) => alert.instance },
              { title: "Rule", value: (alert) => alert.rule },
              {
                title: "What",
                value: (alert) => alert.summary,
                cell: (alert) =>
                  DIGEST_ID.test(alert.subject) ? <a href={link(["digest", alert.subject])}>{alert.summary}</a> : alert.summary,
              },
            ]}
          />
        )}
      </section>
      <section aria-labelledby="changes">
        <h2 id="changes">
          Plans that changed <span class="quiet">times in UTC</span>
        </h2>
        {changes.error && <p role="alert">{changes.error}</p>}
        {changes.data && (
          <DataTable
            name="plan-changes"
            rows={changes.data}
            keyOf={(change) => `${change.time}${change.digest_id}`}
            empty="None in this stretch of time."
            columns={[
              { title: "Time", value: (change) => change.time, cell: (change) => time(change.time) },
              { title: "Instance", value: (change) => change.instance },
              { title: "Schema", value: (change) => change.schema ?? "–" },
              { title: "Seen before", value: (change) => (change.seen_before ? "yes" : "no") },
              {
                title: "Family",
                value: (change) => change.digest_id,
                cell: (change) => <a href={link(["digest", change.digest_id])}>before and after</a>,
              },
            ]}
          />
        )}
      </section>
    </main>
  );
}
