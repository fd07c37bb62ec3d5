package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.SlowStatement;
import io.github.spyhop.collector.normalise.SlowStatement.Ending;
import io.github.spyhop.collector.normalise.StatementFamily;
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

    SlowSeen of(SlowStatement statement) {
        StatementText text = textOf(statement);
        return new SlowSeen(documentOf(statement, text), text);
    }

    /** The text; one that is cut is asked for in full when the statement becomes slow. */
    private StatementText textOf(SlowStatement statement) {
        StatementKey key = statement.event().key();
        boolean runs = statement.ending() == Ending.RUNS;
        StatementText text = StatementText.of(statement.event());
        if (text.truncated() && statement.first() && runs) {
            long connection = statement.session().connectionId();
            StatementText full = text.completedBy(ProcessText.of(watched.link(), connection));
            if (!full.truncated()) {
                whole.put(key, full);
            }
        }
        StatementText known = runs ? whole.get(key) : whole.remove(key);
        return known == null ? text : known;
    }

    private SlowQueryDocument documentOf(SlowStatement statement, StatementText text) {
        StatementEvent event = statement.event();
        StatementKey key = event.key();
        boolean over = statement.ending() != Ending.RUNS;
        String instance = watched.instance();
        return new SlowQueryDocument(
                watched.run().idOf(instance) + ":" + key.threadId() + ":" + key.eventId(),
                instance,
                event.schema(),
                statement.session().connectionId(),
                statement.session().user(),
                statement.session().host(),
                event.durationNanos() / NANOS_PER_SECOND,
                watched.redactor().sql(text.sql()),
                text.truncated(),
                statement.start(),
                over ? statement.start().plusNanos(event.durationNanos()) : null,
                digestIdOf(event, text),
                key.threadId(),
                key.eventId(),
                event.work().rowsExamined(),
                event.work().rowsSent(),
                event.work().noIndex(),
                workOf(statement));
    }

    private @Nullable String digestIdOf(StatementEvent event, StatementText text) {
        String digestText = event.digestText();
        if (digestText != null) {
            return DigestIdentity.of(digestText).id();
        }
        return text.truncated()
                ? null
                : StatementFamily.of(text.sql(), watched.facts().version()).id();
    }

    private Work workOf(SlowStatement statement) {
        StatementWork work = statement.event().work();
        return new Work(
                watched.facts().performanceSchema() ? "performance_schema" : "processlist",
                statement.ending() == Ending.ENDED_UNSEEN,
                statement.event().prepared(),
                statement.event().nestedIn(),
                work.lockMicros(),
                work.rowsAffected(),
                work.tmpTables(),
                work.tmpDiskTables(),
                work.noGoodIndex(),
                work.errorNumber(),
                // Which values stand in a message is the user's choice, too (SIGNAL).
                watched.redactor().hides() ? null : work.errorMessage());
    }
}
