import type { Sample } from "../api";
import { time } from "../clock";
import { micros } from "../format";
import { useLoaded } from "../load";
import type { Range } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

/** Single statements as the wire showed them. */
export function Samples(props: { path: string; range: Range; instance?: string; isLive: boolean }) {
  const samples = useLoaded<Sample[]>(`${props.path}/samples`, { ...props.range, instance: props.instance }, props.isLive);
  return (
    <Section title={t("samples")} note={t("samplesHow")} hasTimes error={samples.error}>
      {samples.data && (
        <DataTable
          name="samples"
          rows={samples.data}
          keyOf={(sample) => `${sample.sent_at}${sample.client}`}
          empty={t("noSamples")}
          columns={[
            { title: t("sentAt"), value: (sample) => sample.sent_at, cell: (sample) => time(sample.sent_at) },
            { title: t("latency"), isNumber: true, value: (sample) => sample.latency_micros, cell: (sample) => micros(sample.latency_micros) },
            { title: t("onServer"), value: (sample) => sample.server },
            { title: t("client"), value: (sample) => `${sample.user ?? ""}@${sample.client}` },
            { title: t("rowCount"), isNumber: true, value: (sample) => sample.rows_sent + sample.rows_affected },
            {
              title: t("error"),
              value: (sample) => sample.error_number || "",
              cell: (sample) =>
                sample.error_number ? (
                  <span class="bad" title={sample.message}>
                    {sample.error_number}
                  </span>
                ) : (
                  "–"
                ),
            },
            { title: t("statement"), class: "sql", value: (sample) => sample.statement + (sample.values ? ` (${sample.values.join(", ")})` : "") },
          ]}
        />
      )}
    </Section>
  );
}
