import type { Alert, PlanChange, Session } from "../api";
import { time } from "../clock";
import { useLoaded } from "../load";
import { link, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { Happened } from "./happened";
import { Rules } from "./rules";
import { t } from "./text";

const DIGEST_ID = /^[0-9a-f]{32}$/;

/** What the rules found, the plans that changed, and what else happened. */
export function AlertsPage({ route, session }: { route: Route; session: Session }) {
  const alerts = useLoaded<Alert[]>("api/v1/alerts", {}, true);
  const changes = useLoaded<PlanChange[]>("api/v1/plan-changes", { ...rangeOf(route) }, true);
  return (
    <main>
      <Section title={t("alerts")} hasTimes error={alerts.error}>
        {alerts.data && <Alerts alerts={alerts.data} />}
      </Section>
      <Section title={t("changes")} hasTimes error={changes.error}>
        {changes.data && <PlanChanges changes={changes.data} />}
      </Section>
      <Happened range={rangeOf(route)} isOperator={session.roles.includes("operator")} />
      <Rules isAdmin={session.roles.includes("admin")} />
    </main>
  );
}

function Alerts({ alerts }: { alerts: Alert[] }) {
  return (
    <DataTable
      name="alerts"
      rows={alerts}
      keyOf={(alert) => alert.id}
      empty={t("noAlerts")}
      columns={[
        {
          title: t("state"),
          value: (alert) => t(alert.state),
          cell: (alert) => <span class={alert.state === "firing" ? "bad" : "quiet"}>{t(alert.state)}</span>,
        },
        { title: t("severity"), value: (alert) => alert.severity },
        { title: t("since"), value: (alert) => alert.since, cell: (alert) => time(alert.since) },
        {
          title: t("lastFired"),
          value: (alert) => alert.fired_at ?? "",
          cell: (alert) => (alert.fired_at ? time(alert.fired_at) : "–"),
        },
        { title: t("timesFired"), isNumber: true, value: (alert) => alert.fired_count },
        { title: t("instance"), value: (alert) => alert.instance },
        { title: t("rule"), value: (alert) => alert.rule },
        {
          title: t("what"),
          class: "long",
          value: (alert) => alert.summary,
          cell: (alert) =>
            DIGEST_ID.test(alert.subject) ? <a href={link(["digest", alert.subject])}>{alert.summary}</a> : alert.summary,
        },
      ]}
    />
  );
}

function PlanChanges({ changes }: { changes: PlanChange[] }) {
  return (
    <DataTable
      name="plan-changes"
      rows={changes}
      keyOf={(change) => `${change.time}${change.digest_id}`}
      empty={t("noChanges")}
      columns={[
        { title: t("time"), value: (change) => change.time, cell: (change) => time(change.time) },
        { title: t("instance"), value: (change) => change.instance },
        { title: t("schema"), value: (change) => change.schema ?? "–" },
        { title: t("seenBefore"), value: (change) => t(change.seen_before ? "yes" : "no") },
        {
          title: t("family"),
          value: (change) => change.digest_id,
          cell: (change) => <a href={link(["digest", change.digest_id])}>{t("beforeAndAfter")}</a>,
        },
      ]}
    />
  );
}
