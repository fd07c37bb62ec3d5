import { useMemo } from "preact/hooks";
import { colourOf } from "./colours";
import { type Range, secondsOf, zoomTo } from "./route";
import { type Line, TimeChart } from "./time-chart";

export interface Reading {
  /** An ISO 8601 instant. */
  time: string;
  /** The line that it belongs to. */
  line: string;
  value: number;
}

interface Props {
  label: string;
  readings: Reading[];
  range: Range;
  format: (value: number) => string;
  /** How long a bucket is: where the next one is missing, the line breaks. */
  bucketSeconds?: number;
  empty: string;
}

/** A line for each kind of reading, in the order in which they first come. */
export function SeriesChart({ label, readings, range, format, bucketSeconds, empty }: Props) {
  const { times, lines } = useMemo(() => linesOf(readings, bucketSeconds), [readings]);
  if (readings.length === 0) return <p class="empty">{empty}</p>;
  return <TimeChart label={label} times={times} lines={lines} range={secondsOf(range)} format={format} onZoom={zoomTo} />;
}

function linesOf(readings: Reading[], bucketSeconds?: number): { times: number[]; lines: Line[] } {
  const seconds = (reading: Reading) => Date.parse(reading.time) / 1000;
  const seen = [...new Set(readings.map(seconds))].sort((one, other) => one - other);
  const times = bucketSeconds ? withGaps(seen, bucketSeconds) : seen;
  const place = new Map(times.map((at, index) => [at, index]));
  const lines = new Map<string, (number | null)[]>();
  for (const reading of readings) {
    const values = lines.get(reading.line) ?? times.map(() => null);
    values[place.get(seconds(reading))!] = reading.value;
    lines.set(reading.line, values);
  }
  return { times, lines: [...lines].map(([label, values], at) => ({ label, colour: colourOf(at), values })) };
}

/** One time more wherever buckets are missing, in which nothing was seen. */
function withGaps(times: number[], bucketSeconds: number): number[] {
  return times.flatMap((at, index) => {
    const next = times[index + 1];
    return next !== undefined && next - at > 1.5 * bucketSeconds ? [at, at + bucketSeconds] : [at];
  });
}
