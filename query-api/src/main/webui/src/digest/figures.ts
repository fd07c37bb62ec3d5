import type { DigestPoint } from "../api";

export type Figure = keyof Omit<DigestPoint, "time" | "seconds">;

export function sum(points: DigestPoint[], figure: Figure): number {
  return points.reduce((total, point) => total + (point[figure] ?? 0), 0);
}

/** The average over calls, of averages over calls of each point; null where nothing was called. */
export function average(points: DigestPoint[], figure: Figure, calls: Figure): number | null {
  const all = sum(points, calls);
  const total = points.reduce((sum, point) => sum + (point[figure] ?? 0) * (point[calls] ?? 0), 0);
  return all === 0 ? null : total / all;
}

export function most(points: DigestPoint[], figure: Figure): number | null {
  const values = points.map((point) => point[figure]).filter((value) => value !== undefined && value !== null);
  return values.length === 0 ? null : Math.max(...values);
}
