import { useEffect, useRef, useState } from "preact/hooks";
import type { AlertRule, Server } from "../api";
import { useLoaded } from "../load";
import { KINDS, kindOf, t } from "./rules-text";

const SEVERITIES = ["info", "warning", "critical"] as const;
const COMPARISONS = ["above", "below"] as const;
/** The kinds that are about a status variable. */
const OF_METRIC = ["threshold", "rate"];
/** The kinds that hold nothing against the threshold. */
const WITHOUT_THRESHOLD = ["plan_changed", "event_failed", "event_missed", "event_overrun", "replication_stopped", "instance_failing"];

interface Props {
  /** The rule to change; none for a new one. */
  rule?: AlertRule;
  onSubmit: (rule: AlertRule) => Promise<boolean>;
  onCancel: () => void;
}

/** A new rule, or one that is made anew. */
export function RuleForm({ rule, onSubmit, onCancel }: Props) {
  const servers = useLoaded<Server[]>("api/v1/servers");
  const [kind, setKind] = useState(rule?.kind ?? "threshold");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (rule) form.current?.scrollIntoView({ block: "nearest" });
  }, [rule]);
  const title = rule ? t("changeRule", { id: rule.id }) : t("newRule");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = event.currentTarget as HTMLFormElement;
    onSubmit(ruleOf(new FormData(given), kind, rule)).then((isMade) => isMade && given.reset());
  };
  return (
    <form ref={form} class="fields" aria-label={title} onSubmit={submit}>
      <h3>{title}</h3>
      <label>
        {t("rule")}
        <input name="id" required pattern="[a-z0-9][a-z0-9_\-]*" maxLength={64} placeholder="busy" defaultValue={rule?.id} readOnly={!!rule} autocomplete="off" />
      </label>
      <label>
        {t("kind")}
        <select value={kind} disabled={rule?.usual} onChange={(event) => setKind(event.currentTarget.value)}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {kindOf(each)}
            </option>
          ))}
        </select>
      </label>
      {OF_METRIC.includes(kind) && (
        <>
          <label>
            {t("metric")}
            <input name="metric" required pattern="[A-Za-z][A-Za-z0-9_]*" maxLength={64} placeholder="Threads_running" defaultValue={rule?.metric} autocomplete="off" />
          </label>
          <label>
            {t("comparison")}
            <select name="comparison">
              {COMPARISONS.map((each) => (
                <option key={each} value={each} selected={each === rule?.comparison}>
                  {t(each)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {!WITHOUT_THRESHOLD.includes(kind) && (
        <label>
          {t(thresholdName(kind))}
          <input name="threshold" type="number" step="any" required defaultValue={rule?.threshold} />
        </label>
      )}
      <label>
        {t("forSeconds")}
        <input name="for_seconds" type="number" min={0} max={604800} defaultValue={rule?.for_seconds ?? 0} />
      </label>
      <label>
        {t("holdOffSeconds")}
        <input name="hold_off_seconds" type="number" min={0} max={604800} defaultValue={rule?.hold_off_seconds ?? 3600} />
      </label>
      <label>
        {t("severity")}
        <select name="severity">
          {SEVERITIES.map((each) => (
            <option key={each} selected={each === (rule?.severity ?? "warning")}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("instancesHow")}
        <select name="instances" multiple size={2}>
          {(servers.data ?? []).map(({ instance_name: name }) => (
            <option key={name} selected={rule?.instances.includes(name)}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t(rule ? "save" : "add")}</button>
      {rule && (
        <button type="button" onClick={onCancel}>
          {t("cancel")}
        </button>
      )}
    </form>
  );
}

function thresholdName(kind: string) {
  if (kind === "latency_regression") return "factor";
  if (kind === "storage_growth") return "bytesADay";
  return kind === "slow_query" ? "secondsLong" : "threshold";
}

/** What the form says; what it has no field for stays as it is. */
function ruleOf(form: FormData, kind: string, rule?: AlertRule): AlertRule {
  const number = (name: string, other: number) => Number(form.get(name) || other);
  return {
    usual: false,
    enabled: true,
    resolve_after_seconds: 300,
    channels: [],
    ...rule,
    id: String(form.get("id")),
    kind,
    metric: OF_METRIC.includes(kind) ? String(form.get("metric")) : undefined,
    comparison: form.get("comparison") === "below" ? "below" : "above",
    threshold: number("threshold", 0),
    for_seconds: number("for_seconds", 0),
    hold_off_seconds: number("hold_off_seconds", 0),
    severity: String(form.get("severity")) as AlertRule["severity"],
    instances: form.getAll("instances").map(String),
  };
}
