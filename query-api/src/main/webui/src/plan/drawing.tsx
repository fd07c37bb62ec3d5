import { useMemo, useState } from "preact/hooks";
import { CopyButton, download } from "../hand-over";
import { percent } from "../format";
import { PlanGraph } from "./graph";
import { markdownOf } from "./markdown";
import { all, type PlanNode } from "./node";
import { isJson, parsePlan } from "./parse";
import { packed } from "./share";
import { t } from "./text";
import { PlanTree } from "./tree";
import { warningsOf } from "./warnings";

type Form = "tree" | "graph" | "raw";

function drawn(text: string): PlanNode | Error {
  try {
    return parsePlan(text);
  } catch (failure) {
    return failure as Error;
  }
}

interface Props {
  /** The forms in which the server told this one plan; the first is drawn. */
  texts: string[];
  statement?: string;
  /** Where the link leads, instead of holding the plan itself. */
  link?: string;
}

/** A plan as a tree, a graph or its text, with what stands out in it. */
export function Drawing({ texts, statement, link }: Props) {
  const [at, setAt] = useState(0);
  const [form, setForm] = useState<Form>("tree");
  const text = texts[at] ?? texts[0] ?? "";
  const plan = useMemo(() => drawn(text), [text]);
  const linkTo = async () => {
    if (link) return link;
    const plan = await packed(text);
    return plan && `${location.href.split("#")[0]}#/plan?text=${plan}`;
  };
  return (
    <section aria-labelledby="plan">
      <div class="tools">
        <h2 id="plan">
          {t("plan")} {!(plan instanceof Error) && <span class="quiet">{t("steps", { n: all(plan).length })}</span>}
        </h2>
        {(["tree", "graph", "raw"] as const).map((each) => (
          <button key={each} type="button" aria-pressed={each === form} onClick={() => setForm(each)}>
            {t(each)}
          </button>
        ))}
        <span class="spacer" />
        {texts.length > 1 &&
          texts.map((each, index) => (
            <button key={index} type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
              {isJson(each) ? "JSON" : "TREE"}
            </button>
          ))}
        <CopyButton text={() => text}>{t("copy")}</CopyButton>
        {!(plan instanceof Error) && (
          <button type="button" onClick={() => download("plan.md", "text/markdown", markdownOf(plan, text, statement))}>
            {t("markdown")}
          </button>
        )}
        <CopyButton text={linkTo} refusal={t("tooLong")}>
          {t("share")}
        </CopyButton>
      </div>
      {plan instanceof Error && <p role="alert">{t("notDrawn", { reason: plan.message })}</p>}
      {form === "raw" || plan instanceof Error ? <pre tabIndex={0}>{text}</pre> : <Steps key={text} plan={plan} form={form} />}
    </section>
  );
}

function Steps({ plan, form }: { plan: PlanNode; form: "tree" | "graph" }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const warnings = useMemo(() => warningsOf(plan), [plan]);
  const warned = new Set(warnings.map(({ node }) => node.key));
  const choose = (key: string) => setChosen(key === chosen ? null : key);
  const node = all(plan).find((each) => each.key === chosen);
  const View = form === "tree" ? PlanTree : PlanGraph;
  return (
    <div class="plan-view">
      <div class="plan-steps">
        <View plan={plan} warned={warned} chosen={chosen} onChoose={choose} />
      </div>
      <aside aria-label={t("step")}>
        {node ? <Details node={node} /> : <p class="quiet">{t("choose")}</p>}
        <h3>{t("warnings")}</h3>
        {warnings.length === 0 && <p class="quiet">{t("noWarnings")}</p>}
        <ul class="findings">
          {warnings.map((warning) => (
            <li key={warning.node.key + warning.title}>
              <button type="button" class="step" onClick={() => setChosen(warning.node.key)}>
                <strong>{warning.title}</strong>: {warning.evidence}
              </button>
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}

function Details({ node }: { node: PlanNode }) {
  return (
    <div aria-live="polite">
      <h3>{node.label}</h3>
      {node.timeShare !== undefined && <p class="quiet">{t("shareOfTime", { percent: percent(node.timeShare) })}</p>}
      {node.costShare !== undefined && <p class="quiet">{t("shareOfCost", { percent: percent(node.costShare) })}</p>}
      {node.details.length === 0 && <p class="quiet">{t("nothingMore")}</p>}
      <dl>
        {node.details.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </div>
  );
}
