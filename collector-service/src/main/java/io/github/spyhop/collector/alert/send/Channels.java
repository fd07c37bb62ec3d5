package io.github.spyhop.collector.alert.send;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.collector.alert.send.Channel.Alertmanager;
import io.github.spyhop.collector.alert.send.Channel.Messages;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.instance.CredentialCipher.UnreadableCredentialException;
import io.github.spyhop.model.notify.MessageChannel;
import io.github.spyhop.model.notify.MessageChannel.SlackToken;
import io.github.spyhop.model.notify.MessageChannel.SlackWebhook;
import io.github.spyhop.model.notify.MessageChannel.Webhook;
import io.github.spyhop.model.notify.Post;
import io.github.spyhop.model.store.AlertChannelDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The channels of the environment and of the store, by their names. */
public final class Channels {

    private static final Logger LOGGER = Logger.getLogger(Channels.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MongoCollection<AlertChannelDocument> collection;
    private final CredentialCipher cipher;
    private final CollectorConfig.Alert config;
    private final Post post = new Post();
    private volatile Map<String, Channel> channels = Map.of();
    private volatile Instant readAt = Instant.EPOCH;

    public Channels(Store store, CredentialCipher cipher, CollectorConfig.Alert config) {
        this.collection =
                store.collection(StoreCollection.ALERT_CHANNELS, AlertChannelDocument.class);
        this.cipher = cipher;
        this.config = config;
    }

    /** Those of the named channels that there are; all where none is named. */
    public List<String> namesFor(List<String> wanted) {
        return all().keySet().stream()
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .toList();
    }

    /**
     * Sends a notice, on another thread.
     *
     * @param then gets the error, if there was one
     */
    public void send(String name, Notice notice, Consumer<Optional<String>> then) {
        Channel channel = all().get(name);
        if (channel == null) {
            then.accept(Optional.of("there is no such channel any more"));
            return;
        }
        post.later(name, channel.requestOf(notice), channel::complaint, then);
    }

    /** Tells the people whose own accounts ran slow statements, if a token for that is set. */
    public Optional<PersonalNotices> personal() {
        return config.slackToken()
                .flatMap(token ->
                        config.personEmail()
                                .map(email ->
                                        new PersonalNotices(
                                                post, config.slackApi(), token, email, config)));
    }

    private Map<String, Channel> all() {
        Instant now = Instant.now();
        if (readAt.plus(FRESH).isBefore(now)) {
            channels = read();
            readAt = now;
        }
        return channels;
    }

    private Map<String, Channel> read() {
        Map<String, Channel> found = new LinkedHashMap<>();
        config.slackWebhookUrl()
                .ifPresent(url -> found.put("slack", new Messages(new SlackWebhook(url))));
        config.slackToken()
                .ifPresent(token ->
                        config.slackChannel()
                                .ifPresent(channel ->
                                        found.put(
                                                "slack-token",
                                                new Messages(
                                                        new SlackToken(
                                                                config.slackApi(),
                                                                token,
                                                                channel)))));
        config.webhookUrl()
                .ifPresent(url -> found.put("webhook", new Messages(new Webhook(url, null))));
        config.alertmanagerUrl().ifPresent(url -> found.put("alertmanager", new Alertmanager(url)));
        for (AlertChannelDocument document : collection.find().into(new ArrayList<>())) {
            try {
                channelOf(document).ifPresent(channel -> found.put(document.id(), channel));
            } catch (UnreadableCredentialException | IllegalArgumentException unusable) {
                LOGGER.warnf("channel %s: %s", document.id(), unusable.getMessage());
            }
        }
        return found;
    }

    private Optional<Channel> channelOf(AlertChannelDocument document) {
        if (document.type().equals("alertmanager")) {
            return Optional.of(
                    new Alertmanager(
                            MessageChannel.address(
                                    cipher.decrypt(document.id(), document.secret()))));
        }
        return MessageChannel.of(document, cipher, config.slackApi()).map(Messages::new);
    }
}
