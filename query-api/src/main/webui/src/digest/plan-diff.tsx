import { diffArrays } from "diff";
import { useMemo } from "preact/hooks";
import { t } from "./text";

const FIGURES = /\s+\((?:cost|actual time)=[^)]*\)|\s+\(never executed\)/g;

function isSameStep(one: string, other: string): boolean {
  return one.replace(FIGURES, "") === other.replace(FIGURES, "");
}

/** Two plans' texts line by line; their figures differ at every EXPLAIN and are not compared. */
export function PlanDiff({ from, to }: { from: string; to: string }) {
  const parts = useMemo(
    () => diffArrays(from.trimEnd().split("\n"), to.trimEnd().split("\n"), { comparator: isSameStep }),
    [from, to],
  );
  if (parts.every((part) => !part.added && !part.removed)) return <p class="quiet">{t("samePlans")}</p>;
  return (
    <pre class="diff" tabIndex={0}>
      {parts.flatMap((part, at) =>
        part.value.map((line, number) => (
          <div key={`${at}.${number}`} class={part.added ? "added" : part.removed ? "removed" : undefined}>
            {part.added ? "+" : part.removed ? "−" : " "} {line}
          </div>
        )),
      )}
    </pre>
  );
}
