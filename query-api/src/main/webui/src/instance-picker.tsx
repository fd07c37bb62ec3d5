import { useEffect } from "preact/hooks";
import type { Server } from "./api";
import { useLoaded } from "./load";
import { messages } from "./messages";
import { show, showInstead } from "./route";

const t = messages({
  instance: ["Instance", "인스턴스"],
  all: ["all instances", "모든 인스턴스"],
  choose: ["choose an instance", "인스턴스를 고르십시오"],
});

/** Chooses the instance that a page is about; it stays in the address. Where one must be, the only one is. */
export function InstancePicker({ instance, mustChoose = false }: { instance?: string; mustChoose?: boolean }) {
  const { data } = useLoaded<Server[]>("api/v1/servers");
  const only = mustChoose && !instance && data?.length === 1 ? data[0]!.instance_name : undefined;
  useEffect(() => {
    if (only) showInstead({ instance: only });
  }, [only]);
  return (
    <select aria-label={t("instance")} value={instance ?? ""} onChange={(event) => show({ instance: event.currentTarget.value || undefined })}>
      <option value="">{t(mustChoose ? "choose" : "all")}</option>
      {(data ?? []).map(({ instance_name }) => (
        <option key={instance_name}>{instance_name}</option>
      ))}
    </select>
  );
}
