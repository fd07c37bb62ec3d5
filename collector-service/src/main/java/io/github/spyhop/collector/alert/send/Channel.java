package io.github.spyhop.collector.alert.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.model.store.AlertDocument;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where notices go, and in which form. */
sealed interface Channel {

    ObjectMapper JSON = new ObjectMapper();
    Duration TIMEOUT = Duration.ofSeconds(10);

    HttpRequest requestOf(Notice notice);

    /** What the answer complains of, though its status is good. */
    default Optional<String> complaint(String answer) {
        return Optional.empty();
    }

    /**
     * Slack's incoming webhook (<a
     * href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack</a>).
     */
    record SlackWebhook(URI url) implements Channel {
        @Override
        public HttpRequest requestOf(Notice notice) {
            return post(url, SlackMessage.of(notice)).build();
        }
    }

    /** Slack's {@code chat.postMessage} with a token. */
    record SlackToken(URI api, String token, String channel) implements Channel {
        @Override
        public HttpRequest requestOf(Notice notice) {
            ObjectNode message = SlackMessage.of(notice).put("channel", channel);
            return post(api.resolve("chat.postMessage"), message)
                    .header("Authorization", "Bearer " + token)
                    .build();
        }

        @Override
        public Optional<String> complaint(String answer) {
            return SlackMessage.complaint(answer);
        }
    }

    /** A webhook of anybody: the alert as JSON, signed where there is a key. */
    record Webhook(URI url, @Nullable String signingKey) implements Channel {
        @Override
        public HttpRequest requestOf(Notice notice) {
            AlertDocument alert = notice.alert();
            ObjectNode body = JSON.createObjectNode();
            body.put("version", 1)
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
            body.set("details", JSON.valueToTree(alert.details()));
            HttpRequest.Builder request = post(url, body);
            String key = signingKey;
            if (key != null) {
                request.header("X-Spyhop-Signature", "sha256=" + signature(key, body.toString()));
            }
            return request.build();
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
            return post(alerts, JSON.createArrayNode().add(entry)).build();
        }
    }

    static HttpRequest.Builder post(URI url, JsonNode body) {
        return HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private static String signature(String key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
