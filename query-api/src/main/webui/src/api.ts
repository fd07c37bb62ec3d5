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
  digest_id?: string;
  rows_examined: number;
  rows_sent: number;
  no_index: boolean;
}

export interface Finding {
  rule: string;
  table?: string;
  evidence: string;
  suggestion: string;
}

export interface Plan {
  status: "planned" | "refused" | "failed";
  slow_query_id: string;
  instance: string;
  db?: string;
  user?: string;
  pid: number;
  time: number;
  sql_text: string;
  digest_id?: string;
  created_at: string;
  explain_result?: { json?: string; tree?: string; error?: string };
  findings: Finding[];
}

export interface SlowQueryPage {
  total: number;
  page: number;
  page_size: number;
  items: SlowQuery[];
}

export interface Server {
  instance_name: string;
  environment: string;
  cluster_name?: string;
  host: string;
  port: number;
  region: string;
  state: "registered" | "starting" | "watched" | "failing" | "unusable";
  since?: string;
  version?: string;
  error?: string;
  remedy?: string;
  limits: { task: string; error: string; remedy: string }[];
}

export interface LoadPoint {
  time: string;
  seconds: number;
  digest_id: string;
  digest_text: string;
  average_active: number;
}

export interface Digest {
  digest_id: string;
  digest_text: string;
  kind: string;
  tables: string[];
  first_seen: string;
  last_seen: string;
}

export interface DigestPoint {
  time: string;
  seconds: number;
  wire_count?: number;
  wire_errors?: number;
  wire_latency_micros_avg?: number;
  wire_latency_micros_p50?: number;
  wire_latency_micros_p95?: number;
  wire_latency_micros_p99?: number;
  server_count?: number;
  server_errors?: number;
  server_latency_micros_avg?: number;
  server_latency_micros_p50?: number;
  server_latency_micros_p95?: number;
  server_latency_micros_p99?: number;
  server_lock_micros_avg?: number;
  server_rows_examined?: number;
  server_rows_sent?: number;
  server_rows_affected?: number;
  server_no_index_count?: number;
  server_tmp_disk_tables?: number;
}

export interface Sample {
  sent_at: string;
  server: string;
  schema?: string;
  user?: string;
  client: string;
  statement: string;
  values?: string[];
  redacted: boolean;
  latency_micros: number;
  rows_sent: number;
  rows_affected: number;
  error_number: number;
  message?: string;
}

export interface Alert {
  id: string;
  rule: string;
  severity: "info" | "warning" | "critical";
  instance: string;
  subject: string;
  state: "pending" | "firing" | "resolved";
  since: string;
  fired_at?: string;
  fired_count: number;
  summary: string;
}

export interface AlertRule {
  id: string;
  kind: string;
  usual: boolean;
  enabled: boolean;
  instances: string[];
  metric?: string;
  comparison: "above" | "below";
  threshold: number;
  for_seconds: number;
  hold_off_seconds: number;
  resolve_after_seconds: number;
  severity: Alert["severity"];
  channels: string[];
  template?: string;
}

export interface PlanChange {
  time: string;
  instance: string;
  schema?: string;
  digest_id: string;
  from_tree?: string;
  to_tree?: string;
  seen_before: boolean;
}

export interface Annotation {
  id: string;
  time: string;
  time_end?: string;
  kind: string;
  instance?: string;
  digest_id?: string;
  title: string;
  text?: string;
  tags: string;
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

/** What a request is about: `undefined` values are left out. */
export type Parameters = Record<string, string | number | undefined>;

export function address(path: string, parameters: Parameters = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Reads JSON of the service; throws its own explanation, if it refuses. */
export async function get<T>(path: string, parameters: Parameters = {}): Promise<T> {
  return answerOf(await fetch(address(path, parameters)));
}

/** Sends what changes something. */
export async function send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  return answerOf(
    await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  );
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.violations?.[0]?.message ?? `The service answered with status ${response.status}.`);
}

/** The session of the cookie, or null if there is none. */
export async function currentSession(): Promise<Session | null> {
  const response = await fetch("api/v1/session");
  return response.ok ? response.json() : null;
}

/** Logs in with a token; the service answers with a cookie that scripts cannot read. */
export function logIn(token: string): Promise<Session> {
  return send("POST", "api/v1/session", { token });
}

export async function logOut(): Promise<void> {
  await fetch("api/v1/session", { method: "DELETE" });
}
