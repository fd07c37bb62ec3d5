package io.github.spyhop.model.store;

import static io.github.spyhop.model.store.IndexSpec.expiring;
import static io.github.spyhop.model.store.IndexSpec.on;
import static io.github.spyhop.model.store.IndexSpec.unique;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every collection that more than one service knows: its default name, the environment variables
 * that rename it (the first that is set wins; the names, with their spelling, are those that
 * operators have in their files already), and its indexes.
 */
public enum StoreCollection {
    INSTANCES(
            "instance_list",
            List.of("MONGODB_RDS_INSTANCE_LIST_COLLATION_NAME", "MONGO_RDS_INSTANCE_COLLECTION"),
            unique("instance_name")),
    /** Slow statements as they were seen running; keyed by server, thread and event. */
    SLOW_QUERIES(
            "mysql_slowquery",
            List.of("MONGODB_SLOWLOG_COLLECTION_NAME", "MONGO_RDS_MYSQL_SLOW_SQL_COLLECTION"),
            on("instance", "-start", "-_id"),
            on("-start", "-_id"),
            on("pid", "-start", "-_id"),
            on("digest_id", "-start", "-_id"),
            expiring("start", Kept.SLOW_QUERIES)),
    /** The sums of a day's slow statements by instance, schema and user; keyed by its start. */
    SLOW_QUERY_DAYS("slow_query_day", List.of(), expiring("day", Kept.SLOW_QUERIES)),
    PLANS(
            "mysql_slowquery_plan",
            List.of("MONGODB_PLAN_COLLECTION_NAME"),
            on("slow_query_id"),
            on("pid", "-created_at", "-_id"),
            on("-created_at", "-_id"),
            on("digest_id", "-created_at", "-_id"),
            expiring("created_at", Kept.SLOW_QUERIES)),
    /** Plans of statements that are not slow, samples of their families; else as PLANS. */
    SAMPLE_PLANS(
            "sample_plan",
            List.of(),
            on("digest_id", "-created_at", "-_id"),
            expiring("created_at", Kept.SLOW_QUERIES)),
    COMMAND_STATUS(
            "mysql_command_status",
            List.of("MONGODB_STATUS_COLLECTION_NAME"),
            on("instance", "-timestamp"),
            expiring("timestamp", Kept.METRICS)),
    AURORA_CLUSTERS(
            "aurora_cluster_info",
            List.of("MONGODB_AURORA_INFO_COLLECTION_NAME"),
            unique("DBInstanceIdentifier")),
    STATEMENT_HISTORY(
            "mysql_event_stat_hist",
            List.of("MONGODB_HISTORY_COLLECTION_NAME"),
            unique("instance", "thread_id", "event_id"),
            on("digest", "instance"),
            expiring("collected_at", Kept.METRICS)),
    /** The newest row of performance_schema's digest table, per instance and schema. */
    DIGEST_TOTALS(
            "mysql_event_sum_digest",
            List.of("MONGODB_DIGEST_COLLECTION_NAME"),
            unique("digest", "instance", "schema_name"),
            expiring("collected_at", Kept.METRICS)),
    DISK_USAGE(
            "mysql_disk_usage",
            List.of("MONGODB_DISK_USAGE_COLLECTION_NAME"),
            on("instance", "-timestamp"),
            expiring("timestamp", Kept.METRICS)),
    CLOUDWATCH_SLOW_QUERIES(
            "cw_mysql_slow_sql", List.of(), on("date", "instance_id"), on("digest_query")),
    /**
     * Runs that read slow logs of CloudWatch: whoever wants one writes {@code status: requested},
     * {@code requested_at}, {@code from}, {@code to} and perhaps {@code instance_id}.
     */
    CLOUDWATCH_RUNS(
            "cw_collection_run",
            List.of(),
            on("status", "requested_at"),
            expiring("requested_at", Kept.SLOW_QUERIES)),
    /** The instances that RDS describes. */
    RDS_INSTANCES("rds_instance", List.of(), unique("DBInstanceIdentifier")),

