package io.github.spyhop.query.endpoint.answer;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets the first who asks for something read the store, and the others who ask the same meanwhile
 * or right after wait for that answer.
 */
@ApplicationScoped
class SharedAnswers {

    private static final String MINE = "spyhop.answer";
    private static final long WAIT_SECONDS_MAX = 10;

    private final boolean sharing;
    private final AsyncCache<Question, Answer> answers;

    SharedAnswers(AnswersConfig config) {
        this.sharing = config.sharedFor().isPositive();
        this.answers =
                Caffeine.newBuilder()
                        .expireAfterWrite(config.sharedFor())
                        .maximumWeight(config.sharedMax().asLongValue())
                        .weigher((Question question, Answer answer) ->
                                question.path().length() + answer.body().length)
                        .buildAsync();
    }

    private record Question(String path, AnswerFormat format) {}

    /** The answer of another request; none for the one that has to read the store itself. */
    Optional<Answer> of(RoutingContext routing) {
        if (!sharing) {
            return Optional.empty();
        }
        Question question = new Question(routing.request().uri(), Formats.asked(routing));
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> asked = answers.asMap().putIfAbsent(question, mine);
        if (asked != null) {
            return await(asked);
        }
        routing.put(MINE, mine);
        // However it ends: who waits must not wait for ever.
        routing.addEndHandler(ended -> mine.cancel(false));
        return Optional.empty();
    }

    /** Gives those who wait for this request its answer. */
    static void share(RoutingContext routing, Answer answer) {
        CompletableFuture<Answer> mine = routing.get(MINE);
        if (mine != null) {
            mine.complete(answer);
        }
    }

    /** Lets those who wait for this request ask themselves. */
    static void shareNothing(RoutingContext routing) {
        CompletableFuture<Answer> mine = routing.get(MINE);
        if (mine != null) {
            mine.cancel(false);
        }
    }

    /** The other's answer; none if it failed, so that this request finds out why itself. */
    private static Optional<Answer> await(CompletableFuture<Answer> asked) {
        try {
            return Optional.of(asked.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | CancellationException failed) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
