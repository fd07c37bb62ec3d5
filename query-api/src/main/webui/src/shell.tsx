import { useState } from "preact/hooks";
import type { Session } from "./api";
import { time, zone } from "./clock";
import { PAGES } from "./pages";
import { link, type Route, rangeOf, show } from "./route";
import { t } from "./text";

const RANGES = [
  ["now-15m", "minutes15"],
  ["now-1h", "hour"],
  ["now-6h", "hours6"],
  ["now-1d", "day"],
  ["now-7d", "days7"],
  ["now-4w", "weeks4"],
] as const;

/** The bar above every page: where one is, what stretch of time is shown, and who one is. */
export function Shell(props: { session: Session; route: Route; onLogOut: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const name = props.route.path[0] ?? "";
  const page = PAGES.find((each) => each.name === name);
  return (
    <header>
      <a class="skip" href="#content" onClick={skip}>
        {t("skip")}
      </a>
      <h1>
        <a href={link([])}>Spyhop</a>
      </h1>
      <button type="button" class="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("menu")}
      </button>
      <nav aria-label={t("pages")} class={isOpen ? "open" : undefined} onClick={() => setOpen(false)}>
        {PAGES.filter((each) => each.isInMenu && (!each.isOfAdmins || props.session.roles.includes("admin"))).map((each) => (
          <a key={each.name} href={link(each.name ? [each.name] : [])} aria-current={each === page ? "page" : undefined}>
            {each.title()}
          </a>
        ))}
      </nav>
      <span class="spacer" />
      {page?.hasRange && <RangePicker route={props.route} />}
      <span class="quiet">{props.session.name}</span>
      <button type="button" onClick={props.onLogOut}>
        {t("logOut")}
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
  const shown = (text: string) => (text.startsWith("now") ? text : time(text).slice(0, 16));
  return (
    <select
      aria-label={t("range")}
      value={isPreset ? from : "zoomed"}
      onChange={(event) => show({ from: event.currentTarget.value, to: undefined, page: undefined })}
    >
      {!isPreset && (
        <option value="zoomed" disabled>
          {shown(from)} – {shown(to)} {zone()}
        </option>
      )}
      {RANGES.map(([preset, title]) => (
        <option key={preset} value={preset}>
          {t(title)}
        </option>
      ))}
    </select>
  );
}
