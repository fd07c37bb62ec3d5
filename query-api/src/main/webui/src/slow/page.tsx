import { useEffect, useState } from "preact/hooks";
import type { SlowQueryPage as Answer } from "../api";
import { count } from "../format";
import { useLoaded } from "../load";
import { type Route, rangeOf, show } from "../route";
import { Section } from "../section";
import { SlowQueryTable } from "./table";
import { t } from "./text";

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
      <Section
        title={t("slowQueries")}
        hasTimes
        error={error}
        tools={
          <>
            <input
              type="search"
              placeholder={t("search")}
              aria-label={t("search")}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <span class="quiet" role="status">
              {data && t("found", { n: count(data.total) })}
            </span>
          </>
        }
      >
        {data && <SlowQueryTable rows={data.items} empty={t("none")} first={PAGE_SIZE} />}
        {data && data.total > PAGE_SIZE && <Pages page={page} total={data.total} />}
      </Section>
    </main>
  );
}

function Pages({ page, total }: { page: number; total: number }) {
  return (
    <p class="tools">
      <button type="button" disabled={page === 1} onClick={() => show({ page: String(page - 1) })}>
        {t("newer")}
      </button>
      <span class="quiet">{t("page", { page, pages: Math.ceil(total / PAGE_SIZE) })}</span>
      <button type="button" disabled={page * PAGE_SIZE >= total} onClick={() => show({ page: String(page + 1) })}>
        {t("older")}
      </button>
    </p>
  );
}
