import { useEffect, useRef } from "preact/hooks";
import { PAGES } from "./pages";
import { link } from "./route";
import { t } from "./text";

const GO_MILLIS = 1_500;

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
}

/** The keys that work on every page, and the dialog that lists them. */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let goUntil = 0;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Date.now() < goUntil ? PAGES.find((each) => each.letter === event.key) : undefined;
      goUntil = event.key === "g" ? Date.now() + GO_MILLIS : 0;
      if (page) {
        location.hash = link(page.name ? [page.name] : []);
      } else if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLElement>("main input[type=search]")?.focus();
      } else if (event.key === "?") {
        if (dialog.current?.open) dialog.current.close();
        else dialog.current?.showModal();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="keys">
      <h2 id="keys">
        {t("keys")} <span class="quiet">{t("keysHow")}</span>
      </h2>
      <dl>
        {PAGES.filter((page) => page.letter).map((page) => (
          <>
            <dt>
              <kbd>g</kbd> <kbd>{page.letter}</kbd>
            </dt>
            <dd>{page.title()}</dd>
          </>
        ))}
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>{t("keySearch")}</dd>
      </dl>
      <form method="dialog">
        <button>{t("close")}</button>
      </form>
    </dialog>
  );
}
