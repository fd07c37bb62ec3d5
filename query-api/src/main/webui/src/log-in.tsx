import { useState } from "preact/hooks";
import { logIn, type Session } from "./api";
import { useLoaded } from "./load";
import { t } from "./text";

/** What a stranger sees: a token logs in, and the organisation's provider where there is one. */
export function LogIn(props: { error: string; onLoggedIn: (session: Session) => void }) {
  const options = useLoaded<{ oidc: boolean }>("api/v1/session/options");
  const [token, setToken] = useState("");
  const [error, setError] = useState(props.error);

  const submit = (event: Event) => {
    event.preventDefault();
    logIn(token).then(props.onLoggedIn, (failure: Error) => setError(failure.message));
  };

  return (
    <main class="log-in">
      <h1>Spyhop</h1>
      <form onSubmit={submit}>
        {options.data?.oidc && <a class="button" href="api/v1/session/oidc">{t("logInByProvider")}</a>}
        <label for="token">{t("token")}</label>
        <input
          id="token"
          type="password"
          autocomplete="current-password"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit" disabled={token === ""}>
          {t("logIn")}
        </button>
        {error && <p role="alert">{error}</p>}
        <p class="quiet">{t("whoHasIt")}</p>
      </form>
    </main>
  );
}
