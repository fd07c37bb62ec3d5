/** What this browser was set to: it is kept here and never sent. */

export const LANGUAGES = ["en", "ko"] as const;
export const THEMES = ["auto", "light", "dark"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

export interface Settings {
  language: Language;
  theme: Theme;
  /** The IANA name of the time zone in which times are shown; the service itself speaks UTC. */
  zone: string;
}

const KEY = "spyhop.settings";
const CHANGED = "settingschange";

let current: Settings = { ...defaults(), ...stored() };

function defaults(): Settings {
  const isKorean = globalThis.navigator?.language.startsWith("ko") ?? false;
  return { language: isKorean ? "ko" : "en", theme: "auto", zone: "UTC" };
}

function stored(): Partial<Settings> {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(KEY) ?? "{}");
  } catch {
    // What another version wrote is not worth an error.
    return {};
  }
}

export function settings(): Settings {
  return current;
}

export function change(changed: Partial<Settings>) {
  current = { ...current, ...changed };
  localStorage.setItem(KEY, JSON.stringify(current));
  apply();
}

/** Shows everything so, whatever this browser was set to: of a page that is the same for everybody. */
export function fix(all: Settings) {
  current = all;
  apply();
}

/** Shows the page as it was set, now and when the system's own theme changes. */
export function apply() {
  document.documentElement.lang = current.language;
  document.documentElement.dataset.theme = current.theme;
  dispatchEvent(new Event(CHANGED));
}

/** Calls back after every change; the answer ends that. */
export function onChange(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  return () => removeEventListener(CHANGED, listener);
}
