import type { LoadPoint, TopDigest } from "../api";
import { zone } from "../clock";
import { InstancePicker } from "../instance-picker";
import { useLoaded } from "../load";
import { Happened, useMarks } from "../marks";
import { Digests } from "../overview/digests";
import { before, type Route, rangeOf } from "../route";
import { Section } from "../section";
import { t as frame } from "../text";
import { LoadChart } from "./load-chart";
import { t } from "./text";
import { WhatChanged } from "./what-changed";

const FAMILIES = 100;

/** The load by statement family of one instance or of all, those families, and what changed. */
export function LoadPage({ route }: { route: Route }) {
  const range = rangeOf(route);
  const instance = route.query.get("instance") ?? undefined;
  const isLive = range.to === "now";
  const load = useLoaded<LoadPoint[]>("api/v1/load", { ...range, instance }, isLive);
  const digests = useLoaded<TopDigest[]>("api/v1/digests", { ...range, instance, limit: FAMILIES }, isLive);
  const earlier = useLoaded<TopDigest[]>("api/v1/digests", { ...before(range), instance, limit: FAMILIES }, isLive);
  const marks = useMarks(range, instance);
  return (
    <main>
      <Section
        title={instance ? t("loadOf", { instance }) : t("loadOfAll")}
        note={`${t("loadHow")}; ${zone()}; ${frame("dragToZoom")}`}
        error={load.error}
        tools={<InstancePicker instance={instance} />}
      >
        {load.data && <LoadChart points={load.data} range={range} marks={marks.drawn} />}
        <Happened marks={marks} />
      </Section>
      {digests.data && earlier.data && <WhatChanged now={digests.data} before={earlier.data} range={range} instance={instance} />}
      {digests.error && <p role="alert">{digests.error}</p>}
      {digests.data && <Digests digests={digests.data} before={earlier.data ?? undefined} when={t("byTime")} instance={instance} />}
    </main>
  );
}
