import { useState } from "preact/hooks";
import { type Annotation, type Server, send } from "../api";
import { time } from "../clock";
import { useLoaded } from "../load";
import type { Range } from "../route";
import { Section } from "../section";
import { DataTable } from "../table";
import { t } from "./text";

const PATH = "api/v1/annotations";
const LISTED_MAX = 1000;
const BY_PEOPLE = ["deployment", "note"] as const;

/** What people did and what happened to servers; operators say here what they did. */
export function Happened({ range, isOperator }: { range: Range; isOperator: boolean }) {
  const { data, error, reload } = useLoaded<Annotation[]>(PATH, { ...range, limit: LISTED_MAX }, true);
  const [failure, setFailure] = useState("");
  const change = (done: Promise<unknown>) =>
    done.then(
      () => {
        setFailure("");
        reload();
        return true;
      },
      (refused: Error) => {
        setFailure(refused.message);
        return false;
      },
    );
  return (
    <Section title={t("happened")} note={t("happenedHow")} hasTimes error={error || failure}>
      {isOperator && <NewMark onMade={(body) => change(send("POST", PATH, body))} />}
      {data && (
        <DataTable
          name="happened"
          rows={data.filter((mark) => mark.kind !== "plan_changed")}
          keyOf={(mark) => mark.id}
          empty={t("noChanges")}
          columns={[
            { title: t("time"), value: (mark) => mark.time, cell: (mark) => time(mark.time) },
            { title: t("instance"), value: (mark) => mark.instance ?? t("onAll") },
            { title: t("kind"), value: (mark) => mark.kind.replaceAll("_", " ") },
            { title: t("what"), class: "long", value: (mark) => mark.title },
            { title: t("detail"), class: "long", value: (mark) => mark.text ?? "–" },
            ...(isOperator
              ? [
                  {
                    title: t("manage"),
                    value: () => "",
                    cell: (mark: Annotation) =>
                      BY_PEOPLE.some((kind) => kind === mark.kind) && (
                        <button
                          type="button"
                          aria-label={`${t("takeBack")}: ${mark.title}`}
                          onClick={() => change(send("DELETE", `${PATH}/${mark.id}`))}
                        >
                          {t("takeBack")}
                        </button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}

function NewMark({ onMade }: { onMade: (body: object) => Promise<boolean> }) {
  const { data } = useLoaded<Server[]>("api/v1/servers");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    onMade(Object.fromEntries(given)).then((isMade) => isMade && form.reset());
  };
  return (
    <form class="fields" onSubmit={submit}>
      <label>
        {t("title")}
        <input name="title" required maxLength={200} placeholder="shop v42" autocomplete="off" />
      </label>
      <label>
        {t("detail")}
        <input name="text" maxLength={2000} autocomplete="off" />
      </label>
      <label>
        {t("kind")}
        <select name="kind">
          {BY_PEOPLE.map((kind) => (
            <option key={kind} value={kind}>
              {t(kind)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("instance")}
        <select name="instance">
          <option value="">{t("onAll")}</option>
          {(data ?? []).map(({ instance_name }) => (
            <option key={instance_name}>{instance_name}</option>
          ))}
        </select>
      </label>
      <label>
        {t("at")}
        <input name="time" defaultValue="now" autocomplete="off" />
      </label>
      <button type="submit">{t("mark")}</button>
    </form>
  );
}
