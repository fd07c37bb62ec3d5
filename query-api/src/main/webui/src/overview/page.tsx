import type { Overview, Session } from "../api";
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

export function OverviewPage(props: { session: Session; onLogOut: () => void }) {
  const { message: overview, link } = useLive<Overview>("ws/overview");

  return (
    <>
      <header>
        <h1>Spyhop</h1>
        <span class={`link ${link}`} role="status">
          {LINK_TEXT[link]}
        </span>
        <span class="quiet">{overview && `${timeOfDay(overview.time)} UTC`}</span>
        <span class="spacer" />
        <span class="quiet">{props.session.name}</span>
        <button type="button" onClick={props.onLogOut}>
          Log out
        </button>
      </header>
      {overview && (
        <main>
          <div class="columns">
            <Instances instances={overview.instances} />
            <RowChanges points={overview.row_changes} now={overview.time} />
          </div>
          <Digests digests={overview.top_digests} />
          <SlowQueries slowQueries={overview.slow_queries} />
        </main>
      )}
    </>
  );
}
