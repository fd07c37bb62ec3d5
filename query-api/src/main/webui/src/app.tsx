import { useEffect, useState } from "preact/hooks";
import { AlertsPage } from "./alerts/page";
import { currentSession, logIn, logOut, type Session } from "./api";
import { DigestPage } from "./digest/page";
import { InstancesPage } from "./instances/page";
import { LogIn } from "./log-in";
import { OverviewPage } from "./overview/page";
import { PlanPage } from "./plan/page";
import { type Route, useRoute } from "./route";
import { LoadPage } from "./server/page";
import { Shell } from "./shell";
import { SlowQueryPage } from "./slow/page";

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
  const route = useRoute();

  useEffect(() => {
    (LINK_TOKEN ? logIn(LINK_TOKEN) : currentSession()).then(setSession).catch((failure: Error) => {
      setError(failure.message);
      setSession(null);
    });
  }, []);

  if (session === undefined) return null;
  if (session === null) return <LogIn error={error} onLoggedIn={setSession} />;
  return (
    <>
      <Shell session={session} route={route} onLogOut={() => logOut().then(() => setSession(null))} />
      <Page key={route.path.join("/")} route={route} session={session} />
    </>
  );
}

function Page({ route, session }: { route: Route; session: Session }) {
  switch (route.path[0]) {
    case undefined:
      return <OverviewPage />;
    case "load":
      return <LoadPage route={route} />;
    case "digest":
      return <DigestPage route={route} />;
    case "slow-queries":
      return <SlowQueryPage route={route} />;
    case "plan":
      return <PlanPage route={route} />;
    case "alerts":
      return <AlertsPage route={route} />;
    case "instances":
      return <InstancesPage session={session} />;
    default:
      return (
        <main>
          <p role="alert">There is no such page.</p>
        </main>
      );
  }
}
