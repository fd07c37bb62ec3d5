package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import java.util.Optional;

/** The whole text of what a connection runs, which only the older process list shows. */
public final class ProcessText {

    private ProcessText() {}

    /** The text, if the connection runs something. */
    public static Optional<String> of(Link link, long connectionId) {
        return link
                .query(
                        "SELECT INFO FROM information_schema.PROCESSLIST WHERE ID = %d"
                                .formatted(connectionId),
                        row -> Optional.ofNullable(row.getString("INFO")))
                .stream()
                .findFirst()
                .flatMap(text -> text);
    }
}
