import { useEffect, useRef } from "preact/hooks";
import { time } from "../clock";
import { useLoaded } from "../load";
import { Section } from "../section";
import { DataTable } from "../table";
import { Downloads } from "./page";
import { t } from "./text";

interface StoredReport {
  id: string;
  period: string;
  instance?: string;
  from: string;
  to: string;
  state: "making" | "ready" | "failed";
  made_at?: string;
  error?: string;
  formats: string[];
  findings: number;
  highlights: string[];
  undelivered: string[];
}

/** The reports made by schedule; the one that a link is to stands out. */
export function Kept({ id }: { id?: string }) {
  const { data, error } = useLoaded<StoredReport[]>("api/v1/reports", {}, true);
  const chosen = data?.find((each) => each.id === id);
  return (
    <>
      {chosen && <Chosen report={chosen} />}
      <Section title={t("kept")} note={t("keptHow")} hasTimes error={error}>
        {data && (
          <DataTable
            name="reports"
            rows={data}
            keyOf={(each) => each.id}
            empty={t("none")}
            columns={[
              { title: t("report"), value: (each) => each.id, cell: (each) => <a href={`#/reports/${encodeURIComponent(each.id)}`}>{each.id}</a> },
              { title: t("server"), value: (each) => each.instance ?? t("fleet") },
              { title: t("from"), value: (each) => each.from, cell: (each) => time(each.from) },
              { title: t("to"), value: (each) => each.to, cell: (each) => time(each.to) },
              {
                title: t("state"),
                value: (each) => t(each.state),
                cell: (each) => (
                  <span class={each.state === "failed" ? "bad" : each.state === "ready" ? "good" : "quiet"} title={each.error}>
                    {t(each.state)}
                  </span>
                ),
              },
              { title: t("findings"), isNumber: true, value: (each) => each.findings },
              { title: t("told"), value: (each) => each.undelivered.join(", ") || "–" },
              { title: t("made"), value: (each) => each.made_at ?? "", cell: (each) => (each.made_at ? time(each.made_at) : "–") },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function Chosen({ report }: { report: StoredReport }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), [report.id]);
  const link = (format: string) => `api/v1/reports/${encodeURIComponent(report.id)}?format=${format}`;
  return (
    <div ref={place}>
      <Section title={report.id} note={`${time(report.from)} – ${time(report.to)}`} hasTimes error={report.error}>
        {report.highlights.length > 0 && (
          <ul class="findings">
            {report.highlights.map((highlight) => (
              <li key={highlight}>{highlight}</li>
            ))}
          </ul>
        )}
        <p class="tools">
          {report.formats.includes("html") && (
            <a class="button" href={link("html")} target="_blank" rel="noopener">
              {t("open")}
            </a>
          )}
          <Downloads link={link} name={`spyhop-report-${report.id}`} formats={report.formats} />
        </p>
      </Section>
    </div>
  );
}
