import { time } from "../clock";
import { count, seconds } from "../format";
import { CopyButton } from "../hand-over";
import { InstancePicker } from "../instance-picker";
import { link, type Route } from "../route";
import { Section } from "../section";
import { type Column, DataTable } from "../table";
import { LiveNote, useWatched } from "../watch";
import { t } from "./text";

interface Session {
  instance: string;
  pid: number;
  user?: string;
  host?: string;
  seconds: number;
  started_at: string;
  sql_text?: string;
  /** The statement that ends it, to be run by a person. */
  kill: string;
}

interface RunningStatement extends Session {
  slow_query_id: string;
  digest_id?: string;
  db?: string;
  rows_examined: number;
  no_index: boolean;
}

interface Transaction extends Session {
  schema?: string;
  state: string;
  rows_locked: number;
  rows_modified: number;
}

/** What runs at this moment, and the command that ends it. */
export function RunningPage({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const running = useWatched<RunningStatement>("running", "api/v1/running", { instance });
  const transactions = useWatched<Transaction>("transactions", "api/v1/transactions", { instance });
  return (
    <main>
      <Section title={t("running")} note={t("runningHow")} hasTimes error={running.error} tools={<><LiveNote link={running.link} /><InstancePicker instance={instance} /></>}>
        {running.data && <Running rows={running.data} />}
      </Section>
      <Section title={t("transactions")} note={t("transactionsHow")} hasTimes error={transactions.error}>
        {transactions.data && <Transactions rows={transactions.data} />}
      </Section>
    </main>
  );
}

function since<T extends Session>(): Column<T>[] {
  return [
    { title: t("since"), value: (each) => each.started_at, cell: (each) => time(each.started_at) },
    { title: t("seconds"), isNumber: true, value: (each) => each.seconds, cell: (each) => seconds(each.seconds) },
    { title: t("instance"), value: (each) => each.instance },
    { title: t("connection"), isNumber: true, value: (each) => each.pid },
    { title: t("user"), value: (each) => `${each.user ?? ""}@${each.host ?? ""}` },
  ];
}

function statement<T extends Session>(): Column<T> {
  return { title: t("statement"), class: "sql", value: (each) => each.sql_text ?? "–" };
}

/** The command is copied, never run: to end a statement of a production server is a person's decision. */
function kill<T extends Session>(): Column<T> {
  return {
    title: t("kill"),
    value: (each) => each.kill,
    cell: (each) => (
      <CopyButton text={() => each.kill}>
        <code>{each.kill}</code>
      </CopyButton>
    ),
  };
}

function Running({ rows }: { rows: RunningStatement[] }) {
  return (
    <DataTable
      name="running"
      rows={rows}
      keyOf={(each) => each.slow_query_id}
      empty={t("noneRunning")}
      columns={[
        ...since<RunningStatement>(),
        { title: t("schema"), value: (each) => each.db ?? "–" },
        {
          title: t("examined"),
          isNumber: true,
          value: (each) => each.rows_examined,
          cell: (each) => <span class={each.no_index ? "bad" : undefined}>{count(each.rows_examined)}</span>,
        },
        statement(),
        {
          title: t("more"),
          value: () => "",
          cell: (each) => (
            <>
              <a href={link(["plan", each.slow_query_id])}>{t("plan")}</a>{" "}
              {each.digest_id && <a href={link(["digest", each.digest_id])}>{t("family")}</a>}
            </>
          ),
        },
        kill(),
      ]}
    />
  );
}

function Transactions({ rows }: { rows: Transaction[] }) {
  return (
    <DataTable
      name="transactions"
      rows={rows}
      keyOf={(each) => `${each.instance}/${each.pid}`}
      empty={t("noneOpen")}
      columns={[
        ...since<Transaction>(),
        { title: t("schema"), value: (each) => each.schema ?? "–" },
        { title: t("state"), value: (each) => each.state },
        { title: t("locked"), isNumber: true, value: (each) => each.rows_locked, cell: (each) => count(each.rows_locked) },
        { title: t("modified"), isNumber: true, value: (each) => each.rows_modified, cell: (each) => count(each.rows_modified) },
        statement(),
        kill(),
      ]}
    />
  );
}
