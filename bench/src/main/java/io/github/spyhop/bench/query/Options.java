package io.github.spyhop.bench.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is filled and measured.
 *
 * @param documents slow statements
 * @param days how far the slow statements and the roll-ups go back
 * @param servers servers of the fleet
 * @param users who ask at the same time
 * @param seconds how long each kind of request is asked for
 * @param pause how long a user looks at an answer, on average
 * @param database where a store is kept between runs, if it has as much; else a new one is dropped
 *     at the end
 * @param only what the names of the kinds of requests that are measured begin with
 * @param run a command for the shell that is run beside the service instead of measuring it, with
 *     its address in {@code SPYHOP_URL} and an administrator's token in {@code SPYHOP_TOKEN}
 */
record Options(
        int documents,
        int days,
        int servers,
        int users,
        int seconds,
        Duration pause,
        String database,
        String only,
        String run) {

    private static final Set<String> NAMES =
            Set.of(
                    "documents",
                    "days",
                    "servers",
                    "users",
                    "seconds",
                    "pause-millis",
                    "database",
                    "only",
                    "run");

    static Options parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "%s is none of %s".formatted(arguments[i], NAMES));
            }
            given.put(name, arguments[i + 1]);
        }
        return new Options(
                number(given, "documents", 10_000_000),
                number(given, "days", 90),
                number(given, "servers", 100),
                number(given, "users", 50),
                number(given, "seconds", 15),
                Duration.ofMillis(number(given, "pause-millis", 1_000)),
                given.getOrDefault("database", ""),
                given.getOrDefault("only", ""),
                given.getOrDefault("run", ""));
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }
}
