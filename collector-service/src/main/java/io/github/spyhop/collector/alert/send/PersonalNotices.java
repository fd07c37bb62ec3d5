package io.github.spyhop.collector.alert.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.model.notify.MessageChannel;
import io.github.spyhop.model.notify.Post;
import io.github.spyhop.model.notify.SlackMessage;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Tells a person in Slack that a statement of their own account was slow. The person is found by
 * e-mail ({@code users.lookupByEmail}); the account's name makes the address. Thread-safe.
 */
public final class PersonalNotices {

    private static final Logger LOGGER = Logger.getLogger(PersonalNotices.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int REMEMBERED_MAX = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Post post;
    private final URI api;
    private final String token;
    private final String email;
    private final Pattern users;
    private final Optional<URI> console;
    private final Map<String, Instant> toldAt =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    PersonalNotices(Post post, URI api, String token, String email, CollectorConfig.Alert config) {
        this.post = post;
        this.api = api;
        this.token = token;
        this.email = email;
        this.users = Pattern.compile(config.personUsers());
        this.console = config.consoleUrl();
    }

    /** Tells the person of a statement that ended, unless they were told of the like just now. */
    public void tell(SlowQueryDocument slow) {
        String user = slow.user();
        if (user != null && users.matcher(user).matches() && isDue(user + slow.digestId())) {
            Thread.ofVirtual().name("personal-notice").start(() -> tell(user, slow));
        }
    }

    private void tell(String user, SlowQueryDocument slow) {
        String address = email.replace("{user}", user);
        HttpRequest lookUp =
                HttpRequest.newBuilder(
                                api.resolve(
                                        "users.lookupByEmail?email="
                                                + URLEncoder.encode(
                                                        address, StandardCharsets.UTF_8)))
                        .timeout(Post.TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .build();
        Optional<String> id = idOf(post.now(lookUp));
        if (id.isEmpty()) {
            LOGGER.debugf("Slack knows nobody for the account %s", user);
            return;
        }
        ObjectNode message =
                SlackMessage.of(
                                "A statement of yours took %.1f s on %s"
                                        .formatted(slow.time(), slow.instance()),
                                slow.sqlText() + linkTo(slow))
                        .put("channel", id.get());
        HttpRequest request =
                MessageChannel.json(api.resolve("chat.postMessage"), message)
                        .header("Authorization", "Bearer " + token)
                        .build();
        post.later(
                "people",
                request,
                SlackMessage::complaint,
                error -> error.ifPresent(text -> LOGGER.warnf("personal notice: %s", text)));
    }

    private String linkTo(SlowQueryDocument slow) {
        return console.map(url -> "\n" + url.resolve("/sql-plan?pid=" + slow.pid())).orElse("");
    }

    private synchronized boolean isDue(String key) {
        Instant now = Instant.now();
        Instant before = toldAt.get(key);
        if (before != null && before.plus(PAUSE).isAfter(now)) {
            return false;
        }
        toldAt.put(key, now);
        return true;
    }

    private static Optional<String> idOf(Post.Answer answer) {
        try {
            JsonNode user = JSON.readTree(answer.body()).path("user").path("id");
            return user.isTextual() ? Optional.of(user.asText()) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
