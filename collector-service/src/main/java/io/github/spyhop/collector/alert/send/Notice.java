package io.github.spyhop.collector.alert.send;

import io.github.spyhop.model.store.AlertDocument;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of an alert.
 *
 * @param template the operator's text, if any
 */
public record Notice(AlertDocument alert, @Nullable String template) {

    boolean resolved() {
        return alert.state().equals("resolved");
    }
}
