import { useEffect, useState } from "preact/hooks";
import type { SlowQueryPage as Answer } from "../api";
import { count } from "../format";
import { useLoaded } from "../load";
import { type Route, rangeOf, show } from "../route";
import { SlowQueryTable } from "./table";

const PAGE_SIZE = 100;
const TYPING_MILLIS = 300;

/** The slow statements of the whole store, searched by the service. */
export function SlowQueryPage({ route }: { route: Route }) {
  const range = rangeOf(route);
  const page = Number(route.query.get("page") ?? "1") || 1;
  const search = route.query.get("search") ?? "";
  const [typed, setTyped] = useState(search);
  const { data, error } = useLoaded<Answer>(
    "mysql/queries",
    {
      start_date: range.from,
      end_date: range.to,
      search,
      instance: route.query.get("instance") ?? undefined,
      page,
      page_size: PAGE_SIZE,
    },
    range.to === "now",
  );

  useEffect(() => {
    if (typed === search) return;
    const timer = window.setTimeout(() => show({ search: typed || undefined, page: undefined }), TYPING_MILLIS);
    return () => window.clearTimeout(timer);
  }, [typed]);

  return (
    <main>
      <section aria-labelledby="slow">
        <div class="tools">
          <h2 id="slow">
            Slow queries <span class="quiet">times in UTC</span>
          </h2>
          <input
            type="search"
            placeholder="Search in all statements"
            aria-label="Search in all statements"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <span class="quiet" role="status">
            {data && `${count(data.total)} found`}
          </span>
        </div>
        {error && <p role="alert">{error}</p>}
        {data && (
          <SlowQueryTable
            rows={data.items}
            empty="None. A statement that runs longer than the threshold appears within a second."
          />
        )}
        {data && data.total > PAGE_SIZE && (
          <p class="tools">
            <button type="button" disabled={page === 1} onClick={() => show({ page: String(page - 1) })}>
              Newer
            </button>
            <span class="quiet">
              page {page} of {Math.ceil(data.total / PAGE_SIZE)}
            </span>
            <button
              type="button"
              disabled={page * PAGE_SIZE >= data.total}
              onClick={() => show({ page: String(page + 1) })}
            >
              Older
            </button>
          </p>
        )}
      </section>
    </main>
  );
}