    /** Every statement family ever seen, from whichever source: its text by its id. */
    DIGESTS("digest", List.of(), on("-last_seen"), expiring("last_seen", Kept.DIGESTS)),
    /** What the wire showed of a family within a window, per server, schema, user and client. */
    WIRE_WINDOWS(
            "wire_digest_window",
            List.of(),
            on("window_start", "digest_id"),
            on("digest_id", "-window_start"),
            on("server", "-window_start"),
            expiring("window_start", Kept.METRICS)),
    /** What the wire could not show within a window, with the reasons. */
    WIRE_COVERAGE(
            "wire_coverage_window",
            List.of(),
            on("server", "-window_start"),
            expiring("window_start", Kept.METRICS)),
    /** What performance_schema counted for a family within a window, per instance and schema. */
    SERVER_WINDOWS(
            "server_digest_window",
            List.of(),
            on("window_start", "digest_id"),
            on("digest_id", "-window_start"),
            on("instance", "-window_start"),
            expiring("window_start", Kept.METRICS)),
    /**
     * What families did within each minute, hour and day: of the wire ({@code of} is the server's
     * address) and inside the servers ({@code of} is the instance), of all together where {@code of}
     * is empty, of all families where {@code digest_id} is.
     */
    DIGEST_ROLLUPS(
            "digest_rollup",
            List.of(),
            // Behind the key: what ranks families and draws the load, without their sketches.
            on("source", "of", "level", "window_start", "digest_id", "latency_micros_sum"),
            on("source", "of", "digest_id", "level", "window_start", "latency_micros_sum"),
            expiring("expires_at", Duration.ZERO)),
    /** Up to when there are roll-ups, and who makes them. */
    ROLLUP_STATE("rollup_state", List.of()),
    /** The shapes that the plans of each family had, per instance and schema. */
    PLAN_SHAPES(
            "plan_shape",
            List.of(),
            on("digest_id", "instance", "-last_seen"),
            expiring("last_seen", Kept.DIGESTS)),
    /** When a family's plan became another one. */
    PLAN_CHANGES(
            "plan_change",
            List.of(),
            on("instance", "-changed_at", "-_id"),
            on("digest_id", "-changed_at", "-_id"),
            on("-changed_at", "-_id"),
            expiring("changed_at", Kept.DIGESTS)),
    /** What the costliest families cost within each hour, which later hours are compared with. */
    SERVER_HOURS(
            "server_digest_hour",
            List.of(),
            on("digest_id", "instance", "-hour"),
            expiring("hour", Kept.WEEKS)),
    /** What is watched for, as the operator wants it. */
    ALERT_RULES("alert_rule", List.of()),
    /** Where alerts are sent. */
    ALERT_CHANNELS("alert_channel", List.of()),
    /** What was found, per rule, instance and subject. */
    ALERTS(
            "alert",
            List.of(),
            on("state", "-last_breach_at", "-_id"),
            on("-last_breach_at", "-_id"),
            on("instance", "-last_breach_at", "-_id"),
            on("subject", "-last_breach_at", "-_id"),
            expiring("last_breach_at", Kept.SLOW_QUERIES)),
    /** What performance_schema could not tell within a window, per instance, with the reasons. */
    SERVER_COVERAGE(
            "server_coverage_window",
            List.of(),
            on("instance", "-window_start"),
            expiring("window_start", Kept.METRICS)),
    /**
     * What each server's status variables were, and how fast they grew: a time series of {@code
     * meta.instance} with {@code values} and {@code rates}, by MySQL's names.
     */
    SERVER_STATUS(
            "server_status", new TimeSeriesSpec("timestamp", "meta", Kept.METRICS), List.of()),
    /**
     * What each server waited for, of each look and added up of each hour and day, by the time of the
     * look or the start of the hour or day; see {@link WaitFields}.
     */
    WAITS(
            "server_wait",
            List.of(),
            on("instance", "level", "-timestamp"),
            on("level", "-timestamp"),
            expiring("expires_at", Duration.ZERO)),
    /** Who waits for whom, and transactions that are open for long, per instance and moment. */
    LOCK_WAITS(
            "lock_wait",
            List.of(),
            on("instance", "-timestamp"),
            expiring("timestamp", Kept.METRICS)),
    /** InnoDB's report of each deadlock that was seen. */
    DEADLOCKS(
            "deadlock",
            List.of(),
            on("instance", "-timestamp", "-_id"),
            on("-timestamp", "-_id"),
            expiring("timestamp", Kept.SLOW_QUERIES)),
    /** What role each instance has, its replication channels, and its Aurora cluster. */
    SERVER_TOPOLOGY("server_topology", List.of()),
    /** How each instance is set, to tell what is set otherwise. */
    SERVER_PARAMETERS("server_parameter", List.of()),
    /** What happened to an instance: its role or a parameter changed, it was started. */
    SERVER_EVENTS(
            "server_event",
            List.of(),
            on("instance", "-at", "-_id"),
            on("-at", "-_id"),
            expiring("at", Kept.DIGESTS)),
    /** The size of each schema and table, how its indexes are used, and which are not needed. */
    STORAGE(
            "server_storage",
            List.of(),
            on("instance", "-timestamp"),
            expiring("timestamp", Kept.DIGESTS)),
    /** Each EVENT of each instance as it is defined now. */
    SCHEDULED_EVENTS("scheduled_event", List.of(), on("instance")),
    /** Each run of an EVENT that was seen, that failed, or that was due and did not come. */
    SCHEDULED_EVENT_RUNS(
            "scheduled_event_run",
            List.of(),
            on("instance", "event", "-at", "-_id"),
            on("instance", "-at", "-_id"),
            on("-at", "-_id"),
            expiring("at", Kept.SLOW_QUERIES)),
    /** What operators have ordered for EVENTs, and what became of it. */
    SCHEDULED_EVENT_ORDERS(
            "scheduled_event_order",
            List.of(),
            on("status", "requested_at"),
            on("instance", "-requested_at"),
            expiring("requested_at", Kept.SLOW_QUERIES)),
    /** What people ask of the collectors, such as to rest. */
    COLLECTOR_CONTROL("collector_control", List.of()),
    /** How each instance is being watched: by whom, what it can tell, its last error and remedy. */
    INSTANCE_STATES("collector_instance_state", List.of()),
    /** The addresses that the instances' names stood for, by which the wire knows them. */
    INSTANCE_ADDRESSES(
            "instance_address",
            List.of(),
            on("instance", "-last_seen"),
            expiring("last_seen", Kept.DIGESTS)),
    /** The collector replicas that are alive. */
    COLLECTOR_REPLICAS("collector_replica", List.of(), expiring("expires_at", Kept.REPLICAS)),
    /** Which collector replica polls which instance, and up to where it has. */
    COLLECTOR_LEASES("collector_lease", List.of()),
    /** The rows that each binlog source published within a window, per table. */
    ROW_CHANGE_WINDOWS(
            "row_change_window",
            List.of(),
            on("source", "-window_start"),
            on("-window_start"),
            expiring("window_start", Kept.METRICS)),
    /** The binlog sources that were added by REST. */
    BINLOG_SOURCES("binlog_source", List.of()),
    /** How far each binlog source was published and confirmed. */
    BINLOG_CHECKPOINTS("binlog_checkpoint", List.of()),
    /** How the definitions of tables were where each binlog source was; for sources that need it. */
    BINLOG_SCHEMAS("binlog_schema", List.of(), on("source", "generation", "number")),
    /** Tokens for programs; one that has expired or was revoked is still listed for a while. */
    ACCESS_TOKENS("access_token", List.of(), expiring("expires_at", Kept.SLOW_QUERIES)),
    /** Reports made by schedule, each once, with their texts and to whom they are still to be told. */
    REPORTS("report", List.of(), on("-to", "-_id"), expiring("to", Kept.DIGESTS)),
    /** Who changed what. */
    AUDIT(
            "audit_entry",
            List.of(),
            on("-at", "-_id"),
            on("actor", "-at", "-_id"),
            expiring("at", Kept.DIGESTS)),
    /** Deployments and other things that people did, to be seen beside what servers did. */
    ANNOTATIONS(
            "annotation",
            List.of(),
            on("instance", "-at", "-_id"),
            on("-at", "-_id"),
            expiring("at", Kept.DIGESTS)),
    /** What operators have ordered for each binlog source. */
    BINLOG_ORDERS("binlog_order", List.of());

