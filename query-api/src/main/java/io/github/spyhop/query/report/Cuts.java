package io.github.spyhop.query.report;

import io.github.spyhop.query.read.Listed;
import java.util.ArrayList;
import java.util.List;

/** Remembers which lists of a report have more than is listed. */
final class Cuts {

    private final List<String> names = new ArrayList<>();

    /**
     * What of a list is shown.
     *
     * @param name its name in the report's JSON
     */
    <T> List<T> items(String name, Listed<T> found) {
        if (found.next().isPresent()) {
            names.add(name);
        }
        return found.items();
    }

    /** The same of a list of which there is all. */
    <T> List<T> first(String name, List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        names.add(name);
        return all.subList(0, most);
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
