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
 * ten seconds. The last answer stays until the next is there.
 */
export function useLoaded<T>(path: string, parameters: Parameters = {}, isLive = false): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [error, setError] = useState("");
  const [turn, setTurn] = useState(0);
  const url = address(path, parameters);

  useEffect(() => {
    let isStale = false;
    get<T>(path, parameters).then(
      (answer) => {
        if (isStale) return;
        setData(answer);
        setError("");
      },
      (failure: Error) => !isStale && setError(failure.message),
    );
    const timer = isLive ? window.setTimeout(() => setTurn(turn + 1), EVERY_MILLIS) : 0;
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [url, turn, isLive]);

  return { data, error, reload: () => setTurn(turn + 1) };
}
