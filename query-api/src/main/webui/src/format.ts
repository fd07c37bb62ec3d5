const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

export function count(value: number): string {
  return whole.format(value);
}

/** A number that need not be exact, with a letter for thousands and more. */
export function rough(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return short.format(value);
  if (size < 1_000_000) return `${short.format(value / 1_000)}k`;
  if (size < 1_000_000_000) return `${short.format(value / 1_000_000)}M`;
  return `${short.format(value / 1_000_000_000)}G`;
}

/** Microseconds in the unit that a person would choose. */
export function micros(value: number): string {
  if (value < 1_000) return `${short.format(value)} µs`;
  if (value < 1_000_000) return `${short.format(value / 1_000)} ms`;
  return `${short.format(value / 1_000_000)} s`;
}

export function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function bytes(value: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  return `${short.format(value / 1024 ** power)} ${BYTE_UNITS[power]}`;
}

/** A share of one, in percent. */
export function percent(value: number): string {
  return `${short.format(value * 100)} %`;
}

/** How much more or less than before; nothing where there was nothing to compare with. */
export function change(now: number, before: number): string {
  if (before === 0) return now === 0 ? "–" : "+∞";
  const share = now / before - 1;
  if (Math.abs(share) < 0.005) return "±0 %";
  // Beyond that, how many times as much reads better than percents.
  return share >= 9 ? `×${short.format(now / before)}` : `${share > 0 ? "+" : "−"}${percent(Math.abs(share))}`;
}
