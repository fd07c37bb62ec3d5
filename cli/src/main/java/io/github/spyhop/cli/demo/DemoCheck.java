package io.github.spyhop.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.cli.demo.Ledger.RowChange;
import io.github.spyhop.cli.demo.StoredFigures.Counted;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds what Spyhop saw of a workload against what was sent: read from outside, from MongoDB, the
 * exchange and the REST API, as a user would.
 */
public final class DemoCheck {

    private static final Duration FIGURES_MAX = Duration.ofSeconds(45);

    private final Demo demo;
    private final Progress progress;

    public DemoCheck(Demo demo) {
        this.demo = demo;
        this.progress = demo.progress();
    }

    /** A line of the table: what was expected, what was seen. */
    private record Finding(String what, String expected, String seen, boolean holds) {}

    /** Runs the workload once and prints what was seen of it; whether all of it holds. */
    public boolean run() throws Exception {
        try (RowChangeSubscriber subscriber =
                        new RowChangeSubscriber(demo.server(ServerKind.RABBITMQ));
                StoredFigures stored =
                        new StoredFigures(demo.server(ServerKind.MONGODB), Demo.DATABASE)) {
            progress.say("Check");
            new Pulse(demo, subscriber, stored).await();
            Ledger ledger = progress.step("workload", () -> demo.workload().run(progress));
            progress.step(
                    "the last figures arrive",
                    () ->
                            Waiting.isSoWithin(
                                    FIGURES_MAX,
                                    () ->
                                            findings(ledger, subscriber, stored).stream()
                                                    .allMatch(Finding::holds)));
            List<Finding> findings = findings(ledger, subscriber, stored);
            print(findings);
            return findings.stream().allMatch(Finding::holds);
        }
    }

    private List<Finding> findings(
            Ledger ledger, RowChangeSubscriber subscriber, StoredFigures stored) throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (Ledger.Sent sent : ledger.statements().values()) {
            String id = Digests.idOf(sent.example());
            Counted expected = new Counted(sent.count(), sent.errors());
            Counted wire = stored.onWire(id);
            Counted server = stored.inServer(id);
            findings.add(
                    new Finding(
                            Digests.textOf(sent.example()),
                            figures(expected),
                            "wire %s, server %s".formatted(figures(wire), figures(server)),
                            wire.equals(expected) && server.equals(expected)));
        }
        Map<RowChange, Long> received = subscriber.received();
        ledger.rowChanges()
                .forEach((change, rows) -> {
                    long got = received.getOrDefault(change, 0L);
                    findings.add(
                            new Finding(
                                    "%s %s".formatted(change.type(), change.table()),
                                    Long.toString(rows),
                                    "exchange " + got,
                                    got == rows));
                });
        findings.add(slowQuery());
        return findings;
    }

    /** The slow query is listed, and its plan can be downloaded. */
    private Finding slowQuery() throws Exception {
        for (JsonNode slow : demo.api().get("/api/mysql_explain/items/?days=1")) {
            if (slow.path("sql_text").asText().contains("archived_orders")) {
                for (JsonNode plan : demo.api().get("/api/mysql_explain/plans/")) {
                    if (plan.path("slow_query_id").equals(slow.path("id"))) {
                        String status = plan.path("status").asText();
                        return new Finding(
                                "slow query and its plan",
                                "planned",
                                "%s, %.1f s".formatted(status, slow.path("time").asDouble()),
                                status.equals("planned"));
                    }
                }
                return new Finding("slow query and its plan", "planned", "no plan", false);
            }
        }
        return new Finding("slow query and its plan", "planned", "not listed", false);
    }

    private void print(List<Finding> findings) {
        progress.say("");
        progress.say("  %-62s %14s   %s".formatted("statement or row change", "sent", "seen"));
        for (Finding finding : findings) {
            progress.say(
                    "%s %-62s %14s   %s"
                            .formatted(
                                    finding.holds() ? "✓" : "✗",
                                    shortened(finding.what()),
                                    finding.expected(),
                                    finding.seen()));
        }
        long wrong = findings.stream().filter(finding -> !finding.holds()).count();
        progress.say("");
        progress.say(
                wrong == 0
                        ? "All %d figures agree.".formatted(findings.size())
                        : "%d of %d figures do not agree.".formatted(wrong, findings.size()));
    }

    private static String figures(Counted counted) {
        return counted.errors() == 0
                ? Long.toString(counted.count())
                : "%d, %d failed".formatted(counted.count(), counted.errors());
    }

    private static String shortened(String text) {
        return text.length() <= 62 ? text : text.substring(0, 61) + "…";
    }
}
