import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { CopyButton, download } from "./hand-over";
import { messages } from "./messages";

const t = messages({
  filter: ["Filter", "걸러내기"],
  filterOf: ["Filter {name}", "{name} 걸러내기"],
  some: ["{found} of {all}", "{all}개 중 {found}개"],
  first: [", the first {n} shown", ", 처음 {n}개 표시"],
  showAll: ["Show all {n}", "{n}개 모두 보기"],
  copy: ["Copy", "복사"],
});

/** What is shown at first, and at most. */
const ROWS_FIRST = 12;
const ROWS_MOST = 500;
/** A text of more characters is broken into lines. */
const LONG_TEXT = 48;

export type Value = string | number;

export interface Column<T> {
  title: string;
  /** What stands above this column and its neighbours of the same group. */
  group?: string;
  /** What is sorted by, searched in and exported. */
  value: (row: T) => Value;
  /** What is shown, where it is more than the value. */
  cell?: (row: T) => ComponentChildren;
  isNumber?: boolean;
  /** A class of the cell: `sql` of a statement, `code`, or `long` of a text of several lines. */
  class?: string;
}

interface Props<T> {
  /** What the rows are, for the filter's label and the file's name. */
  name: string;
  rows: T[];
  columns: Column<T>[];
  keyOf: (row: T) => string;
  empty: ComponentChildren;
  /** How many rows are shown before one asks for all. */
  first?: number;
  class?: string;
}

/** Tab-separated, as spreadsheets take it from the clipboard. */
function tabsOf<T>(rows: T[], columns: Column<T>[]): string {
  const plain = (value: Value) => String(value).replace(/[\t\r\n]+/g, " ");
  return [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => plain(column.value(row))))]
    .map((line) => line.join("\t"))
    .join("\n");
}

function csvOf<T>(rows: T[], columns: Column<T>[]): string {
  // A text that begins so would be a formula in a spreadsheet.
  const quoted = (value: Value) =>
    `"${String(value).replace(/^[=+\-@\t\r]/, (first) => (typeof value === "number" ? first : `'${first}`)).replaceAll('"', '""')}"`;
  return [columns.map((column) => quoted(column.title)), ...rows.map((row) => columns.map((column) => quoted(column.value(row))))]
    .map((line) => line.join(","))
    .join("\r\n");
}

interface Order {
  column: number;
  isDown: boolean;
}

function sorted<T>(rows: T[], columns: Column<T>[], order: Order | null): T[] {
  const value = order && columns[order.column]?.value;
  if (!value) return rows;
  const compare = (one: T, other: T) => {
    const [a, b] = [value(one), value(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
  return rows.toSorted((one, other) => (order.isDown ? compare(other, one) : compare(one, other)));
}

/** A table that sorts by each column, filters, is copied, and is exported as CSV. */
export function DataTable<T>(props: Props<T>) {
  const { columns } = props;
  const [order, setOrder] = useState<Order | null>(null);
  const [filter, setFilter] = useState("");
  const [most, setMost] = useState(props.first ?? ROWS_FIRST);
  const rows = useMemo(() => {
    const text = filter.toLowerCase();
    const found = props.rows.filter((row) => columns.some((column) => String(column.value(row)).toLowerCase().includes(text)));
    return sorted(found, columns, order);
  }, [props.rows, filter, order]);

  if (props.rows.length === 0) return <p class="empty">{props.empty}</p>;
  // Numbers begin with the most.
  const toggle = (column: number) =>
    setOrder({ column, isDown: order?.column === column ? !order.isDown : columns[column]?.isNumber === true });
  return (
    <>
      <div class="tools">
        <input
          type="search"
          placeholder={t("filter")}
          aria-label={t("filterOf", { name: props.name })}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <span class="quiet">
          {rows.length === props.rows.length ? rows.length : t("some", { found: rows.length, all: props.rows.length })}
          {rows.length > most && t("first", { n: most })}
        </span>
        <span class="spacer" />
        <CopyButton text={() => tabsOf(rows, columns)}>{t("copy")}</CopyButton>
        <button type="button" onClick={() => download(`${props.name}.csv`, "text/csv", csvOf(rows, columns))}>
          CSV
        </button>
      </div>
      <div class="scroll">
        <table class={props.class}>
          <Head columns={columns} order={order} onSort={toggle} />
          <tbody>
            {rows.slice(0, most).map((row) => (
              <tr key={props.keyOf(row)}>
                {columns.map((column, at) => (
                  <Cell key={at} column={column} row={row} isFirst={isFirstOfGroup(columns, at)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && most < ROWS_MOST && (
        <button type="button" class="more" onClick={() => setMost(ROWS_MOST)}>
          {t("showAll", { n: Math.min(rows.length, ROWS_MOST) })}
        </button>
      )}
    </>
  );
}

function isFirstOfGroup<T>(columns: Column<T>[], at: number): boolean {
  return columns[at]?.group !== columns[at - 1]?.group && at > 0;
}

function Cell<T>({ column, row, isFirst }: { column: Column<T>; row: T; isFirst: boolean }) {
  const isLong = !column.class && String(column.value(row)).length > LONG_TEXT;
  const classes = [column.isNumber && "number", column.class, isLong && "long", isFirst && "first"].filter(Boolean).join(" ");
  return (
    <td class={classes || undefined} title={column.class === "sql" ? String(column.value(row)) : undefined}>
      {column.cell ? column.cell(row) : column.value(row)}
    </td>
  );
}

function Head<T>(props: { columns: Column<T>[]; order: Order | null; onSort: (column: number) => void }) {
  const { columns, order } = props;
  const starts = columns.flatMap((_, at) => (at === 0 || isFirstOfGroup(columns, at) ? [at] : []));
  return (
    <thead>
      {columns.some((column) => column.group) && (
        <tr>
          {starts.map((start, at) => (
            <th key={start} colSpan={(starts[at + 1] ?? columns.length) - start} class={columns[start]?.group && "group"} scope="colgroup">
              {columns[start]?.group}
            </th>
          ))}
        </tr>
      )}
      <tr>
        {columns.map((column, at) => (
          <th
            key={at}
            scope="col"
            class={[column.isNumber && "number", isFirstOfGroup(columns, at) && "first"].filter(Boolean).join(" ") || undefined}
            aria-sort={order?.column === at ? (order.isDown ? "descending" : "ascending") : undefined}
          >
            <button type="button" class="sort" onClick={() => props.onSort(at)}>
              {column.title}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}
