package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import java.time.Duration;

/** Where a server shows what runs. Not thread-safe. */
public sealed interface StatementSource permits StatementReader, ProcesslistReader {

    /**
     * The source that a server has.
     *
     * @param rowsMax how many statements are read at once
     */
    static StatementSource of(ServerFacts facts, int rowsMax) {
        return facts.performanceSchema()
                ? new StatementReader(rowsMax)
                : new ProcesslistReader(rowsMax);
    }

    /**
     * The statements that have run for some time already, and those that took long and ended since
     * the look before.
     */
    Look look(Link link, Duration runningFrom, Duration endedFrom);
}
