package io.github.spyhop.cli.digest;

import io.github.spyhop.probe.exchange.ServerTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What files lack, in sentences. */
final class CoverageWords {

    private final List<String> lines = new ArrayList<>();

    private CoverageWords() {}

    static List<String> of(Coverage coverage) {
        CoverageWords words = new CoverageWords();
        switch (coverage) {
            case Coverage.OfCaptures captures -> words.captures(captures);
            case Coverage.OfSlowLogs logs -> words.slowLogs(logs);
        }
        return List.copyOf(words.lines);
    }

    private void captures(Coverage.OfCaptures coverage) {
        Losses losses = coverage.losses();
        for (ServerTally server : coverage.servers()) {
            lines.add(
                    "%s: %s on %s (%s joined late), %s logins refused"
                            .formatted(
                                    server.server(),
                                    Figures.counted(server.statements(), "statement"),
                                    Figures.counted(server.connections(), "connection"),
                                    Figures.grouped(server.connectionsJoinedLate()),
                                    Figures.grouped(server.loginsRefused())));
        }
        lost("statements lost", coverage.sum(ServerTally::statementsLost));
        lost("connections unreadable", coverage.sum(ServerTally::connectionsUnreadable));
        lost("packets dropped by the kernel", losses.droppedByKernel());
        lost("packets dropped by the interface", losses.droppedByInterface());
        lost("packets malformed", losses.malformed());
        lost("records cut", losses.cutRecords());
        lost("gaps in connections", losses.gaps());
        long folded = coverage.servers().stream().mapToLong(ServerTally::statementsFolded).sum();
        lost("statements whose user and client were folded, as there were too many", folded);
    }

    private void slowLogs(Coverage.OfSlowLogs coverage) {
        lines.add("a slow log has the statements from long_query_time on, and no others");
        lost("entries outside the period", coverage.entriesOutside());
        lost("entries cut, and not counted", coverage.entriesCut());
        lost("entries without a time", coverage.entriesWithoutTime());
        lost(
                "entries that do not tell whether they failed (log_slow_extra was off)",
                coverage.entriesWithoutErrorNumber());
        lost("commands that are no statements", coverage.administratorCommands());
        lost(
                "entries whose user and client were folded, as there were too many",
                coverage.entriesFolded());
    }

    private void lost(String what, long count) {
        if (count > 0) {
            lines.add(what + ": " + Figures.grouped(count));
        }
    }

    private void lost(String what, Map<String, Long> reasons) {
        long sum = reasons.values().stream().mapToLong(Long::longValue).sum();
        if (sum > 0) {
            lines.add(what + ": " + Figures.grouped(sum) + " (" + Figures.reasons(reasons) + ")");
        }
    }
}
