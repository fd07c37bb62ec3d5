import { useMemo } from "preact/hooks";
import type { RowChangePoint } from "../api";
import { count, rough } from "../format";
import { type Line, TimeChart } from "../time-chart";

const SHOWN_SECONDS = 300;

const perSecond = (point: RowChangePoint, rows: number) => {
  const all = point.inserts + point.updates + point.deletes;
  return all === 0 ? 0 : (point.rows_per_second * rows) / all;
};

function linesOf(points: RowChangePoint[]): Line[] {
  return [
    { label: "inserts", colour: "#2a78c2", values: points.map((point) => perSecond(point, point.inserts)) },
    { label: "updates", colour: "#c98a1b", values: points.map((point) => perSecond(point, point.updates)) },
    { label: "deletes", colour: "#c2452a", values: points.map((point) => perSecond(point, point.deletes)) },
  ];
}

export function RowChanges(props: { points: RowChangePoint[]; now: string }) {
  const nowSeconds = Date.parse(props.now) / 1000;
  const total = props.points.reduce((sum, p) => sum + p.inserts + p.updates + p.deletes, 0);
  const times = useMemo(() => props.points.map((point) => Date.parse(point.time) / 1000), [props.points]);
  const lines = useMemo(() => linesOf(props.points), [props.points]);

  return (
    <section aria-labelledby="row-changes">
      <h2 id="row-changes">
        Row changes <span class="quiet">rows a second, published and confirmed; times in UTC</span>
      </h2>
      {props.points.length === 0 ? (
        <p class="empty">None in the last 15 minutes. The binlog monitor publishes each to RabbitMQ.</p>
      ) : (
        <>
          <TimeChart
            label="Row changes a second"
            times={times}
            lines={lines}
            range={{ min: nowSeconds - SHOWN_SECONDS, max: nowSeconds }}
            format={rough}
          />
          <p class="quiet">{count(total)} rows in the last 15 minutes</p>
        </>
      )}
    </section>
  );
}
