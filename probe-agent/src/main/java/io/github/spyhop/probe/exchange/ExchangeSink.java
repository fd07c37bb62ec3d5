package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.digest.Family;
import org.jspecify.annotations.Nullable;

/** Takes what the wire showed. */
public interface ExchangeSink {

    /** A statement was answered. */
    void exchange(Exchange exchange);

    /** A statement was prepared, or the server refused to. */
    void prepared(Session session, Family family, boolean failed);

    /** Rows of a cursor came; the execution itself was answered before. */
    void fetched(Session session, Family family, long rows, long bytes);

    /**
     * A statement was sent whose answer was not seen.
     *
     * @param family null if not even the statement is known
     */
    void lost(Session session, @Nullable Family family, Loss why);

    /** The counters of a server's connections; the same object for all of them. */
    ServerTally tally(String server);
}
