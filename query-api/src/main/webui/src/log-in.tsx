import { useState } from "preact/hooks";
import { logIn, type Session } from "./api";
import { t } from "./text";

export function LogIn(props: { error: string; onLoggedIn: (session: Session) => void }) {
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
