package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.SlowStatement;
import io.github.spyhop.collector.normalise.SlowStatement.Ending;
import io.github.spyhop.collector.normalise.StatementText;
import io.github.spyhop.collector.poll.perfschema.ProcessText;
import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementKey;
import io.github.spyhop.collector.poll.perfschema.StatementWork;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.SlowQueryDocument.Work;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the stored form of an instance's slow statements. Not thread-safe. */
final class SlowQueryDocuments {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Watched watched;

    /** The whole texts of statements that the server shows cut, while they run. */
    private final Map<StatementKey, StatementText> whole = new HashMap<>();

    SlowQueryDocuments(Watched watched) {
        this.watched = watched;
    }

    /** A statement that became slow; a text that is cut is asked for in full. */
    SlowQueryDocument withWholeText(SlowStatement statement) {
        StatementText text = StatementText.of(statement.event());
        if (text.truncated()) {
            long connection = statement.session().connectionId();
            StatementText full = text.completedBy(ProcessText.of(watched.link(), connection));
            if (!full.truncated()) {
                whole.put(statement.event().key(), full);
            }
        }
        return of(statement);
    }

    SlowQueryDocument of(SlowStatement statement) {
        StatementEvent event = statement.event();
        StatementKey key = event.key();
        boolean over = statement.ending() != Ending.RUNS;
        StatementText known = over ? whole.remove(key) : whole.get(key);
        StatementText text = known == null ? StatementText.of(event) : known;
        String instance = watched.instance();
        return new SlowQueryDocument(
                watched.run().idOf(instance) + ":" + key.threadId() + ":" + key.eventId(),
                instance,
                event.schema(),
                statement.session().connectionId(),
                statement.session().user(),
                statement.session().host(),
                event.durationNanos() / NANOS_PER_SECOND,
                text.sql(),
                text.truncated(),
                statement.start(),
                over ? statement.start().plusNanos(event.durationNanos()) : null,
                digestIdOf(event),
                key.threadId(),
                key.eventId(),
                event.work().rowsExamined(),
                event.work().rowsSent(),
                event.work().noIndex(),
                workOf(statement));
    }

    private static @Nullable String digestIdOf(StatementEvent event) {
        String text = event.digestText();
        return text == null ? null : DigestIdentity.of(text).id();
    }

    private static Work workOf(SlowStatement statement) {
        StatementWork work = statement.event().work();
        return new Work(
                "performance_schema",
                statement.ending() == Ending.ENDED_UNSEEN,
                statement.event().prepared(),
                statement.event().nestedIn(),
                work.lockMicros(),
                work.rowsAffected(),
                work.tmpTables(),
                work.tmpDiskTables(),
                work.noGoodIndex(),
                work.errorNumber(),
                work.errorMessage());
    }
}
