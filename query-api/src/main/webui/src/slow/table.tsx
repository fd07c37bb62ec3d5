import type { ComponentChildren } from "preact";
import type { SlowQuery } from "../api";
import { count, seconds, time } from "../format";
import { link } from "../route";
import { DataTable } from "../table";

/** Slow statements; each leads to its plan and its family. */
export function SlowQueryTable(props: { rows: SlowQuery[]; empty: ComponentChildren }) {
  return (
    <DataTable
      name="slow-queries"
      rows={props.rows}
      keyOf={(slow) => slow.id}
      empty={props.empty}
      columns={[
        { title: "Start", value: (slow) => slow.start, cell: (slow) => time(slow.start) },
        {
          title: "Time",
          isNumber: true,
          value: (slow) => slow.time,
          cell: (slow) => `${seconds(slow.time)}${slow.end ? "" : " …"}`,
        },
        { title: "Instance", value: (slow) => slow.instance },
        { title: "Schema", value: (slow) => slow.db ?? "–" },
        { title: "User", value: (slow) => slow.user ?? "–" },
        {
          title: "Rows examined",
          isNumber: true,
          value: (slow) => slow.rows_examined,
          cell: (slow) => <span class={slow.no_index ? "bad" : undefined}>{count(slow.rows_examined)}</span>,
        },
        { title: "Statement", class: "sql", value: (slow) => slow.sql_text },
        {
          title: "More",
          value: () => "",
          cell: (slow) => (
            <>
              <a href={link(["plan", slow.id])}>plan</a>
              {slow.digest_id && (
                <>
                  {" "}
                  <a href={link(["digest", slow.digest_id])}>family</a>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
