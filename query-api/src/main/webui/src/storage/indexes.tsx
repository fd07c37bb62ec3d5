import { useState } from "preact/hooks";
import { count, micros } from "../format";
import { useLoaded } from "../load";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

const KINDS = ["unused", "duplicate", "busy"] as const;

interface Index {
  schema: string;
  table: string;
  index: string;
  columns?: string[];
  unique?: boolean;
  reads?: number;
  writes?: number;
  micros?: number;
  covered_by?: string;
}

/** The indexes that could go, and those that work the most. */
export function Indexes({ instance }: { instance: string }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>("unused");
  const { data, error } = useLoaded<Index[]>("api/v1/storage/indexes", { instance, kind });
  const choice = (
    <span class="tools" role="group" aria-label={t("indexKind")}>
      {KINDS.map((each) => (
        <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
          {t(each)}
        </button>
      ))}
    </span>
  );
  return (
    <Section title={t("indexes")} error={error} tools={choice}>
      {data && (
        <DataTable
          key={kind}
          name="indexes"
          rows={data}
          keyOf={(each) => `${each.schema}.${each.table}.${each.index}`}
          empty={t("noIndexes")}
          columns={[
            { title: t("schema"), value: (each) => each.schema },
            { title: t("table"), value: (each) => each.table },
            { title: t("index"), value: (each) => each.index },
            { title: t("columns"), value: (each) => each.columns?.join(", ") ?? "–" },
            { title: t("unique"), value: (each) => (each.unique ? t("yes") : "") },
            ...(kind === "duplicate"
              ? [{ title: t("coveredBy"), value: (each: Index) => each.covered_by ?? "–" }]
              : [
                  { title: t("reads"), isNumber: true, value: (each: Index) => each.reads ?? 0, cell: (each: Index) => count(each.reads ?? 0) },
                  { title: t("writes"), isNumber: true, value: (each: Index) => each.writes ?? 0, cell: (each: Index) => count(each.writes ?? 0) },
                  { title: t("time"), isNumber: true, value: (each: Index) => each.micros ?? 0, cell: (each: Index) => micros(each.micros ?? 0) },
                ]),
          ]}
        />
      )}
    </Section>
  );
}
