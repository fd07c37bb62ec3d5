package io.github.spyhop.model.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.AlertChannelDocument;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where messages go, and in which form. The addresses and tokens are secrets. */
public sealed interface MessageChannel {

    HttpRequest requestOf(Message message);

    /** What the answer complains of, though its status is good. */
    default Optional<String> complaint(String answer) {
        return Optional.empty();
    }

    /**
     * The channel of a document; empty, if it is of a type that takes no messages.
     *
     * @param slackApi the address of Slack's API, for tokens
     * @throws CredentialCipher.UnreadableCredentialException if no key opens its secret
     * @throws IllegalArgumentException if the secret is no address
     */
    static Optional<MessageChannel> of(
            AlertChannelDocument document, CredentialCipher cipher, URI slackApi) {
        String secret = cipher.decrypt(document.id(), document.secret());
        String key = document.signingKey();
        String target = document.target();
        return switch (document.type()) {
            case "slack_webhook" -> Optional.of(new SlackWebhook(address(secret)));
            case "slack_token" ->
                    Optional.of(new SlackToken(slackApi, secret, target == null ? "" : target));
            case "webhook" ->
                    Optional.of(
                            new Webhook(
                                    address(secret),
                                    key == null ? null : cipher.decrypt(document.id(), key)));
            default -> Optional.empty();
        };
    }

    /**
     * Slack's incoming webhook (<a
     * href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack</a>).
     */
    record SlackWebhook(URI url) implements MessageChannel {
        @Override
        public HttpRequest requestOf(Message message) {
            return json(url, SlackMessage.of(message.title(), message.text())).build();
        }

        /** Without the address. */
        @Override
        public String toString() {
            return "SlackWebhook";
        }
    }

    /** Slack's {@code chat.postMessage} with a token. */
    record SlackToken(URI api, String token, String channel) implements MessageChannel {
        @Override
        public HttpRequest requestOf(Message message) {
            ObjectNode body =
                    SlackMessage.of(message.title(), message.text()).put("channel", channel);
            return json(api.resolve("chat.postMessage"), body)
                    .header("Authorization", "Bearer " + token)
                    .build();
        }

        @Override
        public Optional<String> complaint(String answer) {
            return SlackMessage.complaint(answer);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "SlackToken[" + channel + "]";
        }
    }

    /** A webhook of anybody: the message's JSON, signed (HMAC-SHA-256) where there is a key. */
    record Webhook(URI url, @Nullable String signingKey) implements MessageChannel {
        @Override
        public HttpRequest requestOf(Message message) {
            HttpRequest.Builder request = json(url, message.json());
            String key = signingKey;
            if (key != null) {
                request.header(
                        "X-Spyhop-Signature",
                        "sha256=" + signature(key, message.json().toString()));
            }
            return request.build();
        }

        /** Without the address and the key. */
        @Override
        public String toString() {
            return "Webhook";
        }
    }

    /**
     * A secret that is an address.
     *
     * @throws IllegalArgumentException without the secret, if it is none
     */
    static URI address(String secret) {
        try {
            return new URI(secret);
        } catch (URISyntaxException wrong) {
            // Its message and its cause would tell the secret.
            throw new IllegalArgumentException("its secret is no address");
        }
    }

    /** A request that posts JSON. */
    static HttpRequest.Builder json(URI url, JsonNode body) {
        return HttpRequest.newBuilder(url)
                .timeout(Post.TIMEOUT)
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
