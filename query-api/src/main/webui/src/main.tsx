import { render } from "preact";
import { App } from "./app";
import { applyTheme } from "./shell";
import "./style.css";

applyTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyTheme());
render(<App />, document.getElementById("app")!);
