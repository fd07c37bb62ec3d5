import { time, zone } from "../clock";
import { bytes, count } from "../format";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { link, type Range, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { SeriesChart } from "../series-chart";
import { type Column, DataTable } from "../table";
import { t as frame } from "../text";
import { Indexes } from "./indexes";
import { t } from "./text";

interface Sizes {
  data_bytes: number;
  index_bytes: number;
  free_bytes: number;
}

interface StoragePoint extends Sizes {
  time: string;
  instance: string;
  bytes: number;
}

interface InstanceStorage extends StoragePoint {
  growth_bytes_per_day?: number;
  files?: Record<string, number>;
  cut: boolean;
}

interface SchemaSize extends Sizes {
  schema: string;
  tables: number;
  rows: number;
}

interface TableSize extends Sizes {
  schema: string;
  table: string;
  engine?: string;
  rows: number;
}

/** What takes how much room, and how fast that grows. */
export function StoragePage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const range = rangeOf(route);
  const newest = useLoaded<InstanceStorage[]>("api/v1/storage", { instance });
  return (
    <main>
      <Section title={t("storage")} note={t("storageHow")} hasTimes error={newest.error} tools={<InstancePicker instance={instance} />}>
        {newest.data && <Newest rows={newest.data} />}
      </Section>
      <OverTime range={range} instance={instance} />
      {instance ? (
        <>
          <Schemas instance={instance} />
          <Tables instance={instance} />
          <Indexes instance={instance} />
        </>
      ) : (
        <p class="empty">{t("choose")}</p>
      )}
    </main>
  );
}

function sizes<T extends Sizes>(): Column<T>[] {
  return [
    { title: t("data"), isNumber: true, value: (each) => each.data_bytes, cell: (each) => bytes(each.data_bytes) },
    { title: t("indexes"), isNumber: true, value: (each) => each.index_bytes, cell: (each) => bytes(each.index_bytes) },
    { title: t("free"), isNumber: true, value: (each) => each.free_bytes, cell: (each) => bytes(each.free_bytes) },
  ];
}

function Newest({ rows }: { rows: InstanceStorage[] }) {
  return (
    <DataTable
      name="storage"
      rows={rows}
      keyOf={(each) => each.instance}
      empty={t("none")}
      columns={[
        {
          title: t("instance"),
          value: (each) => each.instance,
          cell: (each) => <a href={link(["storage"], { instance: each.instance })}>{each.instance}</a>,
        },
        {
          title: t("read"),
          value: (each) => each.time,
          cell: (each) => (
            <>
              {time(each.time)} {each.cut && <span class="bad">{t("cut")}</span>}
            </>
          ),
        },
        { title: t("all"), isNumber: true, value: (each) => each.bytes, cell: (each) => bytes(each.bytes) },
        ...sizes<InstanceStorage>(),
        {
          title: t("growth"),
          isNumber: true,
          value: (each) => each.growth_bytes_per_day ?? 0,
          cell: (each) => (each.growth_bytes_per_day == null ? "–" : bytes(each.growth_bytes_per_day)),
        },
        {
          title: t("files"),
          class: "long",
          value: (each) => filesOf(each).length,
          cell: (each) => filesOf(each).map(([name, size]) => `${name.replaceAll("_", " ")} ${bytes(size)}`).join(", ") || "–",
        },
      ]}
    />
  );
}

function filesOf(each: InstanceStorage): [string, number][] {
  return Object.entries(each.files ?? {});
}

function OverTime({ range, instance }: { range: Range; instance?: string }) {
  const { data, error } = useLoaded<StoragePoint[]>("api/v1/storage/series", { ...range, instance });
  const readings = (data ?? []).map((point) => ({ time: point.time, line: point.instance, value: point.bytes }));
  return (
    <Section title={t("overTime")} note={`${zone()}; ${frame("dragToZoom")}`} error={error}>
      {data && <SeriesChart label={t("overTime")} readings={readings} range={range} format={bytes} empty={t("noSeries")} />}
    </Section>
  );
}

function Schemas({ instance }: { instance: string }) {
  const { data, error } = useLoaded<SchemaSize[]>("api/v1/storage/schemas", { instance });
  return (
    <Section title={t("schemas")} error={error}>
      {data && (
        <DataTable
          name="schemas"
          rows={data}
          keyOf={(each) => each.schema}
          empty={t("noTables")}
          columns={[
            { title: t("schema"), value: (each) => each.schema },
            { title: t("tables"), isNumber: true, value: (each) => each.tables },
            { title: t("rows"), isNumber: true, value: (each) => each.rows, cell: (each) => count(each.rows) },
            ...sizes<SchemaSize>(),
          ]}
        />
      )}
    </Section>
  );
}

function Tables({ instance }: { instance: string }) {
  const { data, error } = useLoaded<TableSize[]>("api/v1/storage/tables", { instance });
  return (
    <Section title={t("tables")} error={error}>
      {data && (
        <DataTable
          name="tables"
          rows={data}
          keyOf={(each) => `${each.schema}.${each.table}`}
          empty={t("noTables")}
          columns={[
            { title: t("schema"), value: (each) => each.schema },
            { title: t("table"), value: (each) => each.table },
            { title: t("engine"), value: (each) => each.engine ?? "–" },
            { title: t("rows"), isNumber: true, value: (each) => each.rows, cell: (each) => count(each.rows) },
            ...sizes<TableSize>(),
          ]}
        />
      )}
    </Section>
  );
}
