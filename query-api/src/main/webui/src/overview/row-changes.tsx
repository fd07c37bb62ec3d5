import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { RowChangePoint } from "../api";
import { count } from "../format";

const HEIGHT_PX = 180;
const SHOWN_SECONDS = 300;
const COLOURS = { inserts: "#2a78c2", updates: "#c98a1b", deletes: "#c2452a" };

/** The points as uPlot wants them: a column of times, then a column a line. */
function columns(points: RowChangePoint[]): uPlot.AlignedData {
  const perSecond = (point: RowChangePoint, rows: number) => {
    const all = point.inserts + point.updates + point.deletes;
    return all === 0 ? 0 : (point.rows_per_second * rows) / all;
  };
  return [
    points.map((point) => Date.parse(point.time) / 1000),
    points.map((point) => perSecond(point, point.inserts)),
    points.map((point) => perSecond(point, point.updates)),
    points.map((point) => perSecond(point, point.deletes)),
  ];
}

export function RowChanges(props: { points: RowChangePoint[]; now: string }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const isEmpty = props.points.length === 0;
  const nowSeconds = Date.parse(props.now) / 1000;
  const total = props.points.reduce((sum, p) => sum + p.inserts + p.updates + p.deletes, 0);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const axis = { stroke: getComputedStyle(element).color, grid: { stroke: "#8884", width: 1 } };
    chart.current = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT_PX,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] } },
        series: [
          { value: "{HH}:{mm}:{ss} UTC" },
          { label: "inserts", stroke: COLOURS.inserts, width: 2 },
          { label: "updates", stroke: COLOURS.updates, width: 2 },
          { label: "deletes", stroke: COLOURS.deletes, width: 2 },
        ],
        axes: [axis, { ...axis, size: 60 }],
      },
      columns(props.points),
      element,
    );
    const resize = new ResizeObserver(() =>
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT_PX }),
    );
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [isEmpty]);

  useEffect(() => {
    chart.current?.setData(columns(props.points), false);
    chart.current?.setScale("x", { min: nowSeconds - SHOWN_SECONDS, max: nowSeconds });
  }, [props.points]);

  return (
    <section aria-labelledby="row-changes">
      <h2 id="row-changes">
        Row changes <span class="quiet">rows a second, published and confirmed</span>
      </h2>
      {isEmpty ? (
        <p class="empty">None in the last 15 minutes. The binlog monitor publishes each to RabbitMQ.</p>
      ) : (
        <>
          <div ref={box} class="chart" role="img" aria-label="Row changes a second" />
          <p class="quiet">{count(total)} rows in the last 15 minutes</p>
        </>
      )}
    </section>
  );
}
