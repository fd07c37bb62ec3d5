import { useState } from "preact/hooks";
import { type Server, type Session, send } from "../api";
import { time, zone } from "../clock";
import { useLoaded } from "../load";
import { link } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { Topology } from "./topology";
import { t } from "./text";

/** The registered instances, how each is watched, and their management. */
export function InstancesPage({ session }: { session: Session }) {
  const { data, error, reload } = useLoaded<Server[]>("api/v1/servers", {}, true);
  const [failure, setFailure] = useState("");
  const isAdmin = session.roles.includes("admin");

  const remove = (name: string) => {
    if (!confirm(t("reallyRemove", { name }))) return;
    send("DELETE", `api/instance_setup/delete_instance?instance_name=${encodeURIComponent(name)}`).then(
      () => {
        setFailure("");
        reload();
      },
      (refused: Error) => setFailure(refused.message),
    );
  };

  return (
    <main>
      <Section title={t("instances")} note={t("howWatched")} hasTimes error={error || failure}>
        {data && (
          <DataTable
            name="instances"
            rows={data}
            keyOf={(server) => server.instance_name}
            empty={t(isAdmin ? "noneAdmin" : "none")}
            columns={[
              {
                title: t("name"),
                value: (server) => server.instance_name,
                cell: (server) => <a href={link(["load"], { instance: server.instance_name })}>{server.instance_name}</a>,
              },
              { title: t("address"), class: "code", value: (server) => `${server.host}:${server.port}` },
              { title: t("environment"), value: (server) => server.environment },
              { title: t("cluster"), value: (server) => server.cluster_name ?? "–" },
              { title: t("state"), value: (server) => t(server.state), cell: (server) => <State server={server} /> },
              { title: t("version"), value: (server) => server.version ?? "–" },
              { title: t("wrong"), class: "long", value: (server) => server.error ?? "", cell: (server) => <Faults server={server} /> },
              ...(isAdmin
                ? [
                    {
                      title: t("manage"),
                      value: () => "",
                      cell: (server: Server) => (
                        <button type="button" onClick={() => remove(server.instance_name)}>
                          {t("remove")}
                        </button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      <Topology />
      {isAdmin && <NewInstance onAdded={reload} />}
    </main>
  );
}

function State({ server }: { server: Server }) {
  const kind = server.state === "watched" ? "good" : server.state === "failing" || server.state === "unusable" ? "bad" : "quiet";
  return (
    <span class={kind} title={server.since && t("since", { time: time(server.since), zone: zone() })}>
      {t(server.state)}
    </span>
  );
}

function Faults({ server }: { server: Server }) {
  const faults = [
    ...(server.error ? [{ task: "connection", error: server.error, remedy: server.remedy ?? "" }] : []),
    ...server.limits,
  ];
  return (
    <>
      {faults.map((fault) => (
        <div key={fault.task}>
          <span class="bad">{fault.error}</span> {fault.remedy && <code>{fault.remedy}</code>}
        </div>
      ))}
    </>
  );
}

const FIELDS = [
  ["instance_name", "name", "orders-1", "text"],
  ["host", "host", "orders-1.example.com", "text"],
  ["port", "port", "3306", "number"],
  ["user", "user", "spyhop", "text"],
  ["password", "password", "", "password"],
  ["environment", "environment", "DEV", "text"],
  ["cluster_name", "cluster", "", "text"],
  ["region", "region", "ap-northeast-2", "text"],
] as const;
const REQUIRED = new Set(["instance_name", "host", "user", "password"]);

function NewInstance({ onAdded }: { onAdded: () => void }) {
  const [message, setMessage] = useState("");
  const [error, setError] = useState("");

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const body = Object.fromEntries(
      [...new FormData(form)]
        .filter(([, value]) => value !== "")
        .map(([name, value]) => [name, name === "port" ? Number(value) : value]),
    );
    send<{ message: string }>("POST", "api/instance_setup/add_instance", body).then(
      (answer) => {
        setMessage(answer.message);
        setError("");
        form.reset();
        onAdded();
      },
      (refused: Error) => {
        setMessage("");
        setError(refused.message);
      },
    );
  };

  return (
    <Section title={t("addOne")} note={t("addHow")} error={error}>
      <form class="fields" onSubmit={submit}>
        {FIELDS.map(([name, label, example, type]) => (
          <label key={name}>
            {t(label)}
            <input
              name={name}
              placeholder={example}
              required={REQUIRED.has(name)}
              autocomplete="off"
              {...({ type } as { type: "text" })}
            />
          </label>
        ))}
        <button type="submit">{t("add")}</button>
      </form>
      {message && <p role="status">{message}.</p>}
    </Section>
  );
}
