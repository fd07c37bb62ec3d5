import type { SlowQueryPage } from "../api";
import type { Parameters } from "../api";
import { useLoaded } from "../load";
import type { Range } from "../route";
import { Section } from "../section";
import { SlowQueryTable } from "../slow/table";
import { t } from "./text";

const SHOWN = 100;

/** What asks for the slow runs of a family. */
export function slowOnesOf(id: string, range: Range, instance?: string): Parameters {
  return { digest_id: id, instance, start_date: range.from, end_date: range.to, page_size: SHOWN };
}

export function SlowOnes({ id, range, instance }: { id: string; range: Range; instance?: string }) {
  const slow = useLoaded<SlowQueryPage>("mysql/queries", slowOnesOf(id, range, instance));
  return (
    <Section title={t("slow")} note={t("ofFamily")} hasTimes error={slow.error}>
      {slow.data && <SlowQueryTable rows={slow.data.items} empty={t("notSlow")} />}
    </Section>
  );
}
