import { zone } from "../clock";
import { count, micros, rough } from "../format";
import { useLoaded } from "../load";
import { messages } from "../messages";
import type { Range } from "../route";
import { Section } from "../section";
import { SeriesChart } from "../series-chart";
import { DataTable } from "../table";
import { t as frame } from "../text";

const t = messages({
  waits: ["What was waited for", "무엇을 기다렸는지"],
  waitsHow: ["seconds waited within a second, by event", "1초 동안 기다린 초, 이벤트별"],
  noWaits: [
    "Nothing was waited for in this stretch of time that performance_schema counts. It counts I/O and locks of tables; other instruments are off until they are enabled.",
    "이 기간에 performance_schema가 센 대기가 없습니다. 테이블 I/O와 잠금만 기본으로 세며, 다른 계측기는 켜야 셉니다.",
  ],
  event: ["Event", "이벤트"],
  count: ["Waits", "대기 수"],
  time: ["Time", "시간"],
  mean: ["Mean", "평균"],
  percent: ["Part", "비율"],
});

const FIRST = 20;

interface Wait {
  event: string;
  count: number;
  wait_micros_sum: number;
  wait_micros_mean: number;
  percent: number;
}

interface WaitPoint {
  time: string;
  seconds: number;
  event: string;
  wait_seconds_per_second: number;
}

/** The wait events of an instance or of all, over time and added up. */
export function Waits({ instance, range }: { instance?: string; range: Range }) {
  const isLive = range.to === "now";
  const series = useLoaded<WaitPoint[]>("api/v1/waits/series", { ...range, instance }, isLive);
  const waits = useLoaded<Wait[]>("api/v1/waits", { ...range, instance }, isLive);
  const readings = (series.data ?? []).map((point) => ({ time: point.time, line: point.event, value: point.wait_seconds_per_second }));
  return (
    <Section title={t("waits")} note={`${t("waitsHow")}; ${zone()}; ${frame("dragToZoom")}`} error={series.error || waits.error}>
      {series.data && readings.length > 0 && (
        <SeriesChart label={t("waits")} readings={readings} range={range} format={rough} bucketSeconds={series.data[0]?.seconds} empty={t("noWaits")} />
      )}
      {waits.data && (
        <DataTable
          name="waits"
          rows={waits.data}
          keyOf={(wait) => wait.event}
          first={FIRST}
          empty={t("noWaits")}
          columns={[
            { title: t("event"), class: "code", value: (wait) => wait.event },
            { title: t("count"), isNumber: true, value: (wait) => wait.count, cell: (wait) => count(wait.count) },
            { title: t("time"), isNumber: true, value: (wait) => wait.wait_micros_sum, cell: (wait) => micros(wait.wait_micros_sum) },
            { title: t("mean"), isNumber: true, value: (wait) => wait.wait_micros_mean, cell: (wait) => micros(wait.wait_micros_mean) },
            { title: t("percent"), isNumber: true, value: (wait) => wait.percent, cell: (wait) => `${wait.percent.toFixed(1)} %` },
          ]}
        />
      )}
    </Section>
  );
}
