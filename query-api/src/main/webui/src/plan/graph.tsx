import { hierarchy, type HierarchyPointNode, tree } from "d3-hierarchy";
import { select } from "d3-selection";
import "d3-transition";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { micros, percent, rough } from "../format";
import { type PlanNode, rowsOf } from "./node";
import { t } from "./text";

const WIDTH = 190;
const HEIGHT = 66;
const GAP_X = 24;
const GAP_Y = 46;
const MARGIN = 16;
const SCALE_MIN = 0.05;
const SCALE_MAX = 3;
const LINE_CHARACTERS = 27;
const LINES = 2;
const ZOOM_STEP = 1.4;

interface Props {
  plan: PlanNode;
  warned: Set<string>;
  chosen: string | null;
  onChoose: (key: string) => void;
}

/** A plan as boxes that hand rows upwards; the more rows, the thicker the line. */
export function PlanGraph({ plan, warned, chosen, onChoose }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const canvas = useRef<SVGGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const root = useMemo(() => tree<PlanNode>().nodeSize([WIDTH + GAP_X, HEIGHT + GAP_Y])(hierarchy(plan)), [plan]);
  const nodes = root.descendants();

  const fit = () => {
    const box = svg.current!.getBoundingClientRect();
    const [left, right] = [Math.min(...nodes.map((node) => node.x)), Math.max(...nodes.map((node) => node.x)) + WIDTH];
    const bottom = Math.max(...nodes.map((node) => node.y)) + HEIGHT;
    const scale = Math.min(1, (box.width - 2 * MARGIN) / (right - left), (box.height - 2 * MARGIN) / bottom);
    const x = (box.width - (right - left) * scale) / 2 - left * scale;
    select(svg.current!).call(behaviour.current!.transform, zoomIdentity.translate(x, MARGIN).scale(scale));
  };

  useEffect(() => {
    behaviour.current = zoom<SVGSVGElement, unknown>()
      .scaleExtent([SCALE_MIN, SCALE_MAX])
      .on("zoom", (event) => canvas.current?.setAttribute("transform", event.transform.toString()));
    select(svg.current!).call(behaviour.current);
    fit();
  }, [root]);

  const zoomBy = (factor: number) => select(svg.current!).call(behaviour.current!.scaleBy, factor);
  return (
    <div class="plan-graph">
      <p class="tools">
        <button type="button" aria-label={t("zoomIn")} onClick={() => zoomBy(ZOOM_STEP)}>
          +
        </button>
        <button type="button" aria-label={t("zoomOut")} onClick={() => zoomBy(1 / ZOOM_STEP)}>
          −
        </button>
        <button type="button" onClick={fit}>
          {t("fit")}
        </button>
        <span class="quiet">{t("graphHow")}</span>
      </p>
      <svg ref={svg} role="group" aria-label={t("graphLabel", { n: nodes.length })}>
        <g ref={canvas}>
          {root.links().map(({ source, target }) => (
            <Edge key={target.data.key} from={target} to={source} />
          ))}
          {nodes.map((node) => (
            <Box
              key={node.data.key}
              at={node}
              isWarned={warned.has(node.data.key)}
              isChosen={node.data.key === chosen}
              onChoose={() => onChoose(node.data.key)}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}

type Place = HierarchyPointNode<PlanNode>;

function Edge({ from, to }: { from: Place; to: Place }) {
  const rows = rowsOf(from.data);
  const [x1, y1, x2, y2] = [from.x + WIDTH / 2, from.y, to.x + WIDTH / 2, to.y + HEIGHT];
  const middle = (y1 + y2) / 2;
  return (
    <>
      <path class="edge" d={`M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}`} stroke-width={1 + Math.log10(1 + (rows ?? 0))} />
      {rows !== undefined && (
        <text class="edge-rows" x={x1} y={y1 - 6} text-anchor="middle">
          {rough(rows)} {t("rows")}
        </text>
      )}
    </>
  );
}

function Box({ at, isWarned, isChosen, onChoose }: { at: Place; isWarned: boolean; isChosen: boolean; onChoose: () => void }) {
  const node = at.data;
  const share = node.timeShare ?? node.costShare;
  const figures = [
    node.actual ? micros(node.actual.millis * node.actual.loops * 1000) : node.cost === undefined ? "" : `${t("cost")} ${rough(node.cost)}`,
    share === undefined ? "" : percent(share),
  ].filter(Boolean);
  return (
    <g
      class={["box", isWarned && "warned", isChosen && "chosen", node.isNeverExecuted && "never"].filter(Boolean).join(" ")}
      transform={`translate(${at.x},${at.y})`}
      role="button"
      tabindex={0}
      aria-pressed={isChosen}
      data-step={node.key}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose();
      }}
    >
      <title>{[node.label, ...figures, ...node.details.map(([name, value]) => `${name}: ${value}`)].join("\n")}</title>
      <rect width={WIDTH} height={HEIGHT} rx={6} />
      <rect class="share" y={HEIGHT - 4} width={WIDTH * (share ?? 0)} height={4} />
      {wrapped(node.label).map((line, index) => (
        <text key={index} x={8} y={18 + index * 16}>
          {line}
        </text>
      ))}
      <text class="figures" x={8} y={HEIGHT - 10}>
        {[node.access ?? "", ...figures].filter(Boolean).join(" · ")}
      </text>
    </g>
  );
}

/** The first lines of a label, as SVG wraps no text; the whole of it is in the title. */
function wrapped(label: string): string[] {
  const lines: string[] = [];
  let rest = label;
  while (rest !== "" && lines.length < LINES) {
    const cut = rest.length <= LINE_CHARACTERS ? rest.length : rest.lastIndexOf(" ", LINE_CHARACTERS);
    const end = cut <= 0 ? LINE_CHARACTERS : cut;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  if (rest !== "") lines.push(`${lines.pop()!.slice(0, LINE_CHARACTERS - 1)}…`);
  return lines;
}
