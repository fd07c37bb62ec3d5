import { useEffect, useState } from "preact/hooks";
import { currentSession, logIn, logOut, type Session } from "./api";
import { LogIn } from "./log-in";
import { OverviewPage } from "./overview/page";

/** The token of a link that logs in, `#token=…`; it is taken out of the address at once. */
function tokenOfLink(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) history.replaceState(null, "", location.pathname);
  return token;
}

export function App() {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [error, setError] = useState("");

  useEffect(() => {
    const token = tokenOfLink();
    (token ? logIn(token) : currentSession()).then(setSession).catch((failure: Error) => {
      setError(failure.message);
      setSession(null);
    });
  }, []);

  if (session === undefined) return null;
  if (session === null) return <LogIn error={error} onLoggedIn={setSession} />;
  return <OverviewPage session={session} onLogOut={() => logOut().then(() => setSession(null))} />;
}
