// The chart of a report: one file that holds everything, made by the service.
import { render } from "preact";
import type { LoadPoint } from "../api";
import { LoadChart } from "../server/load-chart";
import "../style.css";
import "./style.css";

const points: LoadPoint[] = JSON.parse(document.getElementById("load-data")!.textContent ?? "[]");
// One who reads it elsewhere has the times of the tables, which are UTC.
const times = points.map((point) => Date.parse(point.time));
const first = Math.min(...times);
const end = Math.max(...times) + (points[0]?.seconds ?? 0) * 1000;
if (points.length > 0) render(
  <LoadChart points={points} range={{ from: new Date(first).toISOString(), to: new Date(end).toISOString() }} isFixed />,
  document.getElementById("load")!,
);