    /** How long documents are kept. */
    private static final class Kept {
        static final Duration METRICS = Duration.ofDays(31);
        static final Duration SLOW_QUERIES = Duration.ofDays(90);
        static final Duration DIGESTS = Duration.ofDays(400);
        static final Duration WEEKS = Duration.ofDays(36);
        static final Duration REPLICAS = Duration.ofHours(1);
    }

    private final String defaultName;
    private final List<String> variables;
    private final List<IndexSpec> indexes;
    private final Optional<TimeSeriesSpec> timeSeries;

    StoreCollection(String defaultName, List<String> variables, IndexSpec... indexes) {
        this.defaultName = defaultName;
        this.variables = variables;
        this.indexes = List.of(indexes);
        this.timeSeries = Optional.empty();
    }

    StoreCollection(String defaultName, TimeSeriesSpec timeSeries, List<String> variables) {
        this.defaultName = defaultName;
        this.variables = variables;
        this.indexes = List.of();
        this.timeSeries = Optional.of(timeSeries);
    }

    /** The collection's name, given the environment of the service. */
    public String nameIn(Map<String, String> environment) {
        for (String variable : variables) {
            String name = environment.getOrDefault(variable, "");
            if (!name.isBlank()) {
                return name;
            }
        }
        return defaultName;
    }

    /** The environment variables that rename it, the first that is set wins. */
    public List<String> variables() {
        return variables;
    }

    /** How it is a time series, if it is one. */
    public Optional<TimeSeriesSpec> timeSeries() {
        return timeSeries;
    }

    public List<IndexSpec> indexes() {
        return indexes;
    }
}
