package io.github.spyhop.collector.alert.send;

import io.github.spyhop.model.store.AlertDocument;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateException;
import java.util.HashMap;
import java.util.Map;

/** The words of a notice. */
final class NoticeText {

    private static final Engine ENGINE =
            Engine.builder().addDefaults().strictRendering(false).build();

    private NoticeText() {}

    /** The operator's template, filled; the usual text where there is none or it is wrong. */
    static String of(Notice notice) {
        String template = notice.template();
        if (template == null || template.isBlank()) {
            return usual(notice);
        }
        try {
            return ENGINE.parse(template).data("alert", fieldsOf(notice.alert())).render();
        } catch (TemplateException wrong) {
            return usual(notice) + " (the rule's template is wrong: " + wrong.getMessage() + ")";
        }
    }

    static String title(Notice notice) {
        return "%s %s: %s"
                .formatted(
                        notice.resolved() ? "Resolved" : notice.alert().severity(),
                        notice.alert().instance(),
                        notice.alert().rule());
    }

    private static String usual(Notice notice) {
        return notice.alert().instance() + ": " + notice.alert().summary();
    }

    private static Map<String, Object> fieldsOf(AlertDocument alert) {
        Map<String, Object> fields = new HashMap<>(alert.details());
        fields.put("rule", alert.rule());
        fields.put("kind", alert.kind());
        fields.put("severity", alert.severity());
        fields.put("instance", alert.instance());
        fields.put("subject", alert.subject());
        fields.put("state", alert.state());
        fields.put("since", alert.since());
        fields.put("summary", alert.summary());
        return fields;
    }
}
