import { zone } from "../clock";

/** The instant of a local date and time (`2026-11-21T09:30`) in the time zone of the settings. */
export function instantOf(local: string): string {
  const asUtc = Date.parse(`${local}Z`);
  // The offset at a time is known only once the time is; the second look is right but within a skipped hour.
  const guess = asUtc - offsetMillis(asUtc);
  return new Date(asUtc - offsetMillis(guess)).toISOString();
}

/** How much later the clocks of the zone are than UTC. */
function offsetMillis(at: number): number {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone(), dateStyle: "short", timeStyle: "medium" }).format(at);
  return Date.parse(`${parts.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}

const WEEK_MILLIS = 604_800_000;

/** A point in time one week before another: an instant, or `now-1d`, which stays relative. */
export function weekBefore(from: string): string {
  const [, amount, unit] = /^now-(\d+)([hd])$/.exec(from) ?? [];
  if (amount && unit) return unit === "h" ? `now-${Number(amount) + 168}h` : `now-${Number(amount) + 7}d`;
  return new Date(Date.parse(from) - WEEK_MILLIS).toISOString();
}
