import type { ComponentChildren } from "preact";
import type { TopDigest } from "../api";
import { change, count, micros } from "../format";
import { link } from "../route";
import { Section } from "../section";
import { type Column, DataTable } from "../table";
import { t } from "./text";

const FIRST = 20;

interface Props {
  digests: TopDigest[];
  when: string;
  /** The same families in the period before, to compare with. */
  before?: TopDigest[];
  instance?: string;
}

/** The microseconds that a family took, on the wire or in the server, whichever saw more of it. */
export function loadOf(digest: TopDigest): number {
  return Math.max(digest.wire_latency_micros_sum, digest.server_latency_micros_sum);
}

export function Digests({ digests, when, before, instance }: Props) {
  const longest = Math.max(1, ...digests.map(loadOf));
  const isComparable = before !== undefined && before.length > 0;
  const earlier = new Map(before?.map((digest) => [digest.digest_id, loadOf(digest)]));
  const columns: Column<TopDigest>[] = [
    {
      title: t("family"),
      class: "sql",
      value: (digest) => digest.digest_text || digest.digest_id,
      cell: (digest) => (
        <>
          <span class={`kind ${digest.kind.toLowerCase()}`}>{digest.kind}</span>{" "}
          <a href={link(["digest", digest.digest_id], { instance })}>{digest.digest_text || digest.digest_id}</a>
        </>
      ),
    },
    {
      title: t("load"),
      isNumber: true,
      value: loadOf,
      cell: (digest) => (
        <>
          {micros(loadOf(digest))}
          <div class="bar" style={{ width: `${(100 * loadOf(digest)) / longest}%` }} />
        </>
      ),
    },
    ...(isComparable
      ? [
          {
            title: t("changed"),
            isNumber: true,
            value: (digest: TopDigest) => loadOf(digest) - (earlier.get(digest.digest_id) ?? 0),
            cell: (digest: TopDigest) => <Change now={loadOf(digest)} before={earlier.get(digest.digest_id) ?? 0} />,
          },
        ]
      : []),
    ...side("wire", [
      [t("calls"), (digest) => digest.wire_count, count],
      [t("errors"), (digest) => digest.wire_errors, errors],
      ["p50", (digest) => digest.wire_latency_micros_p50, micros],
      ["p99", (digest) => digest.wire_latency_micros_p99, micros],
    ]),
    ...side("server", [
      [t("calls"), (digest) => digest.server_count, count],
      [t("errors"), (digest) => digest.server_errors, errors],
      [t("average"), (digest) => digest.server_latency_micros_sum / Math.max(1, digest.server_count), micros],
      [t("rowsExamined"), (digest) => digest.server_rows_examined, count],
    ]),
  ];
  return (
    <Section title={t("topDigests")} note={when}>
      <DataTable name="digests" class="digests" rows={digests} keyOf={(digest) => digest.digest_id} empty={t("noDigests")} first={FIRST} columns={columns} />
    </Section>
  );
}

type Figure = [title: string, value: (digest: TopDigest) => number, text: (value: number) => ComponentChildren];

/** The figures of one source; a dash where that source saw nothing of a family. */
function side(source: "wire" | "server", figures: Figure[]): Column<TopDigest>[] {
  const isSeen = (digest: TopDigest) => digest[`${source}_count`] > 0;
  return figures.map(([title, value, text]) => ({
    title,
    group: t(source),
    isNumber: true,
    value,
    cell: (digest) => (isSeen(digest) ? text(value(digest)) : <span class="quiet">–</span>),
  }));
}

function errors(value: number): ComponentChildren {
  return <span class={value > 0 ? "bad" : undefined}>{count(value)}</span>;
}

const WORSE = 1.25;
const BETTER = 0.8;

/** Coloured where it is worth a look. */
export function Change({ now, before }: { now: number; before: number }) {
  const tone = now > before * WORSE ? "bad" : now < before * BETTER ? "good" : "quiet";
  return <span class={tone}>{change(now, before)}</span>;
}
