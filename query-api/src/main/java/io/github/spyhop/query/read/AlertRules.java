package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.UsualAlertRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the collectors watch for; they read it anew every few seconds. */
@ApplicationScoped
public class AlertRules {

    private final Store store;

    AlertRules(Store store) {
        this.store = store;
    }

    /** The rules by their ids, with the usual ones that no collector has added yet. */
    public List<AlertRuleDocument> all() {
        List<AlertRuleDocument> rules =
                collection().find().sort(Sorts.ascending("_id")).into(new ArrayList<>());
        UsualAlertRules.ALL.stream()
                .filter(usual -> rules.stream().noneMatch(rule -> rule.id().equals(usual.id())))
                .toList()
                .forEach(rules::add);
        rules.sort(Comparator.comparing(AlertRuleDocument::id));
        return rules;
    }

    /**
     * Makes a rule, or makes it anew.
     *
     * @return whether it is a new one
     */
    public boolean put(AlertRuleDocument rule) {
        return collection()
                        .replaceOne(Filters.eq(rule.id()), rule, new ReplaceOptions().upsert(true))
                        .getMatchedCount()
                == 0;
    }

    /** Takes a rule away; whether there was such a one. */
    public boolean delete(String id) {
        return collection().deleteOne(Filters.eq(id)).getDeletedCount() > 0;
    }

    private MongoCollection<AlertRuleDocument> collection() {
        return store.collection(StoreCollection.ALERT_RULES, AlertRuleDocument.class);
    }
}
