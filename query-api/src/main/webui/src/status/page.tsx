import { zone } from "../clock";
import { rough } from "../format";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { messages } from "../messages";
import { type Range, type Route, rangeOf, show } from "../route";
import { Section } from "../section";
import { SeriesChart } from "../series-chart";
import { DataTable } from "../table";
import { t as frame } from "../text";
import { Waits } from "./waits";

const t = messages({
  counters: ["What counts up", "늘어나는 값"],
  gauges: ["What goes up and down", "오르내리는 값"],
  aSecond: ["a second", "초당"],
  asRead: ["as read", "읽은 값"],
  variables: ["Variables", "변수"],
  variablesHow: ["choose up to {n}; the newest reading", "{n}개까지 고를 수 있습니다. 가장 최근 값"],
  chooseInstance: ["Choose an instance to see its status variables.", "상태 변수를 보려면 인스턴스를 고르십시오."],
  noNames: ["Nothing was read yet. The collector reads SHOW GLOBAL STATUS of each watched instance every minute.", "아직 읽은 값이 없습니다. 수집기가 감시 중인 인스턴스의 SHOW GLOBAL STATUS를 1분마다 읽습니다."],
  noReadings: ["None of the chosen ones was read in this stretch of time.", "이 기간에는 고른 변수의 값이 없습니다."],
  shown: ["Shown", "표시"],
  showOf: ["Show {name}", "{name} 표시"],
  name: ["Name", "이름"],
  value: ["Value", "값"],
  rate: ["A second", "초당"],
});

const NAMES_MAX = 8;
const FIRST_NAMES = ["Questions", "Threads_running", "Innodb_row_lock_waits", "Created_tmp_disk_tables"];

interface StatusPoint {
  time: string;
  seconds: number;
  name: string;
  value: number;
  rate?: number;
}

interface StatusName {
  name: string;
  value: number;
  rate?: number;
}

/** The server's own status variables over time. */
export function StatusPage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const names = (route.query.get("names") ?? FIRST_NAMES.join(",")).split(",").filter(Boolean);
  const range = rangeOf(route);
  const { data, error } = useLoaded<StatusPoint[]>(
    instance ? "api/v1/status-series" : null,
    { instance, names: names.join(","), ...range },
    range.to === "now",
  );
  // The first reading of what counts up has no rate yet.
  const counting = new Set((data ?? []).filter((point) => point.rate != null).map((point) => point.name));
  return (
    <main>
      <p class="tools">
        <InstancePicker instance={instance} mustChoose />
      </p>
      {!instance && <p class="empty">{t("chooseInstance")}</p>}
      {error && <p role="alert">{error}</p>}
      {data && (
        <div class="columns">
          <Series title={t("counters")} note={t("aSecond")} points={data.filter((point) => point.rate != null)} value={(point) => point.rate!} range={range} />
          <Series title={t("gauges")} note={t("asRead")} points={data.filter((point) => !counting.has(point.name))} value={(point) => point.value} range={range} />
        </div>
      )}
      <Waits instance={instance} range={range} />
      {instance && <Names instance={instance} chosen={names} />}
    </main>
  );
}

interface SeriesProps {
  title: string;
  note: string;
  points: StatusPoint[];
  value: (point: StatusPoint) => number;
  range: Range;
}

/** What counts up is shown by the second, all else as it was read: they have no unit in common. */
function Series({ title, note, points, value, range }: SeriesProps) {
  const readings = points.map((point) => ({ time: point.time, line: point.name, value: value(point) }));
  return (
    <Section title={title} note={`${note}; ${zone()}; ${frame("dragToZoom")}`}>
      <SeriesChart label={title} readings={readings} range={range} format={rough} bucketSeconds={points[0]?.seconds} empty={t("noReadings")} />
    </Section>
  );
}

function Names({ instance, chosen }: { instance: string; chosen: string[] }) {
  const { data, error } = useLoaded<StatusName[]>("api/v1/status-names", { instance });
  const toggle = (name: string) => {
    const others = chosen.filter((each) => each !== name);
    show({ names: (others.length === chosen.length ? [...chosen, name] : others).join(",") || undefined });
  };
  // Those that are shown stand first.
  const place = (name: string) => (chosen.includes(name) ? 0 : 1);
  return (
    <Section title={t("variables")} note={t("variablesHow", { n: NAMES_MAX })} error={error}>
      {data && (
        <DataTable
          name="status-variables"
          rows={data.toSorted((one, other) => place(one.name) - place(other.name))}
          keyOf={(each) => each.name}
          first={20}
          empty={t("noNames")}
          columns={[
            {
              title: t("shown"),
              value: (each) => place(each.name),
              cell: (each) => (
                <input
                  type="checkbox"
                  aria-label={t("showOf", { name: each.name })}
                  checked={chosen.includes(each.name)}
                  disabled={!chosen.includes(each.name) && chosen.length >= NAMES_MAX}
                  onChange={() => toggle(each.name)}
                />
              ),
            },
            { title: t("name"), class: "code", value: (each) => each.name },
            { title: t("value"), isNumber: true, value: (each) => each.value, cell: (each) => rough(each.value) },
            { title: t("rate"), isNumber: true, value: (each) => each.rate ?? 0, cell: (each) => (each.rate == null ? "–" : rough(each.rate)) },
          ]}
        />
      )}
    </Section>
  );
}
