import type { Alert, Digest, DigestPoint } from "../api";
import { time } from "../clock";
import { useLoaded } from "../load";
import { Happened, useMarks } from "../marks";
import { before, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { Charts } from "./charts";
import { Plans } from "./plans";
import { Samples } from "./samples";
import { Sides } from "./sides";
import { SlowOnes } from "./slow-ones";
import { t } from "./text";

/** One statement family from every side. */
export function DigestPage({ route }: { route: Route }) {
  const id = route.path[1] ?? "";
  const instance = route.query.get("instance") ?? undefined;
  const range = rangeOf(route);
  const isLive = range.to === "now";
  const path = `api/v1/digests/${encodeURIComponent(id)}`;
  const digest = useLoaded<Digest>(path);
  const series = useLoaded<DigestPoint[]>(`${path}/series`, { ...range, instance }, isLive);
  const earlier = useLoaded<DigestPoint[]>(`${path}/series`, { ...before(range), instance });
  const marks = useMarks(range, instance, id);

  if (digest.error) {
    return (
      <main>
        <p role="alert">{digest.error}</p>
      </main>
    );
  }
  if (!digest.data || !series.data) return <main />;
  return (
    <main>
      <Head digest={digest.data} error={series.error} />
      <Sides digest={digest.data} points={series.data} before={earlier.data ?? []} range={range} instance={instance} />
      <Charts points={series.data} range={range} marks={marks.drawn} />
      {marks.all.length > 0 && (
        <section>
          <Happened marks={marks} />
        </section>
      )}
      <Regressions id={id} />
      <Plans id={id} path={path} />
      <Samples path={path} range={range} instance={instance} isLive={isLive} />
      <SlowOnes id={id} range={range} instance={instance} />
    </main>
  );
}

function Head({ digest, error }: { digest: Digest; error: string }) {
  return (
    <Section
      title={
        <>
          {t("family")} <span class={`kind ${digest.kind.toLowerCase()}`}>{digest.kind}</span>
        </>
      }
      note={
        <>
          {t("tables", { tables: digest.tables.join(", ") || "–" })} · {t("firstSeen", { time: time(digest.first_seen) })} ·{" "}
          {t("lastSeen", { time: time(digest.last_seen) })} · {t("digest")} <code>{digest.digest_id}</code>
        </>
      }
      hasTimes
      error={error}
    >
      <pre tabIndex={0}>{digest.digest_text}</pre>
    </Section>
  );
}

/** What the rules found about this family. */
function Regressions({ id }: { id: string }) {
  const alerts = useLoaded<Alert[]>("api/v1/alerts", { subject: id }, true);
  return (
    <Section title={t("regressions")} hasTimes error={alerts.error}>
      {alerts.data && (
        <DataTable
          name="regressions"
          rows={alerts.data}
          keyOf={(alert) => alert.id}
          empty={t("noRegressions")}
          columns={[
            { title: t("since"), value: (alert) => alert.since, cell: (alert) => time(alert.since) },
            {
              title: t("state"),
              value: (alert) => alert.state,
              cell: (alert) => <span class={alert.state === "firing" ? "bad" : "quiet"}>{alert.state}</span>,
            },
            { title: t("instance"), value: (alert) => alert.instance },
            { title: t("rule"), value: (alert) => alert.rule },
            { title: t("what"), value: (alert) => alert.summary },
          ]}
        />
      )}
    </Section>
  );
}
