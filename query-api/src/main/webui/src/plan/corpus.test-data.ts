/** The plans of real servers that the tests draw. */
export interface CorpusPlan {
  statement: string;
  form: "JSON_V1" | "JSON_V2" | "TREE" | "ANALYZE_TREE" | "ANALYZE_JSON" | "HYPERGRAPH_TREE";
  text: string;
}

const FILES = import.meta.glob<string>("../../../../test/resources/plans/*.jsonl", { query: "?raw", import: "default", eager: true });

export const CORPUS: CorpusPlan[] = Object.values(FILES).flatMap((lines) =>
  lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)),
);

export function planOfCorpus(statement: string, form: CorpusPlan["form"]): string {
  return CORPUS.find((plan) => plan.statement === statement && plan.form === form)!.text;
}
