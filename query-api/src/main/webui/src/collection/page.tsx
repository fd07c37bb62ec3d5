import { time } from "../clock";
import { count } from "../format";
import { type Link, useLive } from "../live";
import { useLoaded } from "../load";
import { messages } from "../messages";
import { Section } from "../section";
import { DataTable } from "../table";

const t = messages({
  collections: ["Collection of slow logs", "느린 쿼리 로그 수집"],
  collectionsHow: ["from CloudWatch, by month or by request", "CloudWatch에서, 매월 또는 요청 시"],
  none: [
    "None yet. POST /cloudwatch/run collects the month before; the collector needs SPYHOP_COLLECTOR_AWS_ENABLED=true and a role that may read the logs.",
    "아직 없습니다. POST /cloudwatch/run이 지난달을 수집합니다. 수집기에 SPYHOP_COLLECTOR_AWS_ENABLED=true와 로그를 읽을 역할이 필요합니다.",
  ],
  requested: ["Requested", "요청"],
  period: ["Period", "기간"],
  instance: ["Instance", "인스턴스"],
  all: ["all", "전체"],
  status: ["Status", "상태"],
  progress: ["Progress", "진행"],
  instances: ["{done} of {all} instances", "인스턴스 {all}개 중 {done}개"],
  queries: ["{n} statements", "구문 {n}개"],
});

const RUNNING = new Set(["requested", "started", "in_progress"]);

interface Details {
  progress?: number;
  message?: string;
  processed_instances?: number;
  total_instances?: number;
  total_queries?: number;
  period?: string;
  error?: string;
}

interface Collection {
  collection_id: string;
  status: string;
  requested_at: string;
  from?: string;
  to?: string;
  instance_id?: string;
  details?: Details;
}

/** The collections of slow logs, those that run live. */
export function CollectionPage() {
  const { data, error } = useLoaded<Collection[]>("api/v1/collections", {}, true);
  return (
    <main>
      <Section title={t("collections")} note={t("collectionsHow")} hasTimes error={error}>
        {data && (
          <DataTable
            name="collections"
            rows={data}
            keyOf={(each) => each.collection_id}
            empty={t("none")}
            columns={[
              { title: t("requested"), value: (each) => each.requested_at, cell: (each) => time(each.requested_at) },
              { title: t("period"), value: (each) => each.details?.period ?? [each.from, each.to].map((at) => at?.slice(0, 10) ?? "").join(" – ") },
              { title: t("instance"), value: (each) => each.instance_id ?? t("all") },
              {
                title: t("status"),
                value: (each) => each.status,
                cell: (each) => <span class={each.status === "error" ? "bad" : each.status === "completed" ? "good" : "quiet"}>{each.status}</span>,
              },
              {
                title: t("progress"),
                value: (each) => each.details?.progress ?? 0,
                cell: (each) => (RUNNING.has(each.status) ? <LiveProgress collection={each} /> : <Progress details={each.details ?? {}} />),
              },
            ]}
          />
        )}
      </Section>
    </main>
  );
}

type LiveMessage = { type: "status"; status: string; details?: Details } | { type: "log"; level: string; message: string };

function LiveProgress({ collection }: { collection: Collection }) {
  const { message, link } = useLive<LiveMessage>(`ws/collection/${encodeURIComponent(collection.collection_id)}`);
  const details = (message?.type === "status" ? message.details : undefined) ?? collection.details ?? {};
  return <Progress details={details} link={link} />;
}

function Progress({ details, link }: { details: Details; link?: Link }) {
  const { progress, message, processed_instances, total_instances, total_queries, error } = details;
  return (
    <div class={link && `link ${link}`}>
      {link && <progress max={100} value={progress ?? 0} aria-label={t("progress")} />}{" "}
      {[
        total_instances != null && t("instances", { done: count(processed_instances ?? 0), all: count(total_instances) }),
        total_queries != null && t("queries", { n: count(total_queries) }),
        message,
      ]
        .filter(Boolean)
        .join(" · ")}
      {error && <span class="bad"> {error}</span>}
    </div>
  );
}
