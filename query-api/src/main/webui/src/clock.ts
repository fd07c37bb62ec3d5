import { settings } from "./settings";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone);
  if (!known) {
    // Swedish writes dates and times as ISO 8601 does: 2026-11-21 09:30:00.
    known = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    formats.set(zone, known);
  }
  return known;
}

/** The date and time of day, in the time zone of the settings. */
export function time(iso: string | number): string {
  return format(settings().zone).format(new Date(iso));
}

export function timeOfDay(iso: string | number): string {
  return time(iso).slice(11);
}

/** The time zone in which all times are shown, which every chart and table of times names. */
export function zone(): string {
  return settings().zone;
}

/** All time zones that this browser knows, UTC and its own first. */
export function zones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")])];
}
