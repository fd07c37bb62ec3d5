import { useState } from "preact/hooks";
import type { Plan, PlanChange } from "../api";
import { time } from "../clock";
import { seconds } from "../format";
import { useLoaded } from "../load";
import { link } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { PlanDiff } from "./plan-diff";
import { t } from "./text";

const CHANGES_SHOWN_FROM = "now-4w";

/** The plans of a family through time: where they changed, each one, and any two beside each other. */
export function Plans({ id, path }: { id: string; path: string }) {
  const plans = useLoaded<Plan[]>(`${path}/plans`);
  const changes = useLoaded<PlanChange[]>("api/v1/plan-changes", { digest_id: id, from: CHANGES_SHOWN_FROM });
  const planned = plans.data?.filter((plan) => textOf(plan) !== "") ?? [];
  return (
    <Section title={t("plans")} note={t("throughTime")} hasTimes error={plans.error || changes.error}>
      {changes.data?.map((change, at) => (
        <details key={change.time} open={at === 0}>
          <summary>{t(change.seen_before ? "changedBack" : "changed", { time: time(change.time), instance: change.instance })}</summary>
          <PlanDiff from={change.from_tree ?? t("noText")} to={change.to_tree ?? t("noText")} />
        </details>
      ))}
      {plans.data && <PlanTable plans={plans.data} />}
      {planned.length > 1 && <Comparison plans={planned} />}
    </Section>
  );
}

function PlanTable({ plans }: { plans: Plan[] }) {
  return (
    <DataTable
      name="plans"
      rows={plans}
      keyOf={(plan) => plan.slow_query_id}
      empty={t("noPlans")}
      columns={[
        { title: t("explained"), value: (plan) => plan.created_at, cell: (plan) => time(plan.created_at) },
        { title: t("instance"), value: (plan) => plan.instance },
        { title: t("seconds"), isNumber: true, value: (plan) => plan.time, cell: (plan) => seconds(plan.time) },
        { title: t("findings"), isNumber: true, value: (plan) => plan.findings.length },
        {
          title: t("plan"),
          value: (plan) => plan.status,
          cell: (plan) => <a href={link(["plan", plan.slow_query_id])}>{plan.status}</a>,
        },
      ]}
    />
  );
}

/** The text that is compared: the tree, else the JSON with a line for each field. */
function textOf(plan: Plan): string {
  const { tree, json } = plan.explain_result ?? {};
  if (tree) return tree;
  try {
    return json ? JSON.stringify(JSON.parse(json), null, 2) : "";
  } catch {
    return json ?? "";
  }
}

function Comparison({ plans }: { plans: Plan[] }) {
  const [older, setOlder] = useState(plans.length - 1);
  const [newer, setNewer] = useState(0);
  const choice = (label: string, value: number, choose: (at: number) => void) => (
    <select aria-label={label} value={value} onChange={(event) => choose(Number(event.currentTarget.value))}>
      {plans.map((plan, at) => (
        <option key={plan.slow_query_id} value={at}>
          {time(plan.created_at)} {plan.instance}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <p class="tools">
        <strong>{t("compare")}</strong>
        {choice(t("older"), older, setOlder)}
        {t("with")}
        {choice(t("newer"), newer, setNewer)}
      </p>
      <PlanDiff from={textOf(plans[older]!)} to={textOf(plans[newer]!)} />
    </>
  );
}
