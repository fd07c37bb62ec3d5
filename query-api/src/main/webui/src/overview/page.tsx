import type { Overview } from "../api";
import { timeOfDay, zone } from "../clock";
import { useLive } from "../live";
import { Section } from "../section";
import { SlowQueryTable } from "../slow/table";
import { Digests } from "./digests";
import { Instances } from "./instances";
import { RowChanges } from "./row-changes";
import { t } from "./text";

/** The fleet at a glance, live. */
export function OverviewPage() {
  const { message: overview, link } = useLive<Overview>("ws/overview");

  return (
    <main>
      <p class="state">
        <span class={`link ${link}`} role="status">
          {t(link)}
        </span>{" "}
        <span class="quiet">{overview && `${timeOfDay(overview.time)} ${zone()}`}</span>
      </p>
      {overview && (
        <>
          <div class="columns">
            <Instances instances={overview.instances} />
            <RowChanges points={overview.row_changes} now={overview.time} />
          </div>
          <Digests digests={overview.top_digests} when={t("lastMinutes")} />
          <Section title={t("latestSlow")} hasTimes>
            <SlowQueryTable rows={overview.slow_queries.map((each) => each.slow_query)} empty={t("noSlow")} />
          </Section>
        </>
      )}
    </main>
  );
}
