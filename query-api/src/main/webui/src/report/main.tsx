// The chart of a report: one file that holds everything, made by the service.
import { render } from "preact";
import type { LoadPoint } from "../api";
import { LoadChart } from "../server/load-chart";
import { apply, fix } from "../settings";
import "../style.css";
import "./style.css";

const points: LoadPoint[] = JSON.parse(document.getElementById("load-data")!.textContent ?? "[]");
const place = document.getElementById("load");

// The tables are written already, so that the chart has their language and time zone, not the reader's.
fix({ language: "en", theme: "auto", zone: document.documentElement.dataset.zone ?? "UTC" });

if (place) {
  const { from = "", to = "" } = place.dataset;
  render(<LoadChart points={points} range={{ from, to }} isFixed />, place);
  // Colours are drawn in: on paper, they are those of the light theme.
  for (const media of ["print", "(prefers-color-scheme: dark)"]) matchMedia(media).addEventListener("change", apply);
}
