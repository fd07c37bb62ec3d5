import { useMemo } from "preact/hooks";
import type { Digest, DigestPoint, Plan, PlanChange, Sample, SlowQueryPage } from "../api";
import { count, micros, rough, time } from "../format";
import { useLoaded } from "../load";
import { type Range, type Route, link, rangeOf, secondsOf, show } from "../route";
import { SlowQueryTable } from "../slow/table";
import { DataTable } from "../table";
import { type Line, TimeChart } from "../time-chart";

type Figure = keyof Omit<DigestPoint, "time" | "seconds">;

const BLUE = "#2a78c2";
const AMBER = "#c98a1b";
const RED = "#c2452a";
const GREEN = "#2f8f5b";

interface Chart {
  title: string;
  format: (value: number) => string;
  lines: [string, string, (point: DigestPoint) => number | undefined][];
}

const rate = (figure: Figure) => (point: DigestPoint) => {
  const value = point[figure];
  return value === undefined ? undefined : value / point.seconds;
};

const CHARTS: Chart[] = [
  {
    title: "Latency",
    format: micros,
    lines: [
      ["wire p50", BLUE, (point) => point.wire_latency_micros_p50],
      ["wire p99", RED, (point) => point.wire_latency_micros_p99],
      ["server average", GREEN, (point) => point.server_latency_micros_avg],
      ["locks average", AMBER, (point) => point.server_lock_micros_avg],
    ],
  },
  {
    title: "Calls a second",
    format: rough,
    lines: [
      ["wire", BLUE, rate("wire_count")],
      ["server", GREEN, rate("server_count")],
      ["errors on the wire", RED, rate("wire_errors")],
    ],
  },
  {
    title: "Rows a second",
    format: rough,
    lines: [
      ["examined", AMBER, rate("server_rows_examined")],
      ["sent", BLUE, rate("server_rows_sent")],
      ["written", RED, rate("server_rows_affected")],
    ],
  },
];

