/** The JSON of the service, as `io.github.spyhop.query.response` has it. */

export interface Instance {
  environment: string;
  db_type: string;
  cluster_name?: string;
  instance_name: string;
  host: string;
  port: number;
  region: string;
}

export interface TopDigest {
  digest_id: string;
  digest_text: string;
  kind: string;
  tables: string[];
  wire_count: number;
  wire_errors: number;
  wire_latency_micros_sum: number;
  wire_latency_micros_p50: number;
  wire_latency_micros_p99: number;
  wire_latency_micros_max: number;
  server_count: number;
  server_errors: number;
  server_latency_micros_sum: number;
  server_rows_examined: number;
  server_rows_sent: number;
}

export interface SlowQuery {
  id: string;
  instance: string;
  db?: string;
  pid: number;
  user?: string;
  host?: string;
  time: number;
  sql_text: string;
  start: string;
  end?: string;
  rows_examined: number;
  rows_sent: number;
  no_index: boolean;
}

export interface Plan {
  status: "planned" | "refused" | "failed";
  explain_result?: { json?: string; tree?: string; error?: string };
}

export interface RowChangePoint {
  time: string;
  inserts: number;
  updates: number;
  deletes: number;
  rows_per_second: number;
}

export interface Overview {
  time: string;
  instances: Instance[];
  top_digests: TopDigest[];
  slow_queries: { slow_query: SlowQuery; plan?: Plan }[];
  row_changes: RowChangePoint[];
}

export interface Session {
  name: string;
  roles: string[];
}

/** The session of the cookie, or null if there is none. */
export async function currentSession(): Promise<Session | null> {
  const response = await fetch("api/v1/session");
  return response.ok ? response.json() : null;
}

/** Logs in with a token; the service answers with a cookie that scripts cannot read. */
export async function logIn(token: string): Promise<Session> {
  const response = await fetch("api/v1/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The service answered with status ${response.status}.`);
  }
  return response.json();
}

export async function logOut(): Promise<void> {
  await fetch("api/v1/session", { method: "DELETE" });
}
