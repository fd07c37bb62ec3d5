import { useState } from "preact/hooks";
import { address } from "../api";
import { time, zone } from "../clock";
import { InstancePicker } from "../instance-picker";
import { type Route, show } from "../route";
import { Section } from "../section";
import { Kept } from "./kept";
import { instantOf, weekBefore } from "./period";
import { t } from "./text";

const PRESETS = [
  ["now-1h", "lastHour"],
  ["now-1d", "lastDay"],
  ["now-7d", "lastWeek"],
  ["now-30d", "lastMonth"],
] as const;
const COMPARED = ["previous", "weekAgo", "ownBefore", "nothing"] as const;
const DAY_MILLIS = 86_400_000;
/** As inputs of dates and times want them: up to the minute. */
const MINUTES = 16;

/** Reports that are asked for here, and those that were made by schedule. */
export function ReportsPage({ route }: { route: Route }) {
  return (
    <main>
      <NewReport route={route} />
      <Kept id={route.path[1]} />
    </main>
  );
}

/** The days before now, as a local time of the zone in the settings. */
function daysAgo(days: number): string {
  return time(Date.now() - days * DAY_MILLIS).replace(" ", "T").slice(0, MINUTES);
}

function NewReport({ route }: { route: Route }) {
  const instance = route.query.get("instance") ?? undefined;
  const preset = route.query.get("period") ?? "now-1d";
  const compared = route.query.get("compare") ?? "previous";
  const [from, setFrom] = useState(daysAgo(1));
  const [to, setTo] = useState(daysAgo(0));
  const [beforeFrom, setBeforeFrom] = useState(daysAgo(2));
  const isOwn = preset === "own";
  const isWrong = isOwn && !(from < to);

  const start = isOwn && from ? instantOf(from) : preset;
  const link = (format: string) =>
    address("api/v1/report", {
      format,
      instance,
      from: start,
      to: isOwn && to ? instantOf(to) : "now",
      compare: compared === "nothing" ? "none" : undefined,
      before_from: compared === "weekAgo" ? weekBefore(start) : compared === "ownBefore" && beforeFrom ? instantOf(beforeFrom) : undefined,
      time_zone: zone(),
    });

  return (
    <Section title={t("make")} note={t("makeHow")} error={isWrong ? t("wrongTimes") : ""}>
      <div class="fields">
        <label>
          {t("server")}
          <InstancePicker instance={instance} />
        </label>
        <label>
          {t("period")}
          <select value={preset} onChange={(event) => show({ period: event.currentTarget.value })}>
            {PRESETS.map(([value, title]) => (
              <option key={value} value={value}>
                {t(title)}
              </option>
            ))}
            <option value="own">{t("own")}</option>
          </select>
        </label>
        {isOwn && <Moment title={t("from")} value={from} onChange={setFrom} />}
        {isOwn && <Moment title={t("to")} value={to} onChange={setTo} />}
        <label>
          {t("compare")}
          <select value={compared} onChange={(event) => show({ compare: event.currentTarget.value })}>
            {COMPARED.map((each) => (
              <option key={each} value={each}>
                {t(each)}
              </option>
            ))}
          </select>
        </label>
        {compared === "ownBefore" && <Moment title={t("beforeFrom")} value={beforeFrom} onChange={setBeforeFrom} />}
      </div>
      {!isWrong && (
        <p class="tools">
          <a class="button" href={link("html")} target="_blank" rel="noopener">
            {t("open")}
          </a>
          <Downloads link={link} name="spyhop-report" />
        </p>
      )}
      <p class="quiet">{t("times", { zone: zone() })}</p>
    </Section>
  );
}

function Moment(props: { title: string; value: string; onChange: (value: string) => void }) {
  return (
    <label>
      {props.title}
      <input type="datetime-local" required value={props.value} onInput={(event) => props.onChange(event.currentTarget.value)} />
    </label>
  );
}

const FORMATS = [
  ["html", "HTML", "html"],
  ["markdown", "Markdown", "md"],
  ["json", "JSON", "json"],
] as const;

/** A link for each format that there is. */
export function Downloads({ link, name, formats }: { link: (format: string) => string; name: string; formats?: string[] }) {
  return (
    <>
      {FORMATS.filter(([format]) => formats?.includes(format) ?? true).map(([format, title, extension]) => (
        <a key={format} class="button" href={link(format)} download={`${name}.${extension}`}>
          ↓ {title}
        </a>
      ))}
    </>
  );
}
