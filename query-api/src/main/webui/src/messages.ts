import { LANGUAGES, settings } from "./settings";

/** A text in each language, in the order of `LANGUAGES`. */
export type Message = readonly [en: string, ko: string];
export type Catalogue = Record<string, Message>;
type Values = Record<string, string | number>;

/** Every catalogue of the console, for the test that holds the languages against each other. */
export const CATALOGUES: Catalogue[] = [];

/**
 * The texts of a page: `const t = messages({ found: ["{n} found", "{n}건"] })`, then `t("found", { n })`.
 * A key that is not there, or that lacks a language, does not compile.
 */
export function messages<Key extends string>(catalogue: Record<Key, Message>) {
  CATALOGUES.push(catalogue);
  return (key: Key, values: Values = {}): string =>
    catalogue[key][LANGUAGES.indexOf(settings().language)]!.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
