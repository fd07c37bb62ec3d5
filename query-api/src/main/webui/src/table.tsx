import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";

const ROWS_SHOWN = 200;

export interface Column<T> {
  title: string;
  /** What is sorted by, searched in and exported. */
  value: (row: T) => string | number;
  /** What is shown, where it is more than the value. */
  cell?: (row: T) => ComponentChildren;
  isNumber?: boolean;
  /** A class of the cell, such as that of a statement. */
  class?: string;
}

interface Props<T> {
  name: string;
  rows: T[];
  columns: Column<T>[];
  keyOf: (row: T) => string;
  empty: ComponentChildren;
}

function csvOf<T>(rows: T[], columns: Column<T>[]): string {
  // A text that begins so would be a formula in a spreadsheet.
  const quoted = (value: string | number) =>
    `"${String(value).replace(/^[=+\-@\t\r]/, (first) => (typeof value === "number" ? first : `'${first}`)).replaceAll('"', '""')}"`;
  return [columns.map((column) => quoted(column.title)), ...rows.map((row) => columns.map((column) => quoted(column.value(row))))]
    .map((line) => line.join(","))
    .join("\r\n");
}

function download(name: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A table that sorts by each column, filters, and is exported as CSV. */
export function DataTable<T>(props: Props<T>) {
  const [sort, setSort] = useState<{ title: string; isDown: boolean } | null>(null);
  const [filter, setFilter] = useState("");

  const rows = useMemo(() => {
    const text = filter.toLowerCase();
    const found = props.rows.filter((row) =>
      props.columns.some((column) => String(column.value(row)).toLowerCase().includes(text)),
    );
    const value = props.columns.find((column) => column.title === sort?.title)?.value;
    if (!sort || !value) return found;
    const order = (one: T, other: T) => {
      const [a, b] = [value(one), value(other)];
      return a < b ? -1 : a > b ? 1 : 0;
    };
    return found.sort((one, other) => (sort.isDown ? order(other, one) : order(one, other)));
  }, [props.rows, filter, sort]);

  if (props.rows.length === 0) return <p class="empty">{props.empty}</p>;
  // Numbers begin with the most.
  const toggle = ({ title, isNumber }: Column<T>) =>
    setSort({ title, isDown: sort?.title === title ? !sort.isDown : isNumber === true });
  return (
    <>
      <div class="tools">
        <input
          type="search"
          placeholder="Filter"
          aria-label={`Filter ${props.name}`}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <span class="quiet">
          {rows.length === props.rows.length ? rows.length : `${rows.length} of ${props.rows.length}`}
          {rows.length > ROWS_SHOWN && `, the first ${ROWS_SHOWN} shown`}
        </span>
        <span class="spacer" />
        <button type="button" onClick={() => download(props.name, csvOf(rows, props.columns))}>
          CSV
        </button>
      </div>
      <table>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.title}
                class={column.isNumber ? "number" : undefined}
                aria-sort={sort?.title === column.title ? (sort.isDown ? "descending" : "ascending") : undefined}
              >
                <button type="button" class="sort" onClick={() => toggle(column)}>
                  {column.title}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <tr key={props.keyOf(row)}>
              {props.columns.map((column) => (
                <td
                  key={column.title}
                  class={[column.isNumber ? "number" : "", column.class ?? ""].join(" ").trim() || undefined}
                  title={column.class === "sql" ? String(column.value(row)) : undefined}
                >
                  {column.cell ? column.cell(row) : column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
