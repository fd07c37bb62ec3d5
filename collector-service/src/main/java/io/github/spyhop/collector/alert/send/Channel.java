package io.github.spyhop.collector.alert.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.model.notify.Message;
import io.github.spyhop.model.notify.MessageChannel;
import io.github.spyhop.model.store.AlertDocument;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where notices go, and in which form. */
sealed interface Channel {

    ObjectMapper JSON = new ObjectMapper();

    HttpRequest requestOf(Notice notice);

    /** What the answer complains of, though its status is good. */
    default Optional<String> complaint(String answer) {
        return Optional.empty();
    }

    /** Slack, or a webhook of anybody, which gets the alert as JSON. */
    record Messages(MessageChannel channel) implements Channel {
        @Override
        public HttpRequest requestOf(Notice notice) {
            AlertDocument alert = notice.alert();
            ObjectNode json = JSON.createObjectNode();
            json.put("version", 1)
                    .put("id", alert.id())
                    .put("rule", alert.rule())
                    .put("kind", alert.kind())
                    .put("severity", alert.severity())
                    .put("instance", alert.instance())
                    .put("subject", alert.subject())
                    .put("state", alert.state())
                    .put("since", alert.since().toString())
                    .put("summary", alert.summary())
                    .put("text", NoticeText.of(notice));
            json.set("details", JSON.valueToTree(alert.details()));
            return channel.requestOf(
                    new Message(NoticeText.title(notice), NoticeText.of(notice), json));
        }

        @Override
        public Optional<String> complaint(String answer) {
            return channel.complaint(answer);
        }
    }

    /** Prometheus Alertmanager, {@code POST /api/v2/alerts}. */
    record Alertmanager(URI url) implements Channel {

        /** Alertmanager forgets an alert that is not sent again by then. */
        private static final Duration FIRES_FOR = Duration.ofDays(1);

        @Override
        public HttpRequest requestOf(Notice notice) {
            AlertDocument alert = notice.alert();
            Instant fired = alert.firedAt() == null ? alert.since() : alert.firedAt();
            Instant ends = notice.resolved() ? alert.since() : Instant.now().plus(FIRES_FOR);
            ObjectNode entry = JSON.createObjectNode();
            entry.set(
                    "labels",
                    JSON.valueToTree(
                            Map.of(
                                    "alertname", alert.rule(),
                                    "kind", alert.kind(),
                                    "severity", alert.severity(),
                                    "instance", alert.instance(),
                                    "subject", alert.subject())));
            entry.set("annotations", JSON.valueToTree(Map.of("summary", NoticeText.of(notice))));
            entry.put("startsAt", fired.toString()).put("endsAt", ends.toString());
            URI alerts = URI.create(url.toString().replaceAll("/+$", "") + "/api/v2/alerts");
            return MessageChannel.json(alerts, JSON.createArrayNode().add(entry)).build();
        }
    }
}
