import { address, type Parameters } from "./api";
import { type Link, useLive } from "./live";
import { useLoaded } from "./load";
import { messages } from "./messages";

const t = messages({
  connecting: ["connecting", "연결 중"],
  live: ["live", "실시간"],
  lost: ["every 3 seconds", "3초마다"],
});

const EVERY_MILLIS = 3_000;
/** The service pushes every two seconds; one that is silent for so long is not there. */
const SILENT_MILLIS_MAX = 10_000;

interface State<T> {
  time: string;
  items: T[];
}

export interface Watched<T> {
  data: T[] | null;
  error: string;
  link: Link;
}

/**
 * What the service pushes of a topic; while there is no such link, as behind a proxy that knows no
 * WebSocket, the list at the path is asked for every three seconds.
 */
export function useWatched<T>(topic: string, path: string, parameters: Parameters = {}): Watched<T> {
  const { message, link } = useLive<State<T>>(address(`ws/live/${topic}`, parameters), SILENT_MILLIS_MAX);
  const isLive = link === "live";
  const asked = useLoaded<T[]>(isLive ? null : path, parameters, true, EVERY_MILLIS);
  return isLive ? { data: message?.items ?? null, error: "", link } : { data: asked.data ?? message?.items ?? null, error: asked.error, link };
}

/** How what is watched comes here. */
export function LiveNote({ link }: { link: Link }) {
  return (
    <span class={`link ${link} quiet`} role="status">
      {t(link)}
    </span>
  );
}
