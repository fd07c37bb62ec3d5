package io.github.spyhop.collector.poll.innodb;

import io.github.spyhop.collector.poll.link.Link;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads InnoDB's report of the deadlock that it saw last, from {@code SHOW ENGINE INNODB STATUS}. */
public final class DeadlockReader {

    private static final int REPORT_CHARS_MAX = 65_536;

    private static final Pattern SECTION =
            Pattern.compile(
                    "-+\\nLATEST DETECTED DEADLOCK\\n-+\\n(.*?)\\n-+\\nTRANSACTIONS\\n-+\\n",
                    Pattern.DOTALL);

    private DeadlockReader() {}

    /** The report, if there was a deadlock since the server's start. */
    public static Optional<String> latest(Link link) {
        List<String> status =
                link.query("SHOW ENGINE INNODB STATUS", row -> row.getString("Status"));
        return sectionOf(status.getFirst());
    }

    static Optional<String> sectionOf(String status) {
        Matcher section = SECTION.matcher(status);
        return section.find()
                ? Optional.of(section.group(1))
                        .map(text -> text.substring(0, Math.min(text.length(), REPORT_CHARS_MAX)))
                : Optional.empty();
    }
}
