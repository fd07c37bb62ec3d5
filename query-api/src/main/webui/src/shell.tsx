import { useState } from "preact/hooks";
import type { Session } from "./api";
import { link, type Route, rangeOf, show } from "./route";

const PAGES: [name: string, title: string][] = [
  ["", "Overview"],
  ["load", "Load"],
  ["slow-queries", "Slow queries"],
  ["alerts", "Alerts"],
  ["plan", "Draw a plan"],
  ["instances", "Instances"],
];
/** The pages that show a stretch of time. */
const WITH_RANGE = new Set(["load", "slow-queries", "alerts", "digest"]);
const RANGES: [from: string, title: string][] = [
  ["now-15m", "15 minutes"],
  ["now-1h", "1 hour"],
  ["now-6h", "6 hours"],
  ["now-1d", "1 day"],
  ["now-7d", "7 days"],
  ["now-4w", "4 weeks"],
];
const THEMES = ["auto", "light", "dark"] as const;

/** The bar above every page: where one is, what stretch of time is shown, and who one is. */
export function Shell(props: { session: Session; route: Route; onLogOut: () => void }) {
  const page = props.route.path[0] ?? "";
  return (
    <header>
      <a class="skip" href="#content" onClick={skip}>
        Skip to the content
      </a>
      <h1>
        <a href={link([])}>Spyhop</a>
      </h1>
      <nav aria-label="Pages">
        {PAGES.map(([name, title]) => (
          <a key={name} href={link(name ? [name] : [])} aria-current={page === name && props.route.path.length < 2 ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <span class="spacer" />
      {WITH_RANGE.has(page) && <RangePicker route={props.route} />}
      <ThemePicker />
      <span class="quiet">{props.session.name}</span>
      <button type="button" onClick={props.onLogOut}>
        Log out
      </button>
    </header>
  );
}

/** The address holds the page, so that the usual link would lead to another. */
function skip(event: Event) {
  event.preventDefault();
  const main = document.querySelector("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

function RangePicker({ route }: { route: Route }) {
  const { from, to } = rangeOf(route);
  const isPreset = to === "now" && RANGES.some(([preset]) => preset === from);
  return (
    <select
      aria-label="Stretch of time"
      value={isPreset ? from : "zoomed"}
      onChange={(event) => show({ from: event.currentTarget.value, to: undefined, page: undefined })}
    >
      {!isPreset && (
        <option value="zoomed" disabled>
          {from.slice(0, 16).replace("T", " ")} to {to.slice(0, 16).replace("T", " ")} UTC
        </option>
      )}
      {RANGES.map(([preset, title]) => (
        <option key={preset} value={preset}>
          last {title}
        </option>
      ))}
    </select>
  );
}

const THEME_KEY = "spyhop.theme";

/** Shows the theme that this browser was set to. */
export function applyTheme(theme = localStorage.getItem(THEME_KEY) ?? "auto") {
  localStorage.setItem(THEME_KEY, theme);
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event("themechange"));
}

function ThemePicker() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? "auto");
  return (
    <select
      aria-label="Theme"
      value={theme}
      onChange={(event) => {
        setTheme(event.currentTarget.value);
        applyTheme(event.currentTarget.value);
      }}
    >
      {THEMES.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
