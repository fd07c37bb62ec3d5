import { beforeEach, expect, test, vi } from "vitest";
import { change } from "../settings";
import { instantOf, weekBefore } from "./period";

beforeEach(() => {
  // What the browser has and Node.js has not.
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("dispatchEvent", () => true);
});

test.each([
  ["UTC", "2026-11-21T09:30", "2026-11-21T09:30:00.000Z"],
  ["Asia/Seoul", "2026-11-01T00:00", "2026-10-31T15:00:00.000Z"],
  ["Europe/Berlin", "2026-03-29T01:30", "2026-03-29T00:30:00.000Z"],
  ["Europe/Berlin", "2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
  ["America/New_York", "2026-11-01T12:00", "2026-11-01T17:00:00.000Z"],
])("a local time of %s is an instant", (zone, local, instant) => {
  change({ zone });
  expect(instantOf(local)).toBe(instant);
});

test("a week before is as relative as what it is before", () => {
  expect(weekBefore("now-1d")).toBe("now-8d");
  expect(weekBefore("now-1h")).toBe("now-169h");
  expect(weekBefore("2026-11-21T09:30:00.000Z")).toBe("2026-11-14T09:30:00.000Z");
});
