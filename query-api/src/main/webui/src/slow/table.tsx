import type { ComponentChildren } from "preact";
import type { SlowQuery } from "../api";
import { time } from "../clock";
import { count, seconds } from "../format";
import { link } from "../route";
import { DataTable } from "../table";
import { t } from "./text";

/** Slow statements; each leads to its plan and its family. */
export function SlowQueryTable(props: { rows: SlowQuery[]; empty: ComponentChildren; first?: number }) {
  return (
    <DataTable
      name="slow-queries"
      rows={props.rows}
      keyOf={(slow) => slow.id}
      empty={props.empty}
      first={props.first}
      columns={[
        { title: t("start"), value: (slow) => slow.start, cell: (slow) => time(slow.start) },
        {
          title: t("time"),
          isNumber: true,
          value: (slow) => slow.time,
          cell: (slow) => `${seconds(slow.time)}${slow.end ? "" : " …"}`,
        },
        { title: t("instance"), value: (slow) => slow.instance },
        { title: t("schema"), value: (slow) => slow.db ?? "–" },
        { title: t("user"), value: (slow) => slow.user ?? "–" },
        {
          title: t("rowsExamined"),
          isNumber: true,
          value: (slow) => slow.rows_examined,
          cell: (slow) => <span class={slow.no_index ? "bad" : undefined}>{count(slow.rows_examined)}</span>,
        },
        { title: t("statement"), class: "sql", value: (slow) => slow.sql_text },
        {
          title: t("more"),
          value: () => "",
          cell: (slow) => (
            <>
              <a href={link(["plan", slow.id])}>{t("plan")}</a>
              {slow.digest_id && (
                <>
                  {" "}
                  <a href={link(["digest", slow.digest_id])}>{t("family")}</a>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
