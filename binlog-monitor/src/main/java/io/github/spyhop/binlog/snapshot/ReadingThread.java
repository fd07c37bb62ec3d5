package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.server.SqlException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server while the stream goes on: one wish at a time, until it is answered or another one
 * takes its place.
 */
final class ReadingThread implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ReadingThread.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ChunkReader reader;
    private final Runnable onAnswer;
    private final LinkedBlockingQueue<Numbered> wishes = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Answered> answer = new AtomicReference<>();
    private final Thread thread;
    private int asked;

    /** What is asked of the reader. */
    private interface Question {
        Object ask(ChunkReader reader) throws SqlException, InterruptedException;
    }

    private record Numbered(int number, Question question) {}

    private record Answered(int number, Object value) {}

    /**
     * @param onAnswer is called when an answer may be taken
     */
    ReadingThread(ChunkReader reader, Runnable onAnswer, String name) {
        this.reader = reader;
        this.onAnswer = onAnswer;
        thread = Thread.ofVirtual().name("binlog-snapshot-" + name).start(this::answerAll);
    }

    void plan(SnapshotOrder order) {
        ask(reading -> reading.plan(order));
    }

    void read(ChunkReader.Wish wish) {
        ask(reading -> reading.read(wish));
    }

    private void ask(Question question) {
        asked++;
        answer.set(null);
        wishes.add(new Numbered(asked, question));
    }

    /** The answer to the last question, once, if it is of this kind. */
    <T> Optional<T> take(Class<T> kind) {
        Answered given = answer.get();
        if (given == null || given.number() != asked || !kind.isInstance(given.value())) {
            return Optional.empty();
        }
        answer.compareAndSet(given, null);
        return Optional.of(kind.cast(given.value()));
    }

    private void answerAll() {
        try (reader) {
            while (true) {
                answer(wishes.take());
            }
        } catch (InterruptedException closed) {
            LOGGER.debug("no more is read");
        }
    }

    private void answer(Numbered wish) throws InterruptedException {
        while (wishes.isEmpty()) {
            try {
                answer.set(new Answered(wish.number(), wish.question().ask(reader)));
                onAnswer.run();
                return;
            } catch (SqlException notNow) {
                LOGGER.warnf("snapshot: %s; again in %s", notNow.getMessage(), AGAIN);
                Thread.sleep(AGAIN);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
