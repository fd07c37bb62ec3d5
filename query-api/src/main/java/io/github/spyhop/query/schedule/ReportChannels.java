package io.github.spyhop.query.schedule;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.instance.CredentialCipher.UnreadableCredentialException;
import io.github.spyhop.model.notify.Message;
import io.github.spyhop.model.notify.MessageChannel;
import io.github.spyhop.model.notify.MessageChannel.SlackWebhook;
import io.github.spyhop.model.notify.MessageChannel.Webhook;
import io.github.spyhop.model.notify.Post;
import io.github.spyhop.model.store.AlertChannelDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channels that are told of reports: those of the setting, and alert channels that it names. */
@ApplicationScoped
class ReportChannels {

    private static final String SLACK = "slack";
    private static final String WEBHOOK = "webhook";

    private final Store store;
    private final CredentialCipher cipher;
    private final ScheduleConfig config;
    private final Post post = new Post();

    ReportChannels(Store store, CredentialCipher cipher, ScheduleConfig config) {
        this.store = store;
        this.cipher = cipher;
        this.config = config;
    }

    List<String> names() {
        List<String> names = new ArrayList<>(config.channels().orElse(List.of()));
        config.slackWebhookUrl().ifPresent(url -> names.add(SLACK));
        config.webhookUrl().ifPresent(url -> names.add(WEBHOOK));
        return names.stream().distinct().toList();
    }

    /** Sends and waits, again where the other side asks for patience; the error, if there was one. */
    Optional<String> send(String name, Message message) {
        try {
            Optional<MessageChannel> channel = named(name);
            if (channel.isEmpty()) {
                return Optional.of("no channel of this name takes messages");
            }
            Post.Answer answer = post.now(channel.get().requestOf(message));
            return answer.error().or(() -> channel.get().complaint(answer.body()));
        } catch (UnreadableCredentialException noKey) {
            return Optional.of("no key opens its secret");
        } catch (IllegalArgumentException noAddress) {
            // Its message may tell the address, which is a secret.
            return Optional.of("its address is none that can be posted to");
        }
    }

    private Optional<MessageChannel> named(String name) {
        AlertChannelDocument document =
                store.collection(StoreCollection.ALERT_CHANNELS, AlertChannelDocument.class)
                        .find(Filters.eq(name))
                        .first();
        if (document != null && config.channels().orElse(List.of()).contains(name)) {
            return MessageChannel.of(document, cipher, config.slackApi());
        }
        return switch (name) {
            case SLACK -> config.slackWebhookUrl().map(SlackWebhook::new);
            case WEBHOOK ->
                    config.webhookUrl()
                            .map(url -> new Webhook(url, config.webhookSigningKey().orElse(null)));
            default -> Optional.empty();
        };
    }
}
