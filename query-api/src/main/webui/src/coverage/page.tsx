import { time } from "../clock";
import { bytes, count, percent } from "../format";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { messages } from "../messages";
import { type Route, rangeOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";

const t = messages({
  coverage: ["Coverage", "커버리지"],
  coverageHow: [
    "what the probes saw on the wire against what each server counted itself",
    "probe가 네트워크에서 본 것과 서버가 스스로 센 것의 비교",
  ],
  none: [
    "Nothing in this stretch of time: no probe reported, and no watched server counted.",
    "이 기간에는 없습니다. 보고한 probe도, 센 서버도 없습니다.",
  ],
  server: ["Server", "서버"],
  instance: ["Instance", "인스턴스"],
  notRegistered: ["not registered", "등록되지 않음"],
  wire: ["Wire", "네트워크"],
  inside: ["Inside the server", "서버 안"],
  share: ["Seen on the wire", "네트워크에서 본 비율"],
  statements: ["statements", "구문"],
  folded: ["folded into others", "나머지로 합침"],
  lost: ["not seen, and why", "못 본 구문과 이유"],
  late: ["connections joined late", "중간부터 본 연결"],
  unreadable: ["unreadable connections", "읽을 수 없는 연결"],
  gaps: ["gaps", "빠진 구간"],
  dropped: ["packets dropped", "버려진 패킷"],
  own: ["Spyhop's own", "Spyhop 자신의 구문"],
  overflow: ["families beyond the server's table", "서버 테이블을 넘친 계열"],
  lostInside: ["lost", "잃음"],
  services: ["Services", "서비스"],
  servicesHow: ["that reported to the store", "저장소에 보고한 서비스"],
  noServices: ["None has reported yet.", "아직 보고한 서비스가 없습니다."],
  service: ["Service", "서비스"],
  name: ["Name", "이름"],
  state: ["State", "상태"],
  seen: ["Last seen", "마지막 보고"],
  detail: ["Detail", "내용"],
});

/** Less than that deserves a look; what EVENTs and stored programs run is never on the wire. */
const SHARE_LOW = 0.9;

type Reasons = Record<string, number>;

interface Coverage {
  instance?: string;
  server?: string;
  wire?: {
    statements: number;
    statements_lost?: Reasons;
    statements_folded: number;
    connections_joined_late: number;
    connections_unreadable?: Reasons;
    gaps: number;
    gap_bytes: number;
    packets_dropped: number;
  };
  inside?: { statements: number; own: number; overflow: number; lost: number };
}

interface Service {
  service: string;
  name: string;
  state: "up" | "silent";
  seen_at?: string;
  detail?: string;
}

/** How much of what ran was seen, by each source, and what was lost and why. */
export function CoveragePage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const coverage = useLoaded<Coverage[]>("api/v1/coverage", { ...rangeOf(route), instance }, true);
  return (
    <main>
      <Section title={t("coverage")} note={t("coverageHow")} error={coverage.error} tools={<InstancePicker instance={instance} />}>
        {coverage.data && <Servers rows={coverage.data} />}
      </Section>
      <Services />
    </main>
  );
}

function reasons(counts?: Reasons): string {
  return (
    Object.entries(counts ?? {})
      .filter(([, n]) => n > 0)
      .map(([reason, n]) => `${reason.replaceAll("_", " ")} ${count(n)}`)
      .join(", ") || "–"
  );
}

/** The wire also has the collector's statements and those of families for which the server had no room. */
function shareOf({ wire, inside }: Coverage): number | null {
  const ran = (inside?.statements ?? 0) + (inside?.own ?? 0) + (inside?.overflow ?? 0);
  return wire && ran > 0 ? Math.min(1, wire.statements / ran) : null;
}

function Servers({ rows }: { rows: Coverage[] }) {
  const figure = (value?: number) => (value === undefined || value === null ? "–" : count(value));
  return (
    <DataTable
      name="coverage"
      rows={rows}
      keyOf={(each) => `${each.instance}/${each.server}`}
      empty={t("none")}
      columns={[
        { title: t("instance"), value: (each) => each.instance ?? "", cell: (each) => each.instance ?? <span class="quiet">{t("notRegistered")}</span> },
        { title: t("server"), class: "code", value: (each) => each.server ?? "–" },
        {
          title: t("share"),
          isNumber: true,
          value: (each) => shareOf(each) ?? -1,
          cell: (each) => {
            const share = shareOf(each);
            return share === null ? "–" : <span class={share < SHARE_LOW ? "bad" : undefined}>{percent(share)}</span>;
          },
        },
        { title: t("statements"), group: t("wire"), isNumber: true, value: (each) => each.wire?.statements ?? -1, cell: (each) => figure(each.wire?.statements) },
        { title: t("lost"), group: t("wire"), class: "long", value: (each) => reasons(each.wire?.statements_lost) },
        { title: t("folded"), group: t("wire"), isNumber: true, value: (each) => each.wire?.statements_folded ?? 0, cell: (each) => figure(each.wire?.statements_folded) },
        { title: t("late"), group: t("wire"), isNumber: true, value: (each) => each.wire?.connections_joined_late ?? 0, cell: (each) => figure(each.wire?.connections_joined_late) },
        { title: t("unreadable"), group: t("wire"), value: (each) => reasons(each.wire?.connections_unreadable) },
        {
          title: t("gaps"),
          group: t("wire"),
          isNumber: true,
          value: (each) => each.wire?.gaps ?? 0,
          cell: (each) => (each.wire?.gaps ? `${count(each.wire.gaps)} (${bytes(each.wire.gap_bytes)})` : figure(each.wire?.gaps)),
        },
        { title: t("dropped"), group: t("wire"), isNumber: true, value: (each) => each.wire?.packets_dropped ?? 0, cell: (each) => figure(each.wire?.packets_dropped) },
        { title: t("statements"), group: t("inside"), isNumber: true, value: (each) => each.inside?.statements ?? -1, cell: (each) => figure(each.inside?.statements) },
        { title: t("own"), group: t("inside"), isNumber: true, value: (each) => each.inside?.own ?? 0, cell: (each) => figure(each.inside?.own) },
        { title: t("overflow"), group: t("inside"), isNumber: true, value: (each) => each.inside?.overflow ?? 0, cell: (each) => figure(each.inside?.overflow) },
        { title: t("lostInside"), group: t("inside"), isNumber: true, value: (each) => each.inside?.lost ?? 0, cell: (each) => figure(each.inside?.lost) },
      ]}
    />
  );
}

function Services() {
  const { data, error } = useLoaded<Service[]>("api/v1/services", {}, true);
  return (
    <Section title={t("services")} note={t("servicesHow")} hasTimes error={error}>
      {data && (
        <DataTable
          name="services"
          rows={data}
          keyOf={(each) => `${each.service}/${each.name}`}
          empty={t("noServices")}
          columns={[
            { title: t("service"), value: (each) => each.service },
            { title: t("name"), value: (each) => each.name },
            { title: t("state"), value: (each) => each.state, cell: (each) => <span class={each.state === "up" ? "good" : "bad"}>{each.state}</span> },
            { title: t("seen"), value: (each) => each.seen_at ?? "", cell: (each) => (each.seen_at ? time(each.seen_at) : "–") },
            { title: t("detail"), value: (each) => each.detail ?? "–" },
          ]}
        />
      )}
    </Section>
  );
}
