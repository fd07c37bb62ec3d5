import { useMemo } from "preact/hooks";
import type { TopDigest } from "../api";
import { count, rough } from "../format";
import { Change, loadOf } from "../overview/digests";
import { link, type Range, secondsOf } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

const MICROS = 1_000_000;
const SHOWN = 12;

interface Moved {
  digest: TopDigest;
  /** Statements of the family that ran at once, on average. */
  before: number;
  now: number;
  callsBefore: number;
  callsNow: number;
}

function calls(digest?: TopDigest): number {
  return digest ? Math.max(digest.wire_count, digest.server_count) : 0;
}

/** The families whose load moved the most, whichever way. */
function movedOf(now: TopDigest[], before: TopDigest[], seconds: number): Moved[] {
  const load = (digest?: TopDigest) => (digest ? loadOf(digest) / MICROS / seconds : 0);
  const [nowBy, beforeBy] = [now, before].map((digests) => new Map(digests.map((digest) => [digest.digest_id, digest]))) as [
    Map<string, TopDigest>,
    Map<string, TopDigest>,
  ];
  return [...new Map([...beforeBy, ...nowBy])]
    .map(([id, digest]) => ({
      digest,
      before: load(beforeBy.get(id)),
      now: load(nowBy.get(id)),
      callsBefore: calls(beforeBy.get(id)),
      callsNow: calls(nowBy.get(id)),
    }))
    .sort((one, other) => Math.abs(other.now - other.before) - Math.abs(one.now - one.before))
    .slice(0, SHOWN);
}

export function WhatChanged(props: { now: TopDigest[]; before: TopDigest[]; range: Range; instance?: string }) {
  const { min, max } = secondsOf(props.range);
  const moved = useMemo(() => movedOf(props.now, props.before, max - min), [props.now, props.before]);
  return (
    <Section title={t("changed")} note={t("changedHow")}>
      {props.before.length === 0 ? (
        <p class="empty">{t("nothingBefore")}</p>
      ) : (
        <DataTable
          name="changed"
          rows={moved}
          keyOf={({ digest }) => digest.digest_id}
          empty={t("nothingBefore")}
          columns={[
            {
              title: t("family"),
              class: "sql",
              value: ({ digest }) => digest.digest_text || digest.digest_id,
              cell: ({ digest }) => (
                <a href={link(["digest", digest.digest_id], { instance: props.instance })}>{digest.digest_text || digest.digest_id}</a>
              ),
            },
            { title: t("before"), isNumber: true, value: (each) => each.before, cell: (each) => rough(each.before) },
            { title: t("now"), isNumber: true, value: (each) => each.now, cell: (each) => rough(each.now) },
            { title: t("difference"), isNumber: true, value: (each) => each.now - each.before, cell: (each) => signed(each.now - each.before) },
            { title: t("change"), value: (each) => each.now / each.before, cell: (each) => <Movement moved={each} /> },
            { title: t("calls"), isNumber: true, value: (each) => each.callsNow, cell: (each) => `${count(each.callsBefore)} → ${count(each.callsNow)}` },
          ]}
        />
      )}
    </Section>
  );
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${rough(Math.abs(value))}`;
}

function Movement({ moved }: { moved: Moved }) {
  if (moved.callsBefore === 0) return <span class="bad">{t("isNew")}</span>;
  if (moved.callsNow === 0) return <span class="good">{t("isGone")}</span>;
  return <Change now={moved.now} before={moved.before} />;
}
