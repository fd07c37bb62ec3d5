import { useMemo } from "preact/hooks";
import type { LoadPoint } from "../api";
import { colourOf, OTHERS } from "../colours";
import { rough } from "../format";
import { type Range, secondsOf, zoomTo } from "../route";
import { type Line, type Mark, TimeChart } from "../time-chart";
import { t } from "./text";

const LABEL_LENGTH = 60;

interface Props {
  points: LoadPoint[];
  range: Range;
  marks?: Mark[];
  /** As on paper: nothing moves under the pointer. */
  isFixed?: boolean;
}

/** Areas on top of each other: their height is how many statements run at once. */
export function LoadChart({ points, range, marks, isFixed }: Props) {
  const { times, lines } = useMemo(() => linesOf(points), [points]);
  if (points.length === 0) return <p class="empty">{t("nothingRan")}</p>;
  return (
    <TimeChart
      label={t("loadHow")}
      times={times}
      lines={lines}
      range={secondsOf(range)}
      marks={marks}
      format={rough}
      isStacked
      isStill={isFixed}
      onZoom={isFixed ? undefined : zoomTo}
    />
  );
}

/** A line for each family, the one with the most load at the bottom, all others on top. */
function linesOf(points: LoadPoint[]): { times: number[]; lines: Line[] } {
  const step = points[0]?.seconds ?? 1;
  const seen = points.map((point) => Date.parse(point.time) / 1000);
  const first = Math.min(...seen);
  // Every bucket, also those in which nothing ran, or the areas would slope across them.
  const buckets = seen.length === 0 ? 0 : (Math.max(...seen) - first) / step + 1;
  // One more, where the last bucket ends.
  const times = Array.from({ length: buckets + 1 }, (_, at) => first + at * step);
  const families = new Map<string, { text: string; total: number; values: number[] }>();
  for (const point of points) {
    const family = families.get(point.digest_id) ?? { text: point.digest_text, total: 0, values: times.map(() => 0) };
    family.values[(Date.parse(point.time) / 1000 - first) / step] = point.average_active;
    family.total += point.average_active;
    families.set(point.digest_id, family);
  }
  const lines = [...families]
    .sort(([one, a], [other, b]) => (one === "" ? 1 : other === "" ? -1 : b.total - a.total))
    .map(([id, family], at) => ({
      label: id === "" ? t("others") : (family.text || id).slice(0, LABEL_LENGTH),
      colour: id === "" ? OTHERS : colourOf(at),
      values: [...family.values.slice(0, buckets), family.values[buckets - 1] ?? 0],
    }));
  return { times, lines };
}
