package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.demo.Ledger.RowChange;
import java.time.Duration;

/** A statement sent again and again until every source has shown it: from then on all is counted. */
record Pulse(Demo demo, RowChangeSubscriber subscriber, StoredFigures stored) {

    private static final Duration TIME_MAX = Duration.ofSeconds(60);
    private static final String STATEMENT = "SELECT 'pulse', 1";

    /** Returns when wire, performance_schema and binlog have shown it. */
    void await() throws Exception {
        demo.progress()
                .step(
                        "every source is seen to work",
                        () -> {
                            beatUntilSeen();
                            return true;
                        });
    }

    private void beatUntilSeen() throws Exception {
        String digestId = Digests.idOf(STATEMENT);
        try (ShopClient client =
                new ShopClient(demo.mysql(), demo.shopAccount(), new Ledger(), 0)) {
            int[] beats = {0};
            Waiting.until(
                    "wire, performance_schema and binlog have shown a statement",
                    TIME_MAX,
                    () -> {
                        client.beat(++beats[0]);
                        return stored.onWire(digestId).count() > 0
                                && stored.inServer(digestId).count() > 0
                                && subscriber.of(RowChange.insert("pulse")) > 0;
                    });
        }
    }
}
