package io.github.spyhop.model.store;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent ({@link StoreCollection#ALERT_CHANNELS}).
 *
 * @param id the channel's name
 * @param type {@code slack_webhook}, {@code slack_token}, {@code webhook} or {@code alertmanager}
 * @param secret the URL of a webhook or Alertmanager, or Slack's token, encrypted by {@link
 *     io.github.spyhop.model.instance.CredentialCipher} for the channel's name
 * @param target the Slack channel of a token
 * @param signingKey what a webhook's body is signed with (HMAC-SHA-256), encrypted likewise
 */
public record AlertChannelDocument(
        @BsonId String id,
        String type,
        String secret,
        @Nullable String target,
        @Nullable String signingKey) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AlertChannelDocument[" + id + ", " + type + "]";
    }
}
