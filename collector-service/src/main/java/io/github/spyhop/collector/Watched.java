package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.Redactor;
import io.github.spyhop.collector.normalise.ServerRun;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.ServerFacts;
import io.github.spyhop.collector.store.InstanceBook;

/**
 * An instance that answers, for as long as it does.
 *
 * @param redactor takes the users' values out of what is kept
 */
record Watched(Link link, ServerFacts facts, ServerRun run, InstanceBook book, Redactor redactor) {

    String instance() {
        return link.target().name();
    }
}
