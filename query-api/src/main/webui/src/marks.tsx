import { useMemo } from "preact/hooks";
import type { Annotation } from "./api";
import { time } from "./clock";
import { useLoaded } from "./load";
import { messages } from "./messages";
import { link, type Range } from "./route";
import type { Mark } from "./time-chart";

const t = messages({
  happened: ["What happened then ({count})", "그때 일어난 일 ({count})"],
  newest: ["the newest {count} alone are shown", "최근 {count}개만 표시"],
  fleet: ["all instances", "모든 인스턴스"],
});

/** More lines would hide what they cross. */
const SHOWN_MAX = 30;

const COLOURS: Record<string, string> = {
  deployment: "#2f8f5b",
  note: "#7b57b8",
  plan_changed: "#c98a1b",
};
const OF_SERVERS = "#c2452a";

export interface Marks {
  /** In the order of time, as they are numbered. */
  all: Annotation[];
  drawn: Mark[];
  error: string;
}

function colourOf(mark: Annotation): string {
  return COLOURS[mark.kind] ?? OF_SERVERS;
}

/** What happened within a stretch of time; of plans, those of one family alone where one is named. */
export function useMarks(range: Range, instance?: string, digestId?: string): Marks {
  const parameters = { ...range, instance, limit: SHOWN_MAX };
  const { data, error } = useLoaded<Annotation[]>("api/v1/annotations", parameters, range.to === "now");
  return useMemo(() => {
    const all = (data ?? [])
      .filter((mark) => digestId === undefined || mark.digest_id === undefined || mark.digest_id === digestId)
      .reverse();
    const drawn = all.map((mark, at) => ({ atSeconds: Date.parse(mark.time) / 1000, number: at + 1, colour: colourOf(mark) }));
    return { all, drawn, error };
  }, [data, error, digestId]);
}

/** The list that the numbers on a chart stand for; nothing where nothing happened. */
export function Happened({ marks }: { marks: Marks }) {
  if (marks.error) return <p role="alert">{marks.error}</p>;
  if (marks.all.length === 0) return null;
  const isCut = marks.all.length === SHOWN_MAX;
  return (
    <details class="happened" open>
      <summary>
        {t("happened", { count: marks.all.length })} {isCut && <span class="quiet">{t("newest", { count: SHOWN_MAX })}</span>}
      </summary>
      <ol>
        {marks.all.map((mark) => (
          <li key={mark.id} style={{ "--mark": colourOf(mark) }}>
            <span class="quiet">{time(mark.time)}</span>{" "}
            {mark.digest_id ? <a href={link(["digest", mark.digest_id], { instance: mark.instance })}>{mark.title}</a> : <strong>{mark.title}</strong>}{" "}
            {mark.digest_id ? "" : mark.text} {!mark.instance && <span class="quiet">{t("fleet")}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
