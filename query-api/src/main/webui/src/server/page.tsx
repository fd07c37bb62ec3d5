import { useMemo } from "preact/hooks";
import type { LoadPoint, TopDigest } from "../api";
import { Digests } from "../overview/digests";
import { rough } from "../format";
import { useLoaded } from "../load";
import { type Range, type Route, rangeOf, secondsOf, show } from "../route";
import { type Line, TimeChart } from "../time-chart";

const COLOURS = ["#2a78c2", "#c98a1b", "#2f8f5b", "#c2452a", "#7b57b8", "#1a9aa0", "#b5528d", "#8a8f2f"];
const OTHERS = "#8894a0";
const LABEL_LENGTH = 60;

/** The load by statement family, of one instance or of all, and those families. */
export function LoadPage({ route }: { route: Route }) {
  const range = rangeOf(route);
  const instance = route.query.get("instance") ?? undefined;
  const isLive = range.to === "now";
  const load = useLoaded<LoadPoint[]>("api/v1/load", { ...range, instance }, isLive);
  const digests = useLoaded<TopDigest[]>("api/v1/digests", { ...range, instance, limit: 50 }, isLive);
  return (
    <main>
      <section aria-labelledby="load">
        <h2 id="load">
          Load {instance ? `of ${instance}` : "of all instances"}{" "}
          <span class="quiet">statements that run at once, by family; UTC; drag to zoom</span>
        </h2>
        {load.error && <p role="alert">{load.error}</p>}
        {load.data && <LoadChart points={load.data} range={range} />}
      </section>
      {digests.error && <p role="alert">{digests.error}</p>}
      {digests.data && <Digests digests={digests.data} when="in this stretch of time, by time" />}
    </main>
  );
}

function LoadChart({ points, range }: { points: LoadPoint[]; range: Range }) {
  const { times, lines } = useMemo(() => linesOf(points), [points]);
  if (points.length === 0) return <p class="empty">Nothing ran in this stretch of time, or nobody watched.</p>;
  return (
    <TimeChart
      label="Load by statement family"
      times={times}
      lines={lines}
      range={secondsOf(range)}
      format={rough}
      isStacked
      onZoom={(from, to) => show({ from: from.toISOString(), to: to.toISOString() })}
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
      label: id === "" ? "all others" : (family.text || id).slice(0, LABEL_LENGTH),
      colour: id === "" ? OTHERS : (COLOURS[at % COLOURS.length] ?? OTHERS),
      values: [...family.values.slice(0, buckets), family.values[buckets - 1] ?? 0],
    }));
  return { times, lines };
}
