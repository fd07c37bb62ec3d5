import { useMemo } from "preact/hooks";
import type { RowChangePoint } from "../api";
import { count, rough } from "../format";
import { Section } from "../section";
import { type Line, TimeChart } from "../time-chart";
import { t } from "./text";

const SHOWN_SECONDS = 300;

const perSecond = (point: RowChangePoint, rows: number) => {
  const all = point.inserts + point.updates + point.deletes;
  return all === 0 ? 0 : (point.rows_per_second * rows) / all;
};

/** Rows a second by what was done to them. */
export function rowChangeLines(points: RowChangePoint[]): Line[] {
  return [
    { label: t("inserts"), colour: "#2a78c2", values: points.map((point) => perSecond(point, point.inserts)) },
    { label: t("updates"), colour: "#c98a1b", values: points.map((point) => perSecond(point, point.updates)) },
    { label: t("deletes"), colour: "#c2452a", values: points.map((point) => perSecond(point, point.deletes)) },
  ];
}

export function RowChanges(props: { points: RowChangePoint[]; now: string }) {
  const nowSeconds = Date.parse(props.now) / 1000;
  const total = props.points.reduce((sum, p) => sum + p.inserts + p.updates + p.deletes, 0);
  const times = useMemo(() => props.points.map((point) => Date.parse(point.time) / 1000), [props.points]);
  const lines = useMemo(() => rowChangeLines(props.points), [props.points]);

  return (
    <Section title={t("rowChanges")} note={t("rowsASecond")} hasTimes>
      {props.points.length === 0 ? (
        <p class="empty">{t("noRowChanges")}</p>
      ) : (
        <>
          <TimeChart
            label={t("rowChanges")}
            times={times}
            lines={lines}
            range={{ min: nowSeconds - SHOWN_SECONDS, max: nowSeconds }}
            format={rough}
          />
          <p class="quiet">{t("rowsInAll", { rows: count(total) })}</p>
        </>
      )}
    </Section>
  );
}
