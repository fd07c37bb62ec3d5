package io.github.spyhop.collector.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The operator's rules, read again now and then; the usual ones are there from the beginning. */
final class RuleBook {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final long TEN_GIB = 10L << 30;

    private final MongoCollection<AlertRuleDocument> collection;
    private final MongoCollection<Document> documents;
    private volatile List<AlertRuleDocument> rules = List.of();
    private volatile Instant readAt = Instant.EPOCH;

    RuleBook(Store store) {
        this.collection = store.collection(StoreCollection.ALERT_RULES, AlertRuleDocument.class);
        this.documents = store.collection(StoreCollection.ALERT_RULES, Document.class);
    }

    /** Adds the usual rules that are not there; those that are stay as the operator made them. */
    void addUsual() {
        add("plan_changed", RuleKind.PLAN_CHANGED, 0, 0, "info", true);
        add("latency_regression", RuleKind.LATENCY_REGRESSION, 2, 0, "warning", true);
        add("event_failed", RuleKind.EVENT_FAILED, 0, 0, "warning", true);
        add("event_missed", RuleKind.EVENT_MISSED, 0, 0, "warning", true);
        add("event_overrun", RuleKind.EVENT_OVERRUN, 0, 0, "info", true);
        add("replication_stopped", RuleKind.REPLICATION_STOPPED, 0, 10, "critical", true);
        add("storage_growth", RuleKind.STORAGE_GROWTH, TEN_GIB, 0, "warning", true);
        add("instance_failing", RuleKind.INSTANCE_FAILING, 0, 60, "critical", true);
        add("slow_query", RuleKind.SLOW_QUERY, 10, 0, "info", false);
    }

    List<AlertRuleDocument> rules() {
        Instant now = Instant.now();
        if (readAt.plus(FRESH).isBefore(now)) {
            rules = List.copyOf(collection.find().into(new ArrayList<>()));
            readAt = now;
        }
        return rules;
    }

    private void add(
            String id,
            RuleKind kind,
            double threshold,
            long forSeconds,
            String severity,
            boolean enabled) {
        documents.updateOne(
                Filters.eq(id),
                Updates.combine(
                        Updates.setOnInsert("kind", kind.field()),
                        Updates.setOnInsert("enabled", enabled),
                        Updates.setOnInsert("instances", List.of()),
                        Updates.setOnInsert("comparison", "above"),
                        Updates.setOnInsert("threshold", threshold),
                        Updates.setOnInsert("for_seconds", forSeconds),
                        Updates.setOnInsert("hold_off_seconds", 3_600L),
                        Updates.setOnInsert("resolve_after_seconds", 300L),
                        Updates.setOnInsert("severity", severity),
                        Updates.setOnInsert("channels", List.of())),
                new UpdateOptions().upsert(true));
    }
}
