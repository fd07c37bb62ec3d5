package io.github.spyhop.bench.collector;

import java.util.Locale;

/** What was measured, a line each: what, how much, and what is asked for. */
final class Table {

    Table(String title) {
        System.out.printf(Locale.ROOT, "%n%s%n%n| | measured | asked |%n|---|---|---|%n", title);
    }

    void line(String what, String asked, String format, Object... values) {
        System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", what, format.formatted(values), asked);
    }
}
