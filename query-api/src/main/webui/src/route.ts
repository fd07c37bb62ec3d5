import { useEffect, useState } from "preact/hooks";

/** Where the console is: all of it is in the address, so that a link shows the same to another. */
export interface Route {
  /** The page's name and what it shows, such as `["digest", id]`. */
  path: string[];
  query: URLSearchParams;
}

const DEFAULT_FROM = "now-1h";

function current(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}

export function useRoute(): Route {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const changed = () => setRoute(current());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/** A link to a page; it keeps the stretch of time that is shown. */
export function link(path: string[], query: Record<string, string | undefined> = {}): string {
  const now = current().query;
  const all: Record<string, string | undefined> = {
    from: now.get("from") ?? undefined,
    to: now.get("to") ?? undefined,
    ...query,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) search.set(name, value);
  const text = search.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** Stays on the page and changes what it shows. */
export function show(query: Record<string, string | undefined>) {
  location.hash = linkWith(query);
}

/** As if it had been shown at once: going back leads to the page before. */
export function showInstead(query: Record<string, string | undefined>) {
  location.replace(linkWith(query));
}

function linkWith(query: Record<string, string | undefined>): string {
  const { path, query: now } = current();
  return link(path, { ...Object.fromEntries(now), ...query });
}

export interface Range {
  from: string;
  to: string;
}

export function rangeOf(route: Route): Range {
  return { from: route.query.get("from") ?? DEFAULT_FROM, to: route.query.get("to") ?? "now" };
}

/** The stretch of the same length that ended where this one begins. */
export function before(range: Range): Range {
  const [, amount, unit] = /^now-(\d+)([smhdw])$/.exec(range.from) ?? [];
  // A relative stretch stays one, so that its address is the same at every asking.
  if (range.to === "now" && amount && unit) return { from: `now-${2 * Number(amount)}${unit}`, to: range.from };
  const { min, max } = secondsOf(range);
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  return { from: iso(2 * min - max), to: iso(min) };
}

/** Shows what was selected in a chart. */
export function zoomTo(from: Date, to: Date) {
  show({ from: from.toISOString(), to: to.toISOString() });
}

/** The start and end in seconds since 1970, as charts want them. */
export function secondsOf(range: Range): { min: number; max: number } {
  return { min: secondsOfTime(range.from), max: secondsOfTime(range.to) };
}

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

function secondsOfTime(text: string): number {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (!relative) return Date.parse(text) / 1000;
  const [, amount = "0", unit = "s"] = relative;
  return Date.now() / 1000 - Number(amount) * (SECONDS[unit] ?? 1);
}
