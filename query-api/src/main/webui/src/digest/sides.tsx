import type { ComponentChildren } from "preact";
import type { Digest, DigestPoint, SlowQueryPage } from "../api";
import { change, count, micros, rough, seconds } from "../format";
import { useLoaded } from "../load";
import type { Range } from "../route";
import type { TableRate } from "../row-changes/page";
import { Section } from "../section";
import { average, type Figure, most, sum } from "./figures";
import { slowOnesOf } from "./slow-ones";
import { t } from "./text";

interface Props {
  digest: Digest;
  points: DigestPoint[];
  before: DigestPoint[];
  range: Range;
  instance?: string;
}

/** What each source says of a family, side by side: where they differ, one of them did not see everything. */
export function Sides(props: Props) {
  return (
    <div class="sides">
      <Wire {...props} />
      <Server {...props} />
      <SlowLog {...props} />
      <Rows {...props} />
    </div>
  );
}

/** A figure now and, beside it, how it stands against the period before. */
function Line(props: { name: string; now: number | null; before?: number | null; text: (value: number) => string; isBad?: boolean }) {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td class={props.isBad ? "number bad" : "number"}>{props.now === null ? "–" : props.text(props.now)}</td>
      <td class="number quiet" title={t("against")}>
        {props.now !== null && props.before ? change(props.now, props.before) : ""}
      </td>
    </tr>
  );
}

function Side(props: { title: string; note: string; isSeen: boolean; empty: string; children: ComponentChildren }) {
  return (
    <Section title={props.title} note={props.note}>
      {props.isSeen ? (
        <table class="side">
          <tbody>{props.children}</tbody>
        </table>
      ) : (
        <p class="empty">{props.empty}</p>
      )}
    </Section>
  );
}

/** Calls and errors as both the wire and the server have them. */
function Calls({ points, before, source }: { points: DigestPoint[]; before: DigestPoint[]; source: "wire" | "server" }) {
  const calls: Figure = `${source}_count`;
  const errors: Figure = `${source}_errors`;
  const latency: Figure = `${source}_latency_micros_avg`;
  return (
    <>
      <Line name={t("calls")} now={sum(points, calls)} before={sum(before, calls)} text={count} />
      <Line name={t("errors")} now={sum(points, errors)} before={sum(before, errors)} text={count} isBad={sum(points, errors) > 0} />
      <Line name={t("average")} now={average(points, latency, calls)} before={average(before, latency, calls)} text={micros} />
      {(["p50", "p95", "p99"] as const).map((quantile) => {
        const figure: Figure = `${source}_latency_micros_${quantile}`;
        // Percentiles of buckets cannot be added up; the worst bucket's is what a user may have met.
        if (most(points, figure) === null) return null;
        return <Line key={quantile} name={t("worst", { quantile })} now={most(points, figure)} before={most(before, figure)} text={micros} />;
      })}
    </>
  );
}

function Wire({ points, before }: Props) {
  return (
    <Side title={t("wire")} note={t("wireHow")} isSeen={sum(points, "wire_count") > 0} empty={t("notOnWire")}>
      <Calls points={points} before={before} source="wire" />
    </Side>
  );
}

function Server({ points, before }: Props) {
  const sent = sum(points, "server_rows_sent");
  return (
    <Side title={t("server")} note={t("serverHow")} isSeen={sum(points, "server_count") > 0} empty={t("notInServer")}>
      <Calls points={points} before={before} source="server" />
      <Line name={t("locks")} now={average(points, "server_lock_micros_avg", "server_count")} text={micros} />
      <Line name={t("examined")} now={sum(points, "server_rows_examined")} before={sum(before, "server_rows_examined")} text={count} />
      <Line name={t("sent")} now={sent} before={sum(before, "server_rows_sent")} text={count} />
      <Line name={t("examinedPerSent")} now={sent === 0 ? null : sum(points, "server_rows_examined") / sent} text={rough} />
      <Line name={t("noIndex")} now={sum(points, "server_no_index_count")} text={count} isBad={sum(points, "server_no_index_count") > 0} />
      <Line name={t("tmpDisk")} now={sum(points, "server_tmp_disk_tables")} text={count} isBad={sum(points, "server_tmp_disk_tables") > 0} />
    </Side>
  );
}

function SlowLog({ digest, range, instance }: Props) {
  const { data } = useLoaded<SlowQueryPage>("mysql/queries", slowOnesOf(digest.digest_id, range, instance));
  const slow = data?.items ?? [];
  const times = slow.map((each) => each.time);
  const examined = slow.map((each) => each.rows_examined);
  return (
    <Side title={t("log")} note={t("logHow")} isSeen={slow.length > 0} empty={t("notSlow")}>
      <Line name={t("calls")} now={data?.total ?? 0} text={count} />
      <Line name={t("average")} now={times.reduce((all, each) => all + each, 0) / times.length} text={seconds} />
      <Line name={t("slowest")} now={Math.max(...times)} text={seconds} />
      <Line name={t("examined")} now={Math.max(...examined)} text={count} />
      <Line name={t("withoutIndex")} now={slow.filter((each) => each.no_index).length} text={count} isBad={slow.some((each) => each.no_index)} />
    </Side>
  );
}

function Rows({ digest, points, before, range }: Props) {
  const affected = sum(points, "server_rows_affected");
  const calls = sum(points, "server_count");
  // Only what writes has rows in the binlog.
  const { data } = useLoaded<TableRate[]>(digest.kind === "WRITE" ? "api/v1/row-changes/tables" : null, { ...range });
  const names = new Set(digest.tables.map((table) => table.split(".").at(-1)));
  const changed = (data ?? []).filter((table) => names.has(table.table_name));
  return (
    <Side title={t("rows")} note={t("rowsHow")} isSeen={affected > 0 || changed.length > 0} empty={t("notWritten")}>
      <Line name={t("affected")} now={affected} before={sum(before, "server_rows_affected")} text={count} />
      <Line name={t("affectedEach")} now={calls === 0 ? null : affected / calls} text={rough} />
      {changed.map((table) => (
        <Line
          key={`${table.source}/${table.schema}/${table.table_name}`}
          name={t("binlog", { table: `${table.schema}.${table.table_name}` })}
          now={table.inserts + table.updates + table.deletes}
          text={count}
        />
      ))}
    </Side>
  );
}
