package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.MonthlySlowLogs;
import java.util.List;

/** What the slow logs of a month say; times in seconds. */
public final class MonthlyStatistics {

    private MonthlyStatistics() {}

    /**
     * The families of a month, the longest first.
     *
     * @param stats the families
     */
    public record Digests(String month, List<Digest> stats) {

        public Digests {
            stats = List.copyOf(stats);
        }
    }

    /**
     * A family of an instance.
     *
     * @param digestQuery the statement of the family, its values replaced by {@code ?}
     * @param user who ran it; several are separated by commas
     * @param avgStats of one execution
     * @param sumStats of all executions
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

    /**
     * Of one execution.
     *
     * @param avgLockTime wait for locks, in seconds
     * @param avgRowsExamined rows that were examined
     * @param avgRowsSent rows that were sent
     * @param avgTime duration in seconds
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Means(
            double avgLockTime, double avgRowsExamined, double avgRowsSent, double avgTime) {}

    /**
     * Of all executions.
     *
     * @param executionCount executions
     * @param totalTime their durations together, in seconds
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Sums(long executionCount, double totalTime) {}

    /**
     * An instance.
     *
     * @param uniqueDigestCount statement families
     * @param totalSlowQueryCount families by day, as the log's summary has them
     * @param totalExecutionCount executions
     * @param totalExecutionTime their durations together, in seconds
     * @param avgExecutionTime the duration of one, in seconds
     * @param totalRowsExamined rows that were examined
     * @param readQueryCount executions that read
     * @param writeQueryCount executions that write
     * @param ddlQueryCount executions that define tables and other objects
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

    /**
     * A user of an instance.
     *
     * @param totalQueries families by day
     * @param totalExecCount executions
     * @param totalExecTime their durations together, in seconds
     */
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
