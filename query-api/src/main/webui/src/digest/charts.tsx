import { useMemo } from "preact/hooks";
import type { DigestPoint } from "../api";
import { zone } from "../clock";
import { micros, rough } from "../format";
import { type Range, secondsOf, zoomTo } from "../route";
import { Section } from "../section";
import { t as frame } from "../text";
import { type Line, type Mark, TimeChart } from "../time-chart";
import type { Figure } from "./figures";
import { t } from "./text";

const BLUE = "#2a78c2";
const AMBER = "#c98a1b";
const RED = "#c2452a";
const GREEN = "#2f8f5b";
const VIOLET = "#7b57b8";
const TEAL = "#1a9aa0";

interface Chart {
  title: string;
  format: (value: number) => string;
  lines: [label: string, colour: string, value: (point: DigestPoint) => number | null | undefined][];
}

const rate = (figure: Figure) => (point: DigestPoint) => {
  const value = point[figure];
  return value === undefined || value === null ? null : value / point.seconds;
};

function charts(): Chart[] {
  return [
    {
      title: t("latency"),
      format: micros,
      lines: [
        [t("wireP50"), BLUE, (point) => point.wire_latency_micros_p50],
        [t("wireP95"), VIOLET, (point) => point.wire_latency_micros_p95],
        [t("wireP99"), RED, (point) => point.wire_latency_micros_p99],
        [t("serverAverage"), GREEN, (point) => point.server_latency_micros_avg],
        [t("serverP99"), TEAL, (point) => point.server_latency_micros_p99],
        [t("locksAverage"), AMBER, (point) => point.server_lock_micros_avg],
      ],
    },
    {
      title: t("callsASecond"),
      format: rough,
      lines: [
        [t("onWire"), BLUE, rate("wire_count")],
        [t("inServer"), GREEN, rate("server_count")],
        [t("errorsOnWire"), RED, rate("wire_errors")],
      ],
    },
    {
      title: t("rowsASecond"),
      format: rough,
      lines: [
        [t("examined"), AMBER, rate("server_rows_examined")],
        [t("sent"), BLUE, rate("server_rows_sent")],
        [t("written"), RED, rate("server_rows_affected")],
      ],
    },
  ];
}

interface Props {
  points: DigestPoint[];
  range: Range;
  marks: Mark[];
}

export function Charts({ points, range, marks }: Props) {
  return (
    <div class="columns">
      {charts().map((chart) => (
        <OneChart key={chart.title} chart={chart} points={points} range={range} marks={marks} />
      ))}
    </div>
  );
}

/** Every bucket from the first to the last, so that a line breaks where nothing was seen. */
function timesOf(points: DigestPoint[]): number[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const start = Date.parse(first.time) / 1000;
  const buckets = (Date.parse(last.time) / 1000 - start) / first.seconds + 1;
  return Array.from({ length: buckets }, (_, at) => start + at * first.seconds);
}

function OneChart({ chart, points, range, marks }: Props & { chart: Chart }) {
  const times = useMemo(() => timesOf(points), [points]);
  const lines = useMemo<Line[]>(() => {
    const seen = new Map(points.map((point) => [Date.parse(point.time) / 1000, point]));
    return chart.lines.map(([label, colour, value]) => ({
      label,
      colour,
      values: times.map((at) => {
        const point = seen.get(at);
        return (point && value(point)) ?? null;
      }),
    }));
  }, [points]);
  return (
    <Section title={chart.title} note={`${zone()}; ${frame("dragToZoom")}`}>
      {points.length === 0 ? (
        <p class="empty">{t("notSeen")}</p>
      ) : (
        <TimeChart
          label={chart.title}
          times={times}
          lines={lines}
          range={secondsOf(range)}
          format={chart.format}
          marks={marks}
          onZoom={zoomTo}
        />
      )}
    </Section>
  );
}
