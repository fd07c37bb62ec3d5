import { expect, test } from "vitest";
import { CATALOGUES } from "./messages";
import { LANGUAGES } from "./settings";

// Every catalogue registers itself when its module is loaded.
const MODULES = import.meta.glob(["./**/*.{ts,tsx}", "!./**/*.test.ts", "!./**/main.tsx", "!./app.tsx"]);
/** What is a name or a unit in Korean, too. */
const SAME = new Set(["Markdown", "URL", "GTID"]);

async function everyMessage(): Promise<[key: string, texts: readonly string[]][]> {
  await Promise.all(Object.values(MODULES).map((load) => load()));
  return CATALOGUES.flatMap((catalogue) => Object.entries(catalogue));
}

test("every message is there in every language, with the same values in it", async () => {
  const messages = await everyMessage();
  expect(messages.length).toBeGreaterThan(200);
  for (const [key, texts] of messages) {
    expect(texts, key).toHaveLength(LANGUAGES.length);
    const values = texts.map((text) => (text.match(/\{\w+\}/g) ?? []).sort());
    for (const [at, text] of texts.entries()) {
      expect(text.trim(), key).not.toBe("");
      expect(values[at], key).toEqual(values[0]);
    }
  }
});

test("what is Korean is written in Korean", async () => {
  const foreign = (await everyMessage()).filter(([, [english, korean]]) => !SAME.has(english!) && !/[가-힣]/.test(korean!));
  expect(foreign).toEqual([]);
});
