package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to become of an EVENT ({@link
 * StoreCollection#SCHEDULED_EVENT_ORDERS}); a collector does it.
 *
 * @param action {@code enable}, {@code disable}, {@code create}, {@code alter}, {@code drop}, or
 *     {@code add_logging}: its runs are to be written to {@code event_execution_log}
 * @param dryRun whether to tell only which statements it takes
 * @param definition for {@code create} and {@code alter}
 * @param status "requested" at first; {@code started} once a collector has taken it; in the end
 *     {@code planned} (of a dry run), {@code done}, {@code refused} or {@code failed}
 * @param statements what was, or would be, sent to the server
 * @param error why it was refused or failed
 */
public record ScheduledEventOrderDocument(
        @BsonId String id,
        String instance,
        String schema,
        String name,
        String action,
        @BsonProperty("dry_run") boolean dryRun,
        @Nullable Definition definition,
        @BsonProperty("requested_by") String requestedBy,
        @BsonProperty("requested_at") Instant requestedAt,
        String status,
        List<String> statements,
        @Nullable String error) {

    public ScheduledEventOrderDocument {
        statements = List.copyOf(statements);
    }

    /**
     * What an EVENT is to be; of {@code alter}, what is absent stays.
     *
     * @param schedule as in {@code ON SCHEDULE}: {@code EVERY 1 DAY STARTS '…'} or {@code AT '…'}
     * @param timeZone in which it runs; the server's where it is absent
     * @param body the statement that it runs
     */
    public record Definition(
            @Nullable String schedule,
            @BsonProperty("time_zone") @Nullable String timeZone,
            @Nullable String comment,
            @Nullable String body) {}

    /** The same with what became of it. */
    public ScheduledEventOrderDocument with(
            String outcome, List<String> sent, @Nullable String why) {
        return new ScheduledEventOrderDocument(
                id,
                instance,
                schema,
                name,
                action,
                dryRun,
                definition,
                requestedBy,
                requestedAt,
                outcome,
                sent,
                why);
    }
}
