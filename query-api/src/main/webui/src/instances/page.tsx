import { useState } from "preact/hooks";
import { type Server, type Session, send } from "../api";
import { time } from "../format";
import { useLoaded } from "../load";
import { link } from "../route";
import { DataTable } from "../table";

/** The registered instances, how each is watched, and their management. */
export function InstancesPage({ session }: { session: Session }) {
  const { data, error, reload } = useLoaded<Server[]>("api/v1/servers", {}, true);
  const [failure, setFailure] = useState("");
  const isAdmin = session.roles.includes("admin");

  const remove = (name: string) => {
    if (!confirm(`Stop watching ${name}? What was stored of it stays until it expires.`)) return;
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
      <section aria-labelledby="instances">
        <h2 id="instances">
          Instances <span class="quiet">and how each is watched; times in UTC</span>
        </h2>
        {(error || failure) && <p role="alert">{error || failure}</p>}
        {data && (
          <DataTable
            name="instances"
            rows={data}
            keyOf={(server) => server.instance_name}
            empty={isAdmin ? "None yet. Add the first below." : "None yet. An admin adds them here."}
            columns={[
              {
                title: "Name",
                value: (server) => server.instance_name,
                cell: (server) => <a href={link(["load"], { instance: server.instance_name })}>{server.instance_name}</a>,
              },
              { title: "Address", class: "code", value: (server) => `${server.host}:${server.port}` },
              { title: "Environment", value: (server) => server.environment },
              { title: "Cluster", value: (server) => server.cluster_name ?? "–" },
              { title: "State", value: (server) => server.state, cell: (server) => <State server={server} /> },
              { title: "Version", value: (server) => server.version ?? "–" },
              { title: "What is wrong, and what mends it", value: (server) => server.error ?? "", cell: (server) => <Faults server={server} /> },
              ...(isAdmin
                ? [
                    {
                      title: "Manage",
                      value: () => "",
                      cell: (server: Server) => (
                        <button type="button" onClick={() => remove(server.instance_name)}>
                          Remove
                        </button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </section>
      {isAdmin && <NewInstance onAdded={reload} />}
    </main>
  );
}

function State({ server }: { server: Server }) {
  const kind = server.state === "watched" ? "good" : server.state === "failing" || server.state === "unusable" ? "bad" : "quiet";
  return (
    <span class={kind} title={server.since && `since ${time(server.since)} UTC`}>
      {server.state}
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
  ["instance_name", "Name", "orders-1", "text"],
  ["host", "Host", "orders-1.example.com", "text"],
  ["port", "Port", "3306", "number"],
  ["user", "User", "spyhop", "text"],
  ["password", "Password", "", "password"],
  ["environment", "Environment", "DEV", "text"],
  ["cluster_name", "Cluster", "", "text"],
  ["region", "Region", "ap-northeast-2", "text"],
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
    <section aria-labelledby="add">
      <h2 id="add">
        Add an instance <span class="quiet">or replace the one of the same name; the password is stored encrypted and never shown</span>
      </h2>
      <form class="fields" onSubmit={submit}>
        {FIELDS.map(([name, label, example, type]) => (
          <label key={name}>
            {label}
            <input
              name={name}
              placeholder={example}
              required={REQUIRED.has(name)}
              autocomplete="off"
              {...({ type } as { type: "text" })}
            />
          </label>
        ))}
        <button type="submit">Add</button>
      </form>
      {message && <p role="status">{message}.</p>}
      {error && <p role="alert">{error}</p>}
    </section>
  );
}
