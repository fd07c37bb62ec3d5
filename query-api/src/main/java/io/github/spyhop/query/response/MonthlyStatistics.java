package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.MonthlySlowLogs;
import java.util.List;

/** What the slow logs of a month say; times in seconds. */
public final class MonthlyStatistics {

    private MonthlyStatistics() {}

    /** The families of a month, the longest first. */
    public record Digests(String month, List<Digest> stats) {

        public Digests {
            stats = List.copyOf(stats);
        }
    }

    /**
     * A family of an instance.
     *
     * @param user who ran it; several are separated by commas
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Digest(
            String instanceId, String digestQuery, String user, Means avgStats, Sums sumStats) {

        public static Digest of(MonthlySlowLogs.Family family) {
            double count = Math.max(1, family.executions());
            return new Digest(
                    family.instance(),
                    family.digestText(),
                    String.join(", ", family.users()),
                    new Means(
                            family.lockTime() / count,
                            family.rowsExamined() / count,
                            family.rowsSent() / count,
                            family.time() / count),
                    new Sums(family.executions(), family.time()));
        }
    }

    /** Of one execution. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Means(
            double avgLockTime, double avgRowsExamined, double avgRowsSent, double avgTime) {}

    /** Of all executions. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Sums(long executionCount, double totalTime) {}

    /**
     * An instance.
     *
     * @param totalSlowQueryCount families by day, as the log's summary has them
     * @param commitQueryCount of transactions, not only of COMMIT
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfInstance(
            String month,
            String instanceId,
            long uniqueDigestCount,
            long totalSlowQueryCount,
            long totalExecutionCount,
            double totalExecutionTime,
            double avgExecutionTime,
            long totalRowsExamined,
            long readQueryCount,
            long writeQueryCount,
            long ddlQueryCount,
            long commitQueryCount) {}

    /** A user of an instance. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfUser(
            String month,
            String instanceId,
            String user,
            long totalQueries,
            long totalExecCount,
            double totalExecTime) {

        public static OfUser of(String month, MonthlySlowLogs.User user) {
            return new OfUser(
                    month,
                    user.instance(),
                    user.user(),
                    user.families(),
                    user.executions(),
                    user.time());
        }
    }
}
