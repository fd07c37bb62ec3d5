import { time, zone, zones } from "../clock";
import { messages } from "../messages";
import { change, LANGUAGES, type Language, settings, THEMES, type Theme } from "../settings";

const t = messages({
  settings: ["Settings", "설정"],
  kept: ["of this browser; they are never sent", "이 브라우저에만 저장되며 전송되지 않습니다"],
  language: ["Language", "언어"],
  theme: ["Theme", "테마"],
  auto: ["as the system", "시스템 설정"],
  light: ["light", "밝게"],
  dark: ["dark", "어둡게"],
  zone: ["Time zone", "시간대"],
  now: ["now {time} {zone}", "지금 {time} {zone}"],
});

const LANGUAGE_NAMES: Record<Language, string> = { en: "English", ko: "한국어" };

/** The language, theme and time zone of this browser. */
export function SettingsPage() {
  const now = settings();
  return (
    <main>
      <section aria-labelledby="settings">
        <h2 id="settings">
          {t("settings")} <span class="quiet">{t("kept")}</span>
        </h2>
        <div class="fields">
          <label>
            {t("language")}
            <select value={now.language} onChange={(event) => change({ language: event.currentTarget.value as Language })}>
              {LANGUAGES.map((each) => (
                <option key={each} value={each}>
                  {LANGUAGE_NAMES[each]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("theme")}
            <select value={now.theme} onChange={(event) => change({ theme: event.currentTarget.value as Theme })}>
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {t(each)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t("zone")}
            <select value={now.zone} onChange={(event) => change({ zone: event.currentTarget.value })}>
              {zones().map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
        </div>
        <p class="quiet">{t("now", { time: time(Date.now()), zone: zone() })}</p>
      </section>
    </main>
  );
}
