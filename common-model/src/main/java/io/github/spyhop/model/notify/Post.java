package io.github.spyhop.model.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends requests, again where the other side asks for patience; at most so many at once. */
public final class Post {

    /** How long to wait for a connection, and for an answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int AT_ONCE_MAX = 100;
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration PATIENCE_MAX = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final Semaphore room = new Semaphore(AT_ONCE_MAX);
    private final Map<String, ExecutorService> lanes = new ConcurrentHashMap<>();

    /** An answer that was good, or what was wrong. */
    public record Answer(String body, Optional<String> error) {}

    /**
     * Sends on a thread of its own, one after another within a lane: an end shall not be told before
     * its beginning.
     *
     * @param complaint what an answer with a good status may still complain of
     * @param then gets the error, if there was one
     */
    public void later(
            String lane,
            HttpRequest request,
            Function<String, Optional<String>> complaint,
            Consumer<Optional<String>> then) {
        if (!room.tryAcquire()) {
            then.accept(Optional.of(AT_ONCE_MAX + " notices are on their way already"));
            return;
        }
        lanes.computeIfAbsent(lane, Post::newLane)
                .execute(() -> {
                    try {
                        Answer answer = now(request);
                        then.accept(answer.error().or(() -> complaint.apply(answer.body())));
                    } finally {
                        room.release();
                    }
                });
    }

    /** Sends and waits. */
    public Answer now(HttpRequest request) {
        Duration pause = Duration.ofMillis(500);
        String error = "";
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                int status = response.statusCode();
                if (status / 100 == 2) {
                    return new Answer(response.body(), Optional.empty());
                }
                error = "status " + status + " of " + request.uri().getHost();
                if (status / 100 == 4 && status != TOO_MANY_REQUESTS) {
                    break;
                }
                pause = patience(response, pause);
            } catch (IOException unreachable) {
                error = request.uri().getHost() + ": " + messageOf(unreachable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
            if (attempt < ATTEMPTS_MAX && !rested(pause)) {
                break;
            }
            pause = pause.multipliedBy(2);
        }
        return new Answer("", Optional.of(error));
    }

    private static ExecutorService newLane(String lane) {
        return Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("notices-" + lane).factory());
    }

    private static Duration patience(HttpResponse<?> response, Duration usual) {
        long asked = response.headers().firstValueAsLong("Retry-After").orElse(0);
        Duration patience = asked > 0 ? Duration.ofSeconds(asked) : usual;
        return patience.compareTo(PATIENCE_MAX) > 0 ? PATIENCE_MAX : patience;
    }

    private static boolean rested(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String messageOf(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
