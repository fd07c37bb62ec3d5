import { useMemo, useState } from "preact/hooks";
import { address, type Plan } from "../api";
import { seconds, time } from "../format";
import { useLoaded } from "../load";
import { link, type Route } from "../route";
import { parsePlan, type PlanNode } from "./parse";
import { PlanTree } from "./tree";

/** One stored plan, or one that is pasted. */
export function PlanPage({ route }: { route: Route }) {
  const id = route.path[1];
  const pid = route.query.get("pid") ?? undefined;
  return <main>{id || pid ? <StoredPlan id={id} pid={pid} /> : <PastedPlan />}</main>;
}

function StoredPlan({ id, pid }: { id?: string; pid?: string }) {
  const { data: plan, error } = useLoaded<Plan>("api/v1/plan", { slow_query_id: id, pid });
  if (error) return <p role="alert">{error}</p>;
  if (!plan) return null;
  const { json, tree } = plan.explain_result ?? {};
  return (
    <>
      <section aria-labelledby="statement">
        <h2 id="statement">
          Plan of a slow query{" "}
          <span class="quiet">
            {plan.instance} · {plan.db ?? "no schema"} · {plan.user ?? "–"} · {seconds(plan.time)} · explained{" "}
            {time(plan.created_at)} UTC
          </span>
        </h2>
        <pre tabIndex={0}>{plan.sql_text}</pre>
        <p class="tools">
          {plan.digest_id && <a href={link(["digest", plan.digest_id])}>Its statement family</a>}
          <a href={address("api/mysql_explain/download", { pid: plan.pid })} download>
            Markdown
          </a>
        </p>
      </section>
      {plan.findings.length > 0 && (
        <section aria-labelledby="findings">
          <h2 id="findings">Findings</h2>
          <ul class="findings">
            {plan.findings.map((finding) => (
              <li key={`${finding.rule}${finding.table}`}>
                <strong>
                  {finding.rule.replaceAll("_", " ")}
                  {finding.table && ` on ${finding.table}`}
                </strong>
                : {finding.evidence} <span class="quiet">{finding.suggestion}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {plan.explain_result?.error && <p role="alert">{plan.explain_result.error}</p>}
      <Drawing texts={[json, tree].filter((text) => text !== undefined)} />
    </>
  );
}

function PastedPlan() {
  const [text, setText] = useState("");
  return (
    <>
      <section aria-labelledby="paste">
        <h2 id="paste">
          Draw a plan <span class="quiet">EXPLAIN FORMAT=JSON, FORMAT=TREE or ANALYZE; it stays in this page</span>
        </h2>
        <textarea
          aria-label="The plan's text"
          rows={8}
          value={text}
          placeholder={"-> Nested loop inner join  (cost=4.5 rows=10)\n    -> Table scan on o  (cost=1.2 rows=10)"}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </section>
      {text.trim() && <Drawing texts={[text]} />}
    </>
  );
}

function drawn(text: string): PlanNode | Error {
  try {
    return parsePlan(text);
  } catch (failure) {
    return failure as Error;
  }
}

/** The forms of one plan: the first is drawn, each can be read as it is. */
function Drawing({ texts }: { texts: string[] }) {
  const [shown, setShown] = useState(0);
  const [isRaw, setRaw] = useState(false);
  const text = texts[shown] ?? texts[0];
  const plan = useMemo(() => (text === undefined ? null : drawn(text)), [text]);
  if (text === undefined || plan === null) return null;
  return (
    <section aria-labelledby="plan">
      <div class="tools">
        <h2 id="plan">Plan</h2>
        <span class="spacer" />
        {texts.length > 1 &&
          texts.map((each, at) => (
            <button key={at} type="button" aria-pressed={at === shown} onClick={() => setShown(at)}>
              {each.trimStart().startsWith("{") ? "JSON" : "TREE"}
            </button>
          ))}
        <button type="button" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          Text
        </button>
        <button type="button" onClick={() => navigator.clipboard.writeText(text)}>
          Copy
        </button>
      </div>
      {isRaw || plan instanceof Error ? (
        <>
          {plan instanceof Error && <p role="alert">It cannot be drawn: {plan.message}</p>}
          <pre tabIndex={0}>{text}</pre>
        </>
      ) : (
        <PlanTree plan={plan} />
      )}
    </section>
  );
}
