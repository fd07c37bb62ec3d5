import { useEffect, useState } from "preact/hooks";
import type { Plan } from "../api";
import { time, zone } from "../clock";
import { seconds } from "../format";
import { useLoaded } from "../load";
import { link, type Route } from "../route";
import { Drawing } from "./drawing";
import { unpacked } from "./share";
import { t } from "./text";

/** One stored plan, or one that is pasted or came with a link. */
export function PlanPage({ route }: { route: Route }) {
  const id = route.path[1];
  const pid = route.query.get("pid") ?? undefined;
  const text = route.query.get("text") ?? undefined;
  return <main>{id || pid ? <StoredPlan id={id} pid={pid} /> : <PastedPlan packed={text} />}</main>;
}

function StoredPlan({ id, pid }: { id?: string; pid?: string }) {
  const { data: plan, error } = useLoaded<Plan>("api/v1/plan", { slow_query_id: id, pid });
  if (error) return <p role="alert">{error}</p>;
  if (!plan) return null;
  const { json, tree, error: refusal } = plan.explain_result ?? {};
  const texts = [json, tree].filter((text) => text !== undefined);
  return (
    <>
      <section aria-labelledby="statement">
        <h2 id="statement">
          {t("slowQuery")}{" "}
          <span class="quiet">
            {plan.instance} · {plan.db ?? t("noSchema")} · {plan.user ?? "–"} · {seconds(plan.time)} ·{" "}
            {t("explained", { time: time(plan.created_at), zone: zone() })}
          </span>
        </h2>
        <pre tabIndex={0}>{plan.sql_text}</pre>
        {plan.digest_id && (
          <p class="tools">
            <a href={link(["digest", plan.digest_id])}>{t("family")}</a>
          </p>
        )}
      </section>
      {plan.findings.length > 0 && <Findings plan={plan} />}
      {refusal && <p role="alert">{refusal}</p>}
      {texts.length > 0 && <Drawing texts={texts} statement={plan.sql_text} link={location.href} />}
    </>
  );
}

function Findings({ plan }: { plan: Plan }) {
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t("findings")}</h2>
      <ul class="findings">
        {plan.findings.map((finding) => (
          <li key={`${finding.rule}${finding.table}`}>
            <strong>
              {finding.rule.replaceAll("_", " ")}
              {finding.table && ` · ${finding.table}`}
            </strong>
            : {finding.evidence} <span class="quiet">{finding.suggestion}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PastedPlan({ packed }: { packed?: string }) {
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  useEffect(() => {
    if (!packed) return;
    unpacked(packed).then(setText, (failure: Error) => setError(t("brokenLink", { reason: failure.message })));
  }, [packed]);
  return (
    <>
      <section aria-labelledby="paste">
        <h2 id="paste">
          {t("paste")} <span class="quiet">{t("pasteHow")}</span>
        </h2>
        {error && <p role="alert">{error}</p>}
        <textarea
          aria-label={t("pasteLabel")}
          rows={text ? 4 : 10}
          value={text}
          placeholder={"-> Nested loop inner join  (cost=4.5 rows=10)\n    -> Table scan on o  (cost=1.2 rows=10)"}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {!text.trim() && <p class="empty">{t("pasteEmpty")}</p>}
      </section>
      {text.trim() && <Drawing texts={[text]} />}
    </>
  );
}
