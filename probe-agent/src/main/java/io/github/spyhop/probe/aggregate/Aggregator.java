package io.github.spyhop.probe.aggregate;

import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.exchange.Exchange;
import io.github.spyhop.probe.exchange.ExchangeSink;
import io.github.spyhop.probe.exchange.ServerTally;
import io.github.spyhop.probe.exchange.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the wire showed, window by window. A statement belongs to the window in which its
 * answer ended.
 */
public final class Aggregator implements ExchangeSink {

    /** Of more servers, those beyond are counted together. */
    private static final int SERVERS_MAX = 10_000;

    private static final long NANOS_PER_MICRO = 1_000;

    private final AggregateSettings settings;
    private final Map<String, ServerTally> tallies = new LinkedHashMap<>();
    private volatile long slowMicros;
    private Window window;
    private long windowNumber;
    private int slowSamples;

    public Aggregator(AggregateSettings settings) {
        this.settings = settings;
        slowMicros = settings.slowThreshold().toNanos() / NANOS_PER_MICRO;
        window = new Window(0, settings);
    }

    /** Changes from which duration on a statement is slow. */
    public void slowThreshold(Duration threshold) {
        slowMicros = threshold.toNanos() / NANOS_PER_MICRO;
    }

    @Override
    public void exchange(Exchange exchange) {
        Session session = exchange.session();
        session.tally().answered();
        Cell cell = window.cell(session, exchange.family(), settings.cellsMax());
        if (cell == null) {
            cell = folded(session, exchange.family());
        }
        cell.add(exchange);
        if (exchange.latencyMicros() >= slowMicros) {
            boolean hasRoom = slowSamples < settings.slowSamplesMax();
            if (cell.addSlow(exchange, hasRoom ? settings.slowSamplesPerCell() : 0)) {
                slowSamples++;
            }
        }
    }

    /** First the clients are given up, then the families: there the number of cells ends. */
    private Cell folded(Session session, Family family) {
        session.tally().folded();
        Cell cell = window.cell(session.folded(), family, 2 * settings.cellsMax());
        if (cell == null) {
            cell = window.cell(session.foldedBySchema(), Family.FOLDED, Integer.MAX_VALUE);
        }
        if (cell == null) {
            throw new IllegalStateException("a window has more than 2^31 cells");
        }
        return cell;
    }

    private Cell cell(Session session, Family family) {
        Cell cell = window.cell(session, family, settings.cellsMax());
        return cell == null ? folded(session, family) : cell;
    }

    @Override
    public void prepared(Session session, Family family, boolean failed) {
        cell(session, family).addPrepared(failed);
    }

    @Override
    public void fetched(Session session, Family family, long rows, long bytes) {
        cell(session, family).addFetched(rows, bytes);
    }

    @Override
    public void lost(Session session, @Nullable Family family, Loss why) {
        session.tally().lost(why);
        if (family != null) {
            cell(session, family).addLost();
        }
    }

    @Override
    public ServerTally tally(String server) {
        ServerTally known = tallies.get(server);
        if (known != null) {
            return known;
        }
        String name = tallies.size() < SERVERS_MAX ? server : Session.FOLDED_CLIENT;
        return tallies.computeIfAbsent(name, ServerTally::new);
    }

    /** Hands over what was counted, and starts the next window. */
    public ClosedWindow close() {
        List<ServerTally> servers = new ArrayList<>();
        for (ServerTally tally : tallies.values()) {
            ServerTally taken = tally.take();
            if (taken.hasSpoken() || taken.connections() > 0) {
                servers.add(taken);
            }
        }
        ClosedWindow closed = new ClosedWindow(window.cells(), servers);
        window = new Window(++windowNumber, settings);
        slowSamples = 0;
        return closed;
    }
}
