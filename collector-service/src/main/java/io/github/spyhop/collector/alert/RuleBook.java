package io.github.spyhop.collector.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.UsualAlertRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The operator's rules, read again now and then; the usual ones are there from the beginning. */
final class RuleBook {

    private static final Duration FRESH = Duration.ofSeconds(5);

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
        for (AlertRuleDocument rule : UsualAlertRules.ALL) {
            documents.updateOne(
                    Filters.eq(rule.id()),
                    Updates.combine(
                            Updates.setOnInsert("kind", rule.kind()),
                            Updates.setOnInsert("enabled", rule.enabled()),
                            Updates.setOnInsert("instances", rule.instances()),
                            Updates.setOnInsert("comparison", rule.comparison()),
                            Updates.setOnInsert("threshold", rule.threshold()),
                            Updates.setOnInsert("for_seconds", rule.forSeconds()),
                            Updates.setOnInsert("hold_off_seconds", rule.holdOffSeconds()),
                            Updates.setOnInsert(
                                    "resolve_after_seconds", rule.resolveAfterSeconds()),
                            Updates.setOnInsert("severity", rule.severity()),
                            Updates.setOnInsert("channels", rule.channels())),
                    new UpdateOptions().upsert(true));
        }
    }

    List<AlertRuleDocument> rules() {
        Instant now = Instant.now();
        if (readAt.plus(FRESH).isBefore(now)) {
            rules = List.copyOf(collection.find().into(new ArrayList<>()));
            readAt = now;
        }
        return rules;
    }
}
