import { expect, test } from "vitest";
import { time } from "./clock";
import { bytes, change, rough } from "./format";
import { before } from "./route";

test.each([
  [0, 0, "–"],
  [5, 0, "+∞"],
  [100, 100, "±0 %"],
  [150, 100, "+50 %"],
  [50, 100, "−50 %"],
  [2000, 100, "×20"],
])("%d against %d is %s", (now, earlier, text) => {
  expect(change(now, earlier)).toBe(text);
});

test.each([
  [0, "0 B"],
  [1023, "1,020 B"],
  [1536, "1.5 KiB"],
  [3 * 1024 ** 4, "3 TiB"],
])("%d bytes are %s", (value, text) => {
  expect(bytes(value)).toBe(text);
});

test("large numbers have a letter", () => {
  expect([9_999, 12_345, 1_234_567, 1.6e9].map(rough)).toEqual(["10,000", "12.3k", "1.23M", "1.6G"]);
});

test("times are in the zone of the settings, which is UTC at first", () => {
  expect(time("2026-11-21T09:30:00Z")).toBe("2026-11-21 09:30:00");
});

test.each([
  [{ from: "now-15m", to: "now" }, { from: "now-30m", to: "now-15m" }],
  [
    { from: "2026-11-21T09:00:00Z", to: "2026-11-21T10:00:00Z" },
    { from: "2026-11-21T08:00:00.000Z", to: "2026-11-21T09:00:00.000Z" },
  ],
])("the stretch before %o", (range, expected) => {
  expect(before(range)).toEqual(expected);
});
