package io.github.spyhop.collector.normalise;

import java.time.Instant;

/**
 * One run of one server, from its start to its end, within which thread ids are not used again.
 *
 * @param startedAt as the first collector read it that saw this run; a whole second
 */
public record ServerRun(String uuid, Instant startedAt) {

    /** The beginning of the ids of what is stored of this run. */
    public String idOf(String instance) {
        return instance + ":" + uuid + ":" + startedAt.getEpochSecond();
    }
}
