import { useEffect, useState } from "preact/hooks";

export type Link = "connecting" | "live" | "lost";

const RETRY_MILLIS_MIN = 500;
const RETRY_MILLIS_MAX = 15_000;

/** The newest message of a WebSocket of the service, which is opened again when it breaks. */
export function useLive<T>(path: string): { message: T | null; link: Link } {
  const [message, setMessage] = useState<T | null>(null);
  const [link, setLink] = useState<Link>("connecting");

  useEffect(() => {
    let socket: WebSocket;
    let timer = 0;
    let retryMillis = RETRY_MILLIS_MIN;
    let closed = false;

    const open = () => {
      const url = new URL(path, document.baseURI);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      socket = new WebSocket(url);
      socket.onmessage = (event) => {
        retryMillis = RETRY_MILLIS_MIN;
        setLink("live");
        setMessage(JSON.parse(event.data) as T);
      };
      socket.onclose = () => {
        if (closed) return;
        setLink("lost");
        timer = window.setTimeout(open, retryMillis);
        retryMillis = Math.min(retryMillis * 2, RETRY_MILLIS_MAX);
      };
    };

    open();
    return () => {
      closed = true;
      window.clearTimeout(timer);
      socket.close();
    };
  }, [path]);

  return { message, link };
}
