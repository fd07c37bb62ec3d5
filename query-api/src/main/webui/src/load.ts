import { useEffect, useState } from "preact/hooks";
import { address, get, type Parameters } from "./api";

export interface Loaded<T> {
  data: T | null;
  error: string;
  reload: () => void;
}

const EVERY_MILLIS = 10_000;

/**
 * What the service answers, asked for again when the parameters change and, while `isLive`, every
 * ten seconds or as told. The last answer stays until the next is there. Without a path, nothing is
 * asked for.
 */
export function useLoaded<T>(path: string | null, parameters: Parameters = {}, isLive = false, everyMillis = EVERY_MILLIS): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [error, setError] = useState("");
  const [turn, setTurn] = useState(0);
  const url = path === null ? null : address(path, parameters);

  useEffect(() => {
    if (path === null) return;
    let isStale = false;
    get<T>(path, parameters).then(
      (answer) => {
        if (isStale) return;
        setData(answer);
        setError("");
      },
      (failure: Error) => !isStale && setError(failure.message),
    );
    const timer = isLive ? window.setTimeout(() => setTurn(turn + 1), everyMillis) : 0;
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [url, turn, isLive]);

  return { data, error, reload: () => setTurn(turn + 1) };
}
