package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.StatementText;
import io.github.spyhop.model.store.SlowQueryDocument;

/**
 * A slow statement as it is kept, and its text as it was sent, which is not kept where literals are
 * to be hidden.
 */
record SlowSeen(SlowQueryDocument document, StatementText text) {}
