import { useState } from "preact/hooks";
import { type Session, send } from "../api";
import { time } from "../clock";
import { CopyButton } from "../hand-over";
import { useLoaded } from "../load";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

const ROLES = ["viewer", "operator", "admin"] as const;
const DAYS_MAX = 366;
const DAYS_USUAL = 90;

interface Token {
  id: string;
  name: string;
  role: string;
  /** The only instances that it may ask about; absent, if it may ask about all. */
  instances?: string[];
  state: "valid" | "expired" | "revoked";
  created_at: string;
  created_by: string;
  expires_at: string;
  last_used_at?: string;
}

/** A token that was just made; its text is kept nowhere but here, until it is put away. */
interface MadeToken {
  token: string;
  details: Token;
}

/** The tokens of programs, for admins. */
export function TokensPage({ session }: { session: Session }) {
  return <main>{session.roles.includes("admin") ? <Tokens /> : <p class="empty">{t("adminsOnly")}</p>}</main>;
}

function Tokens() {
  const { data, error, reload } = useLoaded<Token[]>("api/v1/tokens", {}, true);
  const [failure, setFailure] = useState("");
  const revoke = (token: Token) => {
    if (!confirm(t("reallyRevoke", { name: token.name }))) return;
    send("DELETE", `api/v1/tokens/${encodeURIComponent(token.id)}`).then(
      () => {
        setFailure("");
        reload();
      },
      (refused: Error) => setFailure(refused.message),
    );
  };
  return (
    <>
      <NewToken onMade={reload} />
      <Section title={t("tokens")} note={t("tokensHow")} hasTimes error={error || failure}>
        {data && (
          <DataTable
            name="tokens"
            rows={data}
            keyOf={(token) => token.id}
            empty={t("noTokens")}
            columns={[
              { title: t("name"), value: (token) => token.name },
              { title: t("role"), value: (token) => token.role },
              { title: t("instances"), value: (token) => token.instances?.join(", ") ?? t("all") },
              {
                title: t("state"),
                value: (token) => t(token.state),
                cell: (token) => <span class={token.state === "valid" ? "good" : "quiet"}>{t(token.state)}</span>,
              },
              { title: t("expires"), value: (token) => token.expires_at, cell: (token) => time(token.expires_at) },
              {
                title: t("lastUsed"),
                value: (token) => token.last_used_at ?? "",
                cell: (token) => (token.last_used_at ? time(token.last_used_at) : t("never")),
              },
              { title: t("created"), value: (token) => token.created_at, cell: (token) => time(token.created_at) },
              { title: t("by"), value: (token) => token.created_by },
              {
                title: t("manage"),
                value: () => "",
                cell: (token) =>
                  token.state === "valid" && (
                    <button type="button" aria-label={`${t("revoke")}: ${token.name}`} onClick={() => revoke(token)}>
                      {t("revoke")}
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function NewToken({ onMade }: { onMade: () => void }) {
  const [made, setMade] = useState<MadeToken | null>(null);
  const [error, setError] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const instances = String(fields.get("instances")).split(",").map((name) => name.trim()).filter(Boolean);
    const body = {
      name: fields.get("name"),
      role: fields.get("role"),
      valid_days: Number(fields.get("days")),
      ...(instances.length > 0 && { instances }),
    };
    send<MadeToken>("POST", "api/v1/tokens", body).then(
      (answer) => {
        setMade(answer);
        setError("");
        form.reset();
        onMade();
      },
      (refused: Error) => setError(refused.message),
    );
  };
  return (
    <Section title={t("add")} note={t("addHow")} error={error}>
      <form class="fields" onSubmit={submit}>
        <label>
          {t("name")}
          <input name="name" required maxLength={100} placeholder="grafana" autocomplete="off" />
        </label>
        <label>
          {t("role")}
          <select name="role">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(role)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("instances")}
          <input name="instances" placeholder={t("all")} title={t("instancesHow")} autocomplete="off" />
        </label>
        <label>
          {t("days")}
          <input name="days" type="number" required min={1} max={DAYS_MAX} defaultValue={String(DAYS_USUAL)} />
        </label>
        <button type="submit">{t("create")}</button>
      </form>
      {made && (
        <div class="made" role="status">
          <p>{t("shownOnce", { name: made.details.name })}</p>
          <p class="tools">
            <code>{made.token}</code>
            <CopyButton text={() => made.token}>{t("copy")}</CopyButton>
            <button type="button" onClick={() => setMade(null)}>
              {t("forget")}
            </button>
          </p>
        </div>
      )}
    </Section>
  );
}
