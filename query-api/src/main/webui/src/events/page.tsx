import { time } from "../clock";
import { count, micros } from "../format";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { type Range, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

interface Scheduler {
  instance: string;
  scheduler: string;
  reader: boolean;
  events: number;
}

interface ScheduledEvent {
  instance: string;
  event: string;
  status: string;
  interval_value?: string;
  interval_field?: string;
  execute_at?: string;
  last_executed?: string;
  next_execution_time?: string;
  definition?: string;
  problems: string[];
  running_micros?: number;
  counted?: { runs: number; errors: number; rows_affected: number };
}

interface Run {
  time: string;
  instance: string;
  event: string;
  outcome: "succeeded" | "failed" | "missed" | "gone";
  runs: number;
  duration_micros?: number;
  errors: number;
  overrun: boolean;
  detail?: string;
  source: string;
}

/** The EVENT scheduler of each server: whether it runs, what it is to run, and what it ran. */
export function EventsPage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const schedulers = useLoaded<Scheduler[]>("api/v1/events/schedulers", {}, true);
  const events = useLoaded<ScheduledEvent[]>("api/v1/events", { instance }, true);
  return (
    <main>
      <Section title={t("schedulers")} note={t("schedulersHow")} error={schedulers.error} tools={<InstancePicker instance={instance} />}>
        {schedulers.data && <Schedulers rows={schedulers.data} />}
      </Section>
      <Section title={t("events")} hasTimes error={events.error}>
        {events.data && <Events rows={events.data} />}
      </Section>
      <Runs range={rangeOf(route)} instance={instance} />
    </main>
  );
}

function Schedulers({ rows }: { rows: Scheduler[] }) {
  return (
    <DataTable
      name="schedulers"
      rows={rows}
      keyOf={(each) => each.instance}
      empty={t("noSchedulers")}
      columns={[
        { title: t("instance"), value: (each) => each.instance },
        {
          title: t("scheduler"),
          value: (each) => each.scheduler,
          cell: (each) => (
            <>
              <span class={each.scheduler === "ON" ? "good" : "bad"}>{each.scheduler}</span>
              {each.scheduler !== "ON" && <span class="quiet"> {t("offHow")}</span>}
            </>
          ),
        },
        { title: t("role"), value: (each) => t(each.reader ? "reader" : "writer") },
        { title: t("howMany"), isNumber: true, value: (each) => each.events },
      ]}
    />
  );
}

function scheduleOf(event: ScheduledEvent): string {
  if (event.interval_value) return t("every", { value: event.interval_value, unit: event.interval_field ?? "" });
  return t("once", { time: event.execute_at ? time(event.execute_at) : "–" });
}

function optionalTime(iso?: string): string {
  return iso ? time(iso) : "–";
}

function Events({ rows }: { rows: ScheduledEvent[] }) {
  return (
    <DataTable
      name="events"
      rows={rows}
      keyOf={(each) => `${each.instance}/${each.event}`}
      empty={t("noEvents")}
      columns={[
        { title: t("instance"), value: (each) => each.instance },
        { title: t("name"), class: "long", value: (each) => each.event, cell: (each) => <Name event={each} /> },
        {
          title: t("status"),
          value: (each) => each.status,
          cell: (each) => (
            <>
              <span class={each.status === "ENABLED" ? "good" : "quiet"}>{each.status}</span>
              {each.running_micros != null && ` ${t("runningFor", { time: micros(each.running_micros) })}`}
            </>
          ),
        },
        { title: t("schedule"), value: scheduleOf },
        { title: t("last"), value: (each) => each.last_executed ?? "", cell: (each) => optionalTime(each.last_executed) },
        { title: t("next"), value: (each) => each.next_execution_time ?? "", cell: (each) => optionalTime(each.next_execution_time) },
        { title: t("runs"), isNumber: true, value: (each) => each.counted?.runs ?? 0 },
        {
          title: t("errors"),
          isNumber: true,
          value: (each) => each.counted?.errors ?? 0,
          cell: (each) => <span class={each.counted?.errors ? "bad" : undefined}>{count(each.counted?.errors ?? 0)}</span>,
        },
        { title: t("rows"), isNumber: true, value: (each) => each.counted?.rows_affected ?? 0 },
        { title: t("problems"), class: "long", value: (each) => each.problems.join(", "), cell: (each) => <span class="bad">{each.problems.join(", ")}</span> },
      ]}
    />
  );
}

function Name({ event }: { event: ScheduledEvent }) {
  if (!event.definition) return <>{event.event}</>;
  return (
    <details>
      <summary>{event.event}</summary>
      <pre tabIndex={0}>{event.definition}</pre>
    </details>
  );
}

function Runs({ range, instance }: { range: Range; instance?: string }) {
  const { data, error } = useLoaded<Run[]>("api/v1/events/runs", { ...range, instance }, range.to === "now");
  return (
    <Section title={t("history")} hasTimes error={error}>
      {data && (
        <DataTable
          name="event-runs"
          rows={data}
          keyOf={(run) => `${run.time}${run.instance}${run.event}${run.source}`}
          empty={t("noRuns")}
          columns={[
            { title: t("time"), value: (run) => run.time, cell: (run) => time(run.time) },
            { title: t("instance"), value: (run) => run.instance },
            { title: t("name"), value: (run) => run.event },
            { title: t("outcome"), value: (run) => run.outcome, cell: (run) => <span class={run.outcome === "succeeded" ? "good" : "bad"}>{run.outcome}</span> },
            { title: t("runs"), isNumber: true, value: (run) => run.runs },
            { title: t("duration"), isNumber: true, value: (run) => run.duration_micros ?? 0, cell: (run) => (run.duration_micros == null ? "–" : micros(run.duration_micros)) },
            { title: t("errors"), isNumber: true, value: (run) => run.errors },
            { title: t("detail"), value: (run) => [run.overrun && t("overrun"), run.detail].filter(Boolean).join("; ") },
            { title: t("source"), value: (run) => run.source },
          ]}
        />
      )}
    </Section>
  );
}
