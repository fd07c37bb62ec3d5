const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

export function count(value: number): string {
  return whole.format(value);
}

/** A number that need not be exact, with a letter for thousands and more. */
export function rough(value: number): string {
  if (Math.abs(value) < 10_000) return short.format(value);
  if (Math.abs(value) < 1_000_000) return `${short.format(value / 1_000)}k`;
  return `${short.format(value / 1_000_000)}M`;
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

/** The time of day in UTC, as every time of the console. */
export function timeOfDay(iso: string): string {
  return iso.slice(11, 19);
}

/** The date and time of day in UTC. */
export function time(iso: string): string {
  return `${iso.slice(0, 10)} ${timeOfDay(iso)}`;
}
