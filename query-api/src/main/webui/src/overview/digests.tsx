import type { TopDigest } from "../api";
import { count, micros } from "../format";
import { link } from "../route";

export function Digests(props: { digests: TopDigest[]; when: string }) {
  const longest = Math.max(1, ...props.digests.map(total));
  return (
    <section aria-labelledby="digests">
      <h2 id="digests">
        Top digests <span class="quiet">{props.when}</span>
      </h2>
      {props.digests.length === 0 ? (
        <p class="empty">
          Nothing seen yet. The probe shows statements on the wire, the collector those inside the
          servers.
        </p>
      ) : (
        <table class="digests">
          <thead>
            <tr>
              <th rowSpan={2}>Statement family</th>
              <th rowSpan={2} class="number">
                Load
              </th>
              <th colSpan={4} class="group">
                Wire
              </th>
              <th colSpan={4} class="group">
                Server
              </th>
            </tr>
            <tr>
              <th class="number first">calls</th>
              <th class="number">errors</th>
              <th class="number">p50</th>
              <th class="number">p99</th>
              <th class="number first">calls</th>
              <th class="number">errors</th>
              <th class="number">average</th>
              <th class="number">rows examined</th>
            </tr>
          </thead>
          <tbody>
            {props.digests.map((digest) => (
              <tr key={digest.digest_id}>
                <td class="sql" title={digest.digest_text}>
                  <span class={`kind ${digest.kind.toLowerCase()}`}>{digest.kind}</span>{" "}
                  <a href={link(["digest", digest.digest_id])}>{digest.digest_text || digest.digest_id}</a>
                </td>
                <td class="number">
                  {micros(total(digest))}
                  <div class="bar" style={{ width: `${(100 * total(digest)) / longest}%` }} />
                </td>
                <Wire digest={digest} />
                <Server digest={digest} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function total(digest: TopDigest): number {
  return Math.max(digest.wire_latency_micros_sum, digest.server_latency_micros_sum);
}

function Wire({ digest }: { digest: TopDigest }) {
  if (digest.wire_count === 0) {
    return (
      <td colSpan={4} class="not-seen first">
        not on the wire
      </td>
    );
  }
  return (
    <>
      <td class="number first">{count(digest.wire_count)}</td>
      <Errors value={digest.wire_errors} />
      <td class="number">{micros(digest.wire_latency_micros_p50)}</td>
      <td class="number">{micros(digest.wire_latency_micros_p99)}</td>
    </>
  );
}

function Server({ digest }: { digest: TopDigest }) {
  if (digest.server_count === 0) {
    return (
      <td colSpan={4} class="not-seen first">
        not in a server
      </td>
    );
  }
  return (
    <>
      <td class="number first">{count(digest.server_count)}</td>
      <Errors value={digest.server_errors} />
      <td class="number">{micros(digest.server_latency_micros_sum / digest.server_count)}</td>
      <td class="number">{count(digest.server_rows_examined)}</td>
    </>
  );
}

function Errors({ value }: { value: number }) {
  return <td class={value > 0 ? "number bad" : "number"}>{count(value)}</td>;
}
