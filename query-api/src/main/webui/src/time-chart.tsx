import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { time, zone } from "./clock";
import { messages } from "./messages";
import { onChange } from "./settings";

const t = messages({
  time: ["time ({zone})", "시각 ({zone})"],
  label: ["{label}, times in {zone}", "{label}, 시각은 {zone}"],
});

const HEIGHT_PX = 180;
const AXIS_PX = 68;
const DAY_SECONDS = 86_400;
const SELECTED_PX_MIN = 8;

export interface Line {
  label: string;
  colour: string;
  /** A value for each time; null where nothing was seen. */
  values: (number | null)[];
}

/** A moment that is drawn across the chart, with its number in the list of what happened. */
export interface Mark {
  atSeconds: number;
  number: number;
  colour: string;
}

interface Props {
  label: string;
  /** Seconds since 1970. */
  times: number[];
  lines: Line[];
  range: { min: number; max: number };
  format: (value: number) => string;
  marks?: Mark[];
  isStacked?: boolean;
  /** Without the values under the pointer, as on paper. */
  isStill?: boolean;
  onZoom?: (from: Date, to: Date) => void;
}

/** 24-hour times; the date where a day begins, and the seconds where they matter. */
function axisTime(atSeconds: number, stepSeconds: number): string {
  const [date = "", clock = ""] = time(atSeconds * 1000).split(" ");
  if (stepSeconds >= DAY_SECONDS) return date.slice(5);
  if (clock === "00:00:00") return `${date.slice(5)}\n00:00`;
  return clock.slice(0, stepSeconds < 60 ? 8 : 5);
}

/** Each line on top of those before it, as uPlot has no stacking of its own. */
function stacked(lines: Line[]): (number | null)[][] {
  const total = lines[0]?.values.map(() => 0) ?? [];
  return lines.map((line) =>
    line.values.map((value, at) => (total[at] = (total[at] ?? 0) + (value ?? 0))),
  );
}

function dataOf(props: Props): uPlot.AlignedData {
  const values = props.isStacked ? stacked(props.lines) : props.lines.map((line) => line.values);
  return [props.times, ...values] as uPlot.AlignedData;
}

/** Where points are too dense to be drawn, those without a neighbour still are: no line would show them. */
const alone: uPlot.Series.Points.Filter = (plot, series, isEveryShown) => {
  const values = plot.data[series] ?? [];
  if (isEveryShown) return null;
  return Array.from(values.keys()).filter((at) => values[at] != null && values[at - 1] == null && values[at + 1] == null);
};

const MARK_TEXT_PX = 11;

function drawMarks(plot: uPlot, marks: Mark[]) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${MARK_TEXT_PX * ratio}px system-ui, sans-serif`;
  ctx.textAlign = "left";
  ctx.setLineDash([4 * ratio, 3 * ratio]);
  ctx.lineWidth = ratio;
  for (const mark of marks) {
    const x = plot.valToPos(mark.atSeconds, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = mark.colour;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(String(mark.number), x + 3 * ratio, bbox.top + MARK_TEXT_PX * ratio);
  }
  ctx.restore();
}

function optionsOf(props: Props, element: HTMLElement, marks: () => Mark[]): uPlot.Options {
  const axis = { stroke: getComputedStyle(element).color, grid: { stroke: "#8884", width: 1 } };
  return {
    width: element.clientWidth,
    height: HEIGHT_PX,
    legend: { live: !props.isStill },
    cursor: { show: !props.isStill, drag: { x: props.onZoom !== undefined, setScale: false } },
    scales: {
      x: { range: () => [props.range.min, props.range.max] },
      y: { range: (_plot, _min, max) => [0, (max || 1) * 1.1] },
    },
    series: [
      { label: t("time", { zone: zone() }), value: (_plot, at) => (at == null ? "–" : time(at * 1000)) },
      ...props.lines.map((line) => ({
        label: line.label,
        stroke: line.colour,
        width: props.isStacked ? 1 : 2,
        fill: props.isStacked ? `${line.colour}88` : undefined,
        spanGaps: false,
        points: props.isStacked ? { show: false } : { filter: alone },
        paths: props.isStacked ? uPlot.paths.stepped?.({ align: 1 }) : undefined,
        value: (_plot: uPlot, value: number | null, series: number, at: number | null) => {
          const own = at == null || !props.isStacked ? value : props.lines[series - 1]?.values[at];
          return own == null ? "–" : props.format(own);
        },
      })),
    ],
    bands: props.isStacked
      ? props.lines.slice(1).map((_line, at) => ({ series: [at + 2, at + 1] as [number, number] }))
      : undefined,
    axes: [
      {
        ...axis,
        space: 70,
        values: (_plot, splits) => splits.map((at) => axisTime(at, (splits[1] ?? 60) - (splits[0] ?? 0))),
      },
      { ...axis, size: AXIS_PX, values: (_plot, splits) => splits.map(props.format) },
    ],
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), zone() === "UTC" ? "Etc/UTC" : zone()),
    hooks: {
      draw: [(plot) => drawMarks(plot, marks())],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width >= SELECTED_PX_MIN) {
            const at = (px: number) => new Date(plot.posToVal(px, "x") * 1000);
            props.onZoom?.(at(left), at(left + width));
          }
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** Lines over time, with a legend that shows the values under the pointer; drag to zoom. */
export function TimeChart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const shape = JSON.stringify([props.lines.map((line) => [line.label, line.colour])]);
  const latest = useRef(props);
  Object.assign(latest.current, props);
  const chart = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = box.current!;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsOf(latest.current, element, () => latest.current.marks ?? []), dataOf(latest.current), element);
    };
    draw();
    const resize = new ResizeObserver(() =>
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT_PX }),
    );
    resize.observe(element);
    // The colours, the language and the time zone are drawn in.
    const endListening = onChange(draw);
    return () => {
      endListening();
      resize.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [shape]);

  useEffect(() => {
    chart.current?.setData(dataOf(props));
  }, [props.times, props.lines, props.range.min, props.range.max]);

  useEffect(() => {
    chart.current?.redraw(false);
  }, [props.marks]);

  return (
    <figure class="chart">
      <div ref={box} role="img" aria-label={t("label", { label: props.label, zone: zone() })} />
    </figure>
  );
}
