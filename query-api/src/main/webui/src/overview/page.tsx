import type { Overview } from "../api";
import { timeOfDay } from "../format";
import { type Link, useLive } from "../live";
import { Digests } from "./digests";
import { Instances } from "./instances";
import { RowChanges } from "./row-changes";
import { SlowQueries } from "./slow-queries";

const LINK_TEXT: Record<Link, string> = {
  connecting: "connecting",
  live: "live",
  lost: "connection lost, trying again",
};

export function OverviewPage() {
  const { message: overview, link } = useLive<Overview>("ws/overview");

  return (
    <main>
      <p class="state">
        <span class={`link ${link}`} role="status">
          {LINK_TEXT[link]}
        </span>{" "}
        <span class="quiet">{overview && `${timeOfDay(overview.time)} UTC`}</span>
      </p>
      {overview && (
        <>
          <div class="columns">
            <Instances instances={overview.instances} />
            <RowChanges points={overview.row_changes} now={overview.time} />
          </div>
          <Digests digests={overview.top_digests} when="last 15 minutes, by time" />
          <SlowQueries slowQueries={overview.slow_queries} />
        </>
      )}
    </main>
  );
}
