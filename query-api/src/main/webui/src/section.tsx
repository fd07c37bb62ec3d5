import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { zone } from "./clock";
import { t } from "./text";

interface Props {
  title: ComponentChildren;
  /** What is said beside the title; the time zone, where the section shows times. */
  note?: ComponentChildren;
  hasTimes?: boolean;
  /** What the service answered instead of what is shown here. */
  error?: string;
  /** What stands on the right of the title. */
  tools?: ComponentChildren;
  children?: ComponentChildren;
}

/** A framed part of a page under its title. */
export function Section({ title, note, hasTimes, error, tools, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div class="tools">
        <h2 id={id}>
          {title}{" "}
          <span class="quiet">
            {note}
            {note && hasTimes && "; "}
            {hasTimes && t("timesIn", { zone: zone() })}
          </span>
        </h2>
        {tools}
      </div>
      {error && <p role="alert">{error}</p>}
      {children}
    </section>
  );
}
