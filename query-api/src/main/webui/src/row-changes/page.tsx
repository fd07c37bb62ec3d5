import { useMemo } from "preact/hooks";
import type { RowChangePoint } from "../api";
import { time, zone } from "../clock";
import { count, rough } from "../format";
import { useLoaded } from "../load";
import { messages } from "../messages";
import { rowChangeLines } from "../overview/row-changes";
import { type Range, type Route, rangeOf, secondsOf, show, zoomTo } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t as frame } from "../text";
import { TimeChart } from "../time-chart";

const t = messages({
  changes: ["Row changes", "행 변경"],
  changesOf: ["Row changes of {what}", "{what}의 행 변경"],
  aSecond: ["rows a second, published and confirmed", "발행되고 확인된 초당 행"],
  allTables: ["all tables", "모든 테이블"],
  none: [
    "None in this stretch of time. The binlog monitor publishes each change of its sources to RabbitMQ.",
    "이 기간에는 없습니다. binlog-monitor가 소스의 모든 변경을 RabbitMQ로 발행합니다.",
  ],
  sources: ["Sources", "소스"],
  sourcesHow: ["where each binlog has been read and confirmed to", "각 binlog를 어디까지 읽고 확인받았는지"],
  noSources: [
    "None yet. Start the binlog monitor with SPYHOP_BINLOG_* of a server; its account needs REPLICATION SLAVE and REPLICATION CLIENT.",
    "아직 없습니다. 서버의 SPYHOP_BINLOG_* 설정으로 binlog-monitor를 시작하십시오. 계정에 REPLICATION SLAVE, REPLICATION CLIENT 권한이 필요합니다.",
  ],
  source: ["Source", "소스"],
  state: ["State", "상태"],
  position: ["Position", "위치"],
  gtids: ["GTIDs", "GTID 집합"],
  committed: ["Last change, committed", "마지막 변경 커밋"],
  saved: ["Position saved", "위치 저장"],
  owner: ["Read by", "읽는 쪽"],
  tables: ["Tables", "테이블"],
  tablesHow: ["in this stretch of time", "이 기간"],
  table: ["Table", "테이블"],
  inserts: ["Inserts", "삽입"],
  updates: ["Updates", "갱신"],
  deletes: ["Deletes", "삭제"],
  rate: ["Rows a second", "초당 행"],
});

interface Source {
  source: string;
  state: string;
  server_uuid?: string;
  gtid_set?: string;
  binlog_file?: string;
  binlog_position?: number;
  committed_at?: string;
  saved_at?: string;
  owner?: string;
}

export interface TableRate {
  source: string;
  schema: string;
  table_name: string;
  inserts: number;
  updates: number;
  deletes: number;
  rows_per_second: number;
}

/** The row changes of each source: where it is, which tables change, and how much. */
export function RowChangesPage({ route }: { route: Route }) {
  const range = rangeOf(route);
  const [schema, table] = [route.query.get("schema") ?? undefined, route.query.get("table") ?? undefined];
  return (
    <main>
      <Rates range={range} schema={schema} table={table} />
      <Sources />
      <Tables range={range} />
    </main>
  );
}

function Rates({ range, schema, table }: { range: Range; schema?: string; table?: string }) {
  const { data, error } = useLoaded<RowChangePoint[]>("api/v1/row-changes", { ...range, schema, table }, range.to === "now");
  const times = useMemo(() => (data ?? []).map((point) => Date.parse(point.time) / 1000), [data]);
  const lines = useMemo(() => rowChangeLines(data ?? []), [data]);
  const all = table && (
    <button type="button" onClick={() => show({ schema: undefined, table: undefined })}>
      {t("allTables")}
    </button>
  );
  return (
    <Section
      title={table ? t("changesOf", { what: `${schema}.${table}` }) : t("changes")}
      note={`${t("aSecond")}; ${zone()}; ${frame("dragToZoom")}`}
      error={error}
      tools={all}
    >
      {data?.length === 0 && <p class="empty">{t("none")}</p>}
      {data && data.length > 0 && <TimeChart label={t("changes")} times={times} lines={lines} range={secondsOf(range)} format={rough} onZoom={zoomTo} />}
    </Section>
  );
}

function Sources() {
  const { data, error } = useLoaded<Source[]>("api/v1/row-changes/sources", {}, true);
  return (
    <Section title={t("sources")} note={t("sourcesHow")} hasTimes error={error}>
      {data && (
        <DataTable
          name="sources"
          rows={data}
          keyOf={(each) => each.source}
          empty={t("noSources")}
          columns={[
            { title: t("source"), value: (each) => each.source },
            { title: t("state"), value: (each) => each.state, cell: (each) => <span class={each.state === "running" ? "good" : "quiet"}>{each.state}</span> },
            { title: t("position"), class: "code", value: (each) => (each.binlog_file ? `${each.binlog_file}:${each.binlog_position}` : "–") },
            { title: t("gtids"), class: "sql", value: (each) => each.gtid_set ?? "–" },
            { title: t("committed"), value: (each) => each.committed_at ?? "", cell: (each) => (each.committed_at ? time(each.committed_at) : "–") },
            { title: t("saved"), value: (each) => each.saved_at ?? "", cell: (each) => (each.saved_at ? time(each.saved_at) : "–") },
            { title: t("owner"), value: (each) => each.owner ?? "–" },
          ]}
        />
      )}
    </Section>
  );
}

function Tables({ range }: { range: Range }) {
  const { data, error } = useLoaded<TableRate[]>("api/v1/row-changes/tables", { ...range }, range.to === "now");
  return (
    <Section title={t("tables")} note={t("tablesHow")} error={error}>
      {data && (
        <DataTable
          name="changed-tables"
          rows={data}
          keyOf={(each) => `${each.source}/${each.schema}.${each.table_name}`}
          empty={t("none")}
          columns={[
            { title: t("source"), value: (each) => each.source },
            {
              title: t("table"),
              value: (each) => `${each.schema}.${each.table_name}`,
              cell: (each) => (
                <button type="button" class="step" onClick={() => show({ schema: each.schema, table: each.table_name })}>
                  {each.schema}.{each.table_name}
                </button>
              ),
            },
            { title: t("inserts"), isNumber: true, value: (each) => each.inserts, cell: (each) => count(each.inserts) },
            { title: t("updates"), isNumber: true, value: (each) => each.updates, cell: (each) => count(each.updates) },
            { title: t("deletes"), isNumber: true, value: (each) => each.deletes, cell: (each) => count(each.deletes) },
            { title: t("rate"), isNumber: true, value: (each) => each.rows_per_second, cell: (each) => rough(each.rows_per_second) },
          ]}
        />
      )}
    </Section>
  );
}
