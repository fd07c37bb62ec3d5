import type { Session } from "../api";
import { time } from "../clock";
import { count } from "../format";
import { useLoaded } from "../load";
import { type Route, rangeOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

const LISTED = 1_000;
const REFUSED_FROM = 400;

interface Entry {
  at: string;
  actor: string;
  client: string;
  method: string;
  target: string;
  subject: string;
  status: number;
  count: number;
}

/** Who changed what, for admins. */
export function AuditPage({ route, session }: { route: Route; session: Session }) {
  return <main>{session.roles.includes("admin") ? <Audit route={route} /> : <p class="empty">{t("adminsOnly")}</p>}</main>;
}

function Audit({ route }: { route: Route }) {
  const { data, error } = useLoaded<Entry[]>("api/v1/audit", { ...rangeOf(route), limit: LISTED });
  return (
    <Section title={t("audit")} note={t("auditHow")} hasTimes error={error}>
      {data && (
        <DataTable
          name="audit"
          rows={data}
          keyOf={(entry) => JSON.stringify(entry)}
          empty={t("noAudit")}
          first={50}
          columns={[
            { title: t("time"), value: (entry) => entry.at, cell: (entry) => time(entry.at) },
            { title: t("actor"), value: (entry) => entry.actor },
            { title: t("client"), value: (entry) => entry.client },
            { title: t("method"), value: (entry) => entry.method },
            { title: t("target"), class: "long", value: (entry) => entry.target },
            { title: t("subject"), value: (entry) => entry.subject },
            {
              title: t("status"),
              isNumber: true,
              value: (entry) => entry.status,
              cell: (entry) => <span class={entry.status >= REFUSED_FROM ? "bad" : undefined}>{entry.status}</span>,
            },
            { title: t("times"), isNumber: true, value: (entry) => entry.count, cell: (entry) => count(entry.count) },
          ]}
        />
      )}
    </Section>
  );
}
