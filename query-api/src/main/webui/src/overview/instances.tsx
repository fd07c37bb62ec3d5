import type { Instance } from "../api";
import { link } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

export function Instances(props: { instances: Instance[] }) {
  return (
    <Section title={t("instances")}>
      <DataTable
        name="instances"
        rows={props.instances}
        keyOf={(instance) => instance.instance_name}
        empty={
          <>
            {t("noInstances")} <a href={link(["instances"])}>{t("addOne")}</a>
          </>
        }
        columns={[
          {
            title: t("name"),
            value: (instance) => instance.instance_name,
            cell: (instance) => <a href={link(["load"], { instance: instance.instance_name })}>{instance.instance_name}</a>,
          },
          { title: t("address"), class: "code", value: (instance) => `${instance.host}:${instance.port}` },
          { title: t("environment"), value: (instance) => instance.environment },
          { title: t("cluster"), value: (instance) => instance.cluster_name ?? "–" },
        ]}
      />
    </Section>
  );
}
