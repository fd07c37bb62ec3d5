import { useLoaded } from "../load";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

interface Channel {
  name: string;
  source_host?: string;
  source_port?: number;
  receiver?: string;
  applier?: string;
  lag_seconds?: number;
  error?: string;
}

interface Place {
  instance: string;
  role?: string;
  read_only?: boolean;
  downstream?: string[];
  channels?: Channel[];
  aurora?: { version: string; server_id: string; members: { server_id: string; writer: boolean; lag_millis?: number }[] };
}

/** Who replicates from whom, and how far behind. */
export function Topology() {
  const { data, error } = useLoaded<Place[]>("api/v1/topology", {}, true);
  return (
    <Section title={t("topology")} note={t("topologyHow")} error={error}>
      {data && (
        <DataTable
          name="topology"
          rows={data}
          keyOf={(place) => place.instance}
          empty={t("noTopology")}
          columns={[
            { title: t("name"), value: (place) => place.instance },
            { title: t("role"), value: (place) => place.role ?? "–" },
            { title: t("readOnly"), value: (place) => (place.read_only ? t("yes") : t("no")) },
            {
              title: t("from"),
              value: (place) => (place.channels ?? []).map(textOf).join("; "),
              cell: (place) => <Channels channels={place.channels ?? []} />,
            },
            { title: t("lag"), isNumber: true, value: lagOf, cell: (place) => (lagOf(place) < 0 ? "–" : `${lagOf(place)} s`) },
            { title: t("to"), value: (place) => place.downstream?.join(", ") || "–" },
            {
              title: "Aurora",
              value: (place) => (place.aurora?.members ?? []).map((member) => `${member.server_id}${member.writer ? " *" : ""}`).join(", ") || "–",
            },
          ]}
        />
      )}
    </Section>
  );
}

function textOf(channel: Channel): string {
  return `${channel.source_host ?? "?"}:${channel.source_port ?? "?"}`;
}

/** The longest lag, or -1 where none is known. */
function lagOf(place: Place): number {
  return Math.max(-1, ...(place.channels ?? []).map((channel) => channel.lag_seconds ?? -1));
}

function Channels({ channels }: { channels: Channel[] }) {
  if (channels.length === 0) return <>–</>;
  return (
    <>
      {channels.map((channel) => (
        <div key={channel.name}>
          <span class="code">{textOf(channel)}</span>{" "}
          <span class={channel.receiver === "ON" && channel.applier === "ON" ? "good" : "bad"}>
            {channel.receiver}/{channel.applier}
          </span>
          {channel.error && <span class="bad"> {channel.error}</span>}
        </div>
      ))}
    </>
  );
}
