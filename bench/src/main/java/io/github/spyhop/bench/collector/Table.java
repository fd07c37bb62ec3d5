package io.github.spyhop.bench.collector;

/** What was measured, a line each: what, how much, and what is asked for. */
final class Table {

    Table(String title) {
        System.out.printf("%n%s%n%n| | measured | asked |%n|---|---|---|%n", title);
    }

    void line(String what, String asked, String measured) {
        System.out.printf("| %s | %s | %s |%n", what, measured, asked);
    }
}