/** One statement family from every side. */
export function DigestPage({ route }: { route: Route }) {
  const id = route.path[1] ?? "";
  const instance = route.query.get("instance") ?? undefined;
  const range = rangeOf(route);
  const isLive = range.to === "now";
  const path = `api/v1/digests/${encodeURIComponent(id)}`;
  const digest = useLoaded<Digest>(path);
  const series = useLoaded<DigestPoint[]>(`${path}/series`, { ...range, instance }, isLive);

  if (digest.error) {
    return (
      <main>
        <p role="alert">{digest.error}</p>
      </main>
    );
  }
  if (!digest.data || !series.data) return null;
  return (
    <main>
      <section aria-labelledby="digest">
        <h2 id="digest">
          Statement family <span class={`kind ${digest.data.kind.toLowerCase()}`}>{digest.data.kind}</span>{" "}
          <span class="quiet">
            tables {digest.data.tables.join(", ") || "–"} · first seen {time(digest.data.first_seen)} UTC · digest{" "}
            <code>{id}</code>
          </span>
        </h2>
        <pre tabIndex={0}>{digest.data.digest_text}</pre>
        {series.error && <p role="alert">{series.error}</p>}
        <Totals points={series.data} />
      </section>
      <div class="columns">
        {CHARTS.map((chart) => (
          <Chart key={chart.title} chart={chart} points={series.data!} range={range} />
        ))}
      </div>
      <Samples path={path} range={range} instance={instance} isLive={isLive} />
      <SlowOnes id={id} range={range} />
      <Plans id={id} path={path} />
    </main>
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

function Chart({ chart, points, range }: { chart: Chart; points: DigestPoint[]; range: Range }) {
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
    <section aria-label={chart.title}>
      <h2>
        {chart.title} <span class="quiet">UTC; drag to zoom</span>
      </h2>
      {points.length === 0 ? (
        <p class="empty">Not seen in this stretch of time.</p>
      ) : (
        <TimeChart
          label={chart.title}
          times={times}
          lines={lines}
          range={secondsOf(range)}
          format={chart.format}
          onZoom={(from, to) => show({ from: from.toISOString(), to: to.toISOString() })}
        />
      )}
    </section>
  );
}

/** Each source's own count, side by side: where they differ, one of them did not see everything. */
function Totals({ points }: { points: DigestPoint[] }) {
  const sum = (figure: Figure) => points.reduce((total, point) => total + (point[figure] ?? 0), 0);
  const average = (latency: Figure, calls: Figure) => {
    const all = sum(calls);
    const micros = points.reduce((total, point) => total + (point[latency] ?? 0) * (point[calls] ?? 0), 0);
    return all === 0 ? null : micros / all;
  };
  const wire = average("wire_latency_micros_avg", "wire_count");
  const server = average("server_latency_micros_avg", "server_count");
  const shown = (value: number | null, format: (value: number) => string) => (value === null ? "–" : format(value));
  return (
    <table class="totals">
      <thead>
        <tr>
          <th>Source</th>
          <th class="number">Calls</th>
          <th class="number">Errors</th>
          <th class="number">Average latency</th>
          <th class="number">Rows examined</th>
          <th class="number">Rows sent</th>
          <th class="number">Rows written</th>
          <th class="number">Without index</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Wire</th>
          <td class="number">{wire === null ? "–" : count(sum("wire_count"))}</td>
          <td class="number">{wire === null ? "–" : count(sum("wire_errors"))}</td>
          <td class="number">{shown(wire, micros)}</td>
          <td class="number" colSpan={4} />
        </tr>
        <tr>
          <th scope="row">Server</th>
          <td class="number">{server === null ? "–" : count(sum("server_count"))}</td>
          <td class="number">{server === null ? "–" : count(sum("server_errors"))}</td>
          <td class="number">{shown(server, micros)}</td>
          <td class="number">{count(sum("server_rows_examined"))}</td>
          <td class="number">{count(sum("server_rows_sent"))}</td>
          <td class="number">{count(sum("server_rows_affected"))}</td>
          <td class="number">{count(sum("server_no_index_count"))}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Samples(props: { path: string; range: Range; instance?: string; isLive: boolean }) {
  const samples = useLoaded<Sample[]>(
    `${props.path}/samples`,
    { ...props.range, instance: props.instance },
    props.isLive,
  );
  return (
    <section aria-labelledby="samples">
      <h2 id="samples">
        Samples <span class="quiet">as the wire showed them, the slowest first; times in UTC</span>
      </h2>
      {samples.error && <p role="alert">{samples.error}</p>}
      {samples.data && (
        <DataTable
          name="samples"
          rows={samples.data}
          keyOf={(sample) => `${sample.sent_at}${sample.client}`}
          empty="None: the probe keeps some statements of each window that it sees on the wire."
          columns={[
            { title: "Sent", value: (sample) => sample.sent_at, cell: (sample) => time(sample.sent_at) },
            { title: "Latency", isNumber: true, value: (sample) => sample.latency_micros, cell: (sample) => micros(sample.latency_micros) },
            { title: "Server", value: (sample) => sample.server },
            { title: "Client", value: (sample) => `${sample.user ?? ""}@${sample.client}` },
            { title: "Rows", isNumber: true, value: (sample) => sample.rows_sent + sample.rows_affected },
            {
              title: "Error",
              value: (sample) => sample.error_number || "",
              cell: (sample) => (sample.error_number ? <span class="bad" title={sample.message}>{sample.error_number}</span> : "–"),
            },
            { title: "Statement", class: "sql", value: (sample) => sample.statement + (sample.values ? ` (${sample.values.join(", ")})` : "") },
          ]}
        />
      )}
    </section>
  );
}

function SlowOnes({ id, range }: { id: string; range: Range }) {
  const slow = useLoaded<SlowQueryPage>("mysql/queries", {
    digest_id: id,
    start_date: range.from,
    end_date: range.to,
    page_size: 100,
  });
  return (
    <section aria-labelledby="slow">
      <h2 id="slow">
        Slow queries <span class="quiet">of this family; times in UTC</span>
      </h2>
      {slow.error && <p role="alert">{slow.error}</p>}
      {slow.data && <SlowQueryTable rows={slow.data.items} empty="None of this family was slow in this stretch of time." />}
    </section>
  );
}

function Plans({ id, path }: { id: string; path: string }) {
  const plans = useLoaded<Plan[]>(`${path}/plans`);
  const changes = useLoaded<PlanChange[]>("api/v1/plan-changes", { digest_id: id, from: "now-4w" });
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">
        Plans <span class="quiet">through time, in UTC</span>
      </h2>
      {(plans.error || changes.error) && <p role="alert">{plans.error || changes.error}</p>}
      {changes.data?.map((change) => (
        <details key={change.time}>
          <summary>
            {time(change.time)} the plan changed on {change.instance}
            {change.seen_before && " to one that was there before"}
          </summary>
          <div class="columns">
            <pre tabIndex={0}>{change.from_tree ?? "no text"}</pre>
            <pre tabIndex={0}>{change.to_tree ?? "no text"}</pre>
          </div>
        </details>
      ))}
      {plans.data && (
        <DataTable
          name="plans"
          rows={plans.data}
          keyOf={(plan) => plan.slow_query_id}
          empty="None stored. The collector explains slow statements, and samples of families that cost much."
          columns={[
            { title: "Explained", value: (plan) => plan.created_at, cell: (plan) => time(plan.created_at) },
            { title: "Instance", value: (plan) => plan.instance },
            { title: "Seconds", isNumber: true, value: (plan) => plan.time },
            { title: "Findings", isNumber: true, value: (plan) => plan.findings.length },
            {
              title: "Plan",
              value: (plan) => plan.status,
              cell: (plan) => <a href={link(["plan", plan.slow_query_id])}>{plan.status === "planned" ? "plan" : plan.status}</a>,
            },
          ]}
        />
      )}
    </section>
  );
}
