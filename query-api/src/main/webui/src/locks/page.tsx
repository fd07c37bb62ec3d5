import { time, zone } from "../clock";
import { rough, seconds } from "../format";
import { CopyButton } from "../hand-over";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { type Range, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { type Reading, SeriesChart } from "../series-chart";
import { t as frame } from "../text";
import { LiveNote, useWatched } from "../watch";
import { t } from "./text";

interface Waiter {
  pid: number;
  user?: string;
  host?: string;
  schema?: string;
  state?: string;
  seconds?: number;
  sql_text?: string;
  lock_kind?: string;
  lock_object?: string;
  lock_index?: string;
  lock_mode?: string;
  kill: string;
  waiters: Waiter[];
}

interface LockWaits {
  instance: string;
  time: string;
  waits: number;
  cut: boolean;
  trees: Waiter[];
}

interface LockPoint {
  time: string;
  seconds: number;
  instance: string;
  waits_max: number;
  transactions_max: number;
}

interface Deadlock {
  time: string;
  instance: string;
  report: string;
}

/** Who waits for whom, how much they waited, and the deadlocks. */
export function LocksPage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const range = rangeOf(route);
  const waits = useWatched<LockWaits>("locks", "api/v1/locks", { instance });
  return (
    <main>
      <Section title={t("waits")} note={t("waitsHow")} error={waits.error} tools={<><LiveNote link={waits.link} /><InstancePicker instance={instance} /></>}>
        {waits.data?.length === 0 && <p class="empty">{t("none")}</p>}
        {waits.data?.map((each) => (
          <Trees key={each.instance} waits={each} />
        ))}
      </Section>
      <Waits range={range} instance={instance} />
      <Deadlocks range={range} instance={instance} />
    </main>
  );
}

function Trees({ waits }: { waits: LockWaits }) {
  return (
    <>
      <h3>
        {waits.instance}{" "}
        <span class="quiet">
          {time(waits.time)} {zone()} · {t("waitsOn", { n: waits.waits })}
          {waits.cut && ` · ${t("cut")}`}
        </span>
      </h3>
      <ul class="lock-tree">
        {waits.trees.map((tree) => (
          <Connection key={tree.pid} waiter={tree} isRoot />
        ))}
      </ul>
    </>
  );
}

function Connection({ waiter, isRoot = false }: { waiter: Waiter; isRoot?: boolean }) {
  const waited = seconds(waiter.seconds ?? 0);
  const object = [waiter.lock_object, waiter.lock_index].filter(Boolean).join(" · ");
  return (
    <li>
      <strong>#{waiter.pid}</strong> {waiter.user}@{waiter.host}{" "}
      <span class={isRoot ? "bad" : "quiet"}>
        {isRoot
          ? t("holds", { seconds: waited })
          : t("waitsFor", { seconds: waited, kind: waiter.lock_kind ?? "", object, mode: waiter.lock_mode ?? "" })}
      </span>{" "}
      <CopyButton text={() => waiter.kill}>
        <code>{waiter.kill}</code>
      </CopyButton>
      <div class="code">{waiter.sql_text ?? t("idle")}</div>
      {waiter.waiters.length > 0 && (
        <ul>
          {waiter.waiters.map((each) => (
            <Connection key={each.pid} waiter={each} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Waits({ range, instance }: { range: Range; instance?: string }) {
  const { data, error } = useLoaded<LockPoint[]>("api/v1/locks/series", { ...range, instance }, range.to === "now");
  const readings = (data ?? []).flatMap<Reading>((point) => [
    { time: point.time, line: t("waiting", { instance: point.instance }), value: point.waits_max },
    { time: point.time, line: t("open", { instance: point.instance }), value: point.transactions_max },
  ]);
  return (
    <Section title={t("series")} note={`${t("seriesHow")}; ${zone()}; ${frame("dragToZoom")}`} error={error}>
      {data && (
        <SeriesChart label={t("series")} readings={readings} range={range} format={rough} bucketSeconds={data[0]?.seconds} empty={t("noSeries")} />
      )}
    </Section>
  );
}

function Deadlocks({ range, instance }: { range: Range; instance?: string }) {
  const { data, error } = useLoaded<Deadlock[]>("api/v1/deadlocks", { ...range, instance });
  return (
    <Section title={t("deadlocks")} note={t("deadlocksHow")} hasTimes error={error}>
      {data?.length === 0 && <p class="empty">{t("noDeadlocks")}</p>}
      {data?.map((deadlock) => (
        <details key={deadlock.time + deadlock.instance}>
          <summary>
            {time(deadlock.time)} {deadlock.instance}
          </summary>
          <pre tabIndex={0}>{deadlock.report}</pre>
        </details>
      ))}
    </Section>
  );
}
