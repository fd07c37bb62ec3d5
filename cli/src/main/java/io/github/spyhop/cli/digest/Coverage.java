package io.github.spyhop.cli.digest;

import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.exchange.ServerTally;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What files have, and what they lack; of all that they hold, whatever the report is filtered by. */
sealed interface Coverage {

    /**
     * Of captures.
     *
     * @param servers those that spoke MySQL
     */
    record OfCaptures(List<ServerTally> servers, Losses losses) implements Coverage {

        public OfCaptures {
            servers = List.copyOf(servers);
        }

        /** A count of all servers together, by reason. */
        Map<String, Long> sum(Function<ServerTally, Map<Loss, Long>> counts) {
            Map<String, Long> sum = new TreeMap<>();
            for (ServerTally server : servers) {
                counts.apply(server)
                        .forEach((loss, times) ->
                                sum.merge(loss.name().toLowerCase(Locale.ROOT), times, Long::sum));
            }
            return sum;
        }
    }

    /**
     * Of slow logs, which hold the statements from {@code long_query_time} on only.
     *
     * @param entries statements, within the period asked for and outside
     * @param entriesOutside those outside
     * @param entriesCut of which a part is missing; none of the entries
     * @param entriesWithoutTime whose time the log does not tell
     * @param entriesWithoutErrorNumber of which the log does not tell whether they failed
     * @param entriesFolded whose user and client were not kept, as there were too many
     * @param administratorCommands that are no statements, by name
     */
    record OfSlowLogs(
            long entries,
            long entriesOutside,
            long entriesCut,
            long entriesWithoutTime,
            long entriesWithoutErrorNumber,
            long entriesFolded,
            Map<String, Long> administratorCommands)
            implements Coverage {

        public OfSlowLogs {
            administratorCommands = new TreeMap<>(administratorCommands);
        }
    }
}
