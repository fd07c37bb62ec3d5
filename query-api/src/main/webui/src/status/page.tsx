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

const t = messages({
  series: ["Status variables over time", "시간에 따른 상태 변수"],
  aSecond: ["a second", "초당"],
  asRead: ["as read", "읽은 값"],
  rates: ["Rates", "비율"],
  values: ["Values", "값"],
  shownAs: ["Shown as", "표시 방식"],
  variables: ["Variables", "변수"],
  variablesHow: ["choose up to {n}; the newest reading", "{n}개까지 고를 수 있습니다. 가장 최근 값"],
  chooseInstance: ["Choose an instance to see its status variables.", "상태 변수를 보려면 인스턴스를 고르십시오."],
  noNames: ["Nothing was read yet. The collector reads SHOW GLOBAL STATUS of each watched instance every minute.", "아직 읽은 값이 없습니다. 수집기가 감시 중인 인스턴스의 SHOW GLOBAL STATUS를 1분마다 읽습니다."],
  noReadings: ["Nothing was read in this stretch of time.", "이 기간에는 읽은 값이 없습니다."],
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
  const isRate = route.query.get("as") !== "values";
  return (
    <main>
      <Section
        title={t("series")}
        note={`${t(isRate ? "aSecond" : "asRead")}; ${zone()}; ${frame("dragToZoom")}`}
        tools={
          <>
            <InstancePicker instance={instance} mustChoose />
            <select aria-label={t("shownAs")} value={isRate ? "rates" : "values"} onChange={(event) => show({ as: event.currentTarget.value })}>
              <option value="rates">{t("rates")}</option>
              <option value="values">{t("values")}</option>
            </select>
          </>
        }
      >
        {instance ? <Series instance={instance} names={names} isRate={isRate} range={rangeOf(route)} /> : <p class="empty">{t("chooseInstance")}</p>}
      </Section>
      {instance && <Names instance={instance} chosen={names} />}
    </main>
  );
}

function Series({ instance, names, isRate, range }: { instance: string; names: string[]; isRate: boolean; range: Range }) {
  const { data, error } = useLoaded<StatusPoint[]>("api/v1/status-series", { instance, names: names.join(","), ...range }, range.to === "now");
  const readings = (data ?? []).flatMap((point) => {
    const value = isRate ? point.rate : point.value;
    return value == null ? [] : [{ time: point.time, line: point.name, value }];
  });
  if (error) return <p role="alert">{error}</p>;
  // A chart of another unit is another chart.
  return data && <SeriesChart key={`${isRate}`} label={t("series")} readings={readings} range={range} format={rough} bucketSeconds={data[0]?.seconds} empty={t("noReadings")} />;
}

function Names({ instance, chosen }: { instance: string; chosen: string[] }) {
  const { data, error } = useLoaded<StatusName[]>("api/v1/status-names", { instance });
  const toggle = (name: string) => {
    const others = chosen.filter((each) => each !== name);
    show({ names: (others.length === chosen.length ? [...chosen, name] : others).join(",") || undefined });
  };
  return (
    <Section title={t("variables")} note={t("variablesHow", { n: NAMES_MAX })} error={error}>
      {data && (
        <DataTable
          name="status-variables"
          rows={data}
          keyOf={(each) => each.name}
          first={20}
          empty={t("noNames")}
          columns={[
            {
              title: t("shown"),
              value: (each) => (chosen.includes(each.name) ? 0 : 1),
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
