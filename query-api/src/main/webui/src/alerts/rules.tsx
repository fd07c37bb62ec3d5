import { useState } from "preact/hooks";
import { type AlertRule, send } from "../api";
import { bytes, rough } from "../format";
import { useLoaded } from "../load";
import { Section } from "../section";
import { type Column, DataTable } from "../table";
import { RuleForm } from "./rule-form";
import { kindOf, t } from "./rules-text";

const PATH = "api/v1/alert-rules";

/** What the collectors watch for; admins say what. */
export function Rules({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, reload } = useLoaded<AlertRule[]>(PATH);
  const [failure, setFailure] = useState("");
  const [edited, setEdited] = useState<AlertRule>();
  const change = (done: Promise<unknown>) =>
    done.then(
      () => {
        setFailure("");
        setEdited(undefined);
        reload();
        return true;
      },
      (refused: Error) => {
        setFailure(refused.message);
        return false;
      },
    );
  const put = ({ id, usual: _, ...rule }: AlertRule) => change(send("PUT", `${PATH}/${encodeURIComponent(id)}`, rule));
  const remove = (id: string) => {
    if (confirm(t("reallyDelete", { id }))) change(send("DELETE", `${PATH}/${encodeURIComponent(id)}`));
  };
  return (
    <Section title={t("rules")} note={t("rulesHow")} error={error || failure}>
      {data && (
        <DataTable
          name="rules"
          rows={data}
          keyOf={(rule) => rule.id}
          empty={t("noRules")}
          columns={[...columns(), ...(isAdmin ? [actions({ put, remove, edit: setEdited })] : [])]}
        />
      )}
      {isAdmin && <RuleForm key={edited?.id ?? ""} rule={edited} onSubmit={put} onCancel={() => setEdited(undefined)} />}
    </Section>
  );
}

function columns(): Column<AlertRule>[] {
  return [
    { title: t("rule"), value: (rule) => rule.id },
    { title: t("kind"), value: (rule) => kindOf(rule.kind) },
    { title: t("condition"), value: conditionOf },
    { title: t("severity"), value: (rule) => rule.severity },
    { title: t("instances"), class: "long", value: (rule) => rule.instances.join(", ") || t("all") },
    {
      title: t("state"),
      value: (rule) => t(rule.enabled ? "on" : "off"),
      cell: (rule) => <span class={rule.enabled ? "good" : "quiet"}>{t(rule.enabled ? "on" : "off")}</span>,
    },
  ];
}

function conditionOf(rule: AlertRule): string {
  const threshold = thresholdOf(rule);
  if (rule.for_seconds === 0) return threshold ?? t("always");
  return threshold ? `${threshold} ${t("held", { seconds: rule.for_seconds })}` : t("lasting", { seconds: rule.for_seconds });
}

/** What is held against the threshold, of a kind that has one. */
function thresholdOf({ kind, metric, comparison, threshold }: AlertRule): string | undefined {
  switch (kind) {
    case "threshold":
      return `${metric} ${t(comparison)} ${rough(threshold)}`;
    case "rate":
      return `${metric} ${t(comparison)} ${rough(threshold)} ${t("aSecond")}`;
    case "latency_regression":
      return t("times", { factor: rough(threshold) });
    case "storage_growth":
      return t("aDay", { size: bytes(threshold) });
    case "slow_query":
      return t("seconds", { seconds: rough(threshold) });
    default:
      return undefined;
  }
}

interface Actions {
  put: (rule: AlertRule) => void;
  remove: (id: string) => void;
  edit: (rule: AlertRule) => void;
}

function actions({ put, remove, edit }: Actions): Column<AlertRule> {
  return {
    title: t("manage"),
    value: () => "",
    cell: (rule) => (
      <span class="tools">
        <button type="button" aria-label={`${t(rule.enabled ? "switchOff" : "switchOn")}: ${rule.id}`} onClick={() => put({ ...rule, enabled: !rule.enabled })}>
          {t(rule.enabled ? "switchOff" : "switchOn")}
        </button>
        <button type="button" aria-label={`${t("change")}: ${rule.id}`} onClick={() => edit(rule)}>
          {t("change")}
        </button>
        {!rule.usual && (
          <button type="button" aria-label={`${t("delete")}: ${rule.id}`} onClick={() => remove(rule.id)}>
            {t("delete")}
          </button>
        )}
      </span>
    ),
  };
}
