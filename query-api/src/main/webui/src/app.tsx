import { useEffect, useState } from "preact/hooks";
import { currentSession, logIn, logOut, type Session } from "./api";
import { Keys } from "./keys";
import { LogIn } from "./log-in";
import { PAGES } from "./pages";
import { useRoute } from "./route";
import { onChange } from "./settings";
import { Shell } from "./shell";
import { t } from "./text";

/** The token of a link that logs in, `#token=…`; it is taken out of the address at once. */
function tokenOfLink(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) history.replaceState(null, "", location.pathname);
  return token;
}

// Before anything reads the page's name from the address.
const LINK_TOKEN = tokenOfLink();

export function App() {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [error, setError] = useState("");
  const [setting, setSetting] = useState(0);
  const route = useRoute();

  useEffect(() => {
    (LINK_TOKEN ? logIn(LINK_TOKEN) : currentSession()).then(setSession).catch((failure: Error) => {
      setError(failure.message);
      setSession(null);
    });
    // Every text and time is written anew in the language and zone of the settings.
    return onChange(() => setSetting((turn) => turn + 1));
  }, []);

  const page = PAGES.find((each) => each.name === (route.path[0] ?? ""));
  useEffect(() => {
    document.title = [page?.title(), "Spyhop"].filter(Boolean).join(" – ");
  }, [page, setting]);

  if (session === undefined) return null;
  if (session === null) return <LogIn error={error} onLoggedIn={setSession} />;
  return (
    <>
      <Shell session={session} route={route} onLogOut={() => logOut().then(() => setSession(null))} />
      <div key={route.path.join("/")}>
        {page?.show(route, session) ?? (
          <main>
            <p role="alert">{t("noPage")}</p>
          </main>
        )}
      </div>
      <Keys />
    </>
  );
}
