import { render } from "preact";
import { App } from "./app";
import { apply } from "./settings";
import "./style.css";

apply();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
render(<App />, document.getElementById("app")!);
