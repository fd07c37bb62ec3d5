import { useEffect, useState } from "preact/hooks";

export type Link = "connecting" | "live" | "lost";

const RETRY_MILLIS_MIN = 500;
const RETRY_MILLIS_MAX = 15_000;

/**
 * The newest message of a WebSocket of the service, which is opened again when it breaks or, where
 * messages are known to come, when it is silent for too long.
 */
export function useLive<T>(path: string, silentMillisMax = 0): { message: T | null; link: Link } {
  const [message, setMessage] = useState<T | null>(null);
  const [link, setLink] = useState<Link>("connecting");

  useEffect(() => {
    let socket: WebSocket;
    let timer = 0;
    let silence = 0;
    let retryMillis = RETRY_MILLIS_MIN;
    let closed = false;

    // What was shown was of another path.
    setMessage(null);
    setLink("connecting");

    const listen = () => {
      window.clearTimeout(silence);
      if (silentMillisMax > 0) silence = window.setTimeout(lose, silentMillisMax);
    };
    const lose = () => {
      window.clearTimeout(silence);
      // One that is dead may take minutes to close.
      socket.onclose = socket.onmessage = null;
      socket.close();
      setLink("lost");
      timer = window.setTimeout(open, retryMillis);
      retryMillis = Math.min(retryMillis * 2, RETRY_MILLIS_MAX);
    };
    const open = () => {
      const url = new URL(path, document.baseURI);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      socket = new WebSocket(url);
      listen();
      socket.onmessage = (event) => {
        listen();
        retryMillis = RETRY_MILLIS_MIN;
        setLink("live");
        setMessage(JSON.parse(event.data) as T);
      };
      socket.onclose = () => {
        if (!closed) lose();
      };
    };

    open();
    return () => {
      closed = true;
      window.clearTimeout(timer);
      window.clearTimeout(silence);
      socket.close();
    };
  }, [path]);

  return { message, link };
}
