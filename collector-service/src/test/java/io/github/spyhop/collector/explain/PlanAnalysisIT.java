package io.github.spyhop.collector.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.model.store.PlanDocument.Analysis;
import io.github.spyhop.model.store.PlanDocument.Finding;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plans that real servers make of statements that are wrong in known ways. */
class PlanAnalysisIT {

    private static final String[] SETUP = {
        "DROP DATABASE IF EXISTS plan_analysis",
        "CREATE DATABASE plan_analysis",
        "USE plan_analysis",
        "CREATE TABLE goods (id INT PRIMARY KEY, kind INT, price INT, name VARCHAR(40),"
                + " KEY (kind), KEY (price))",
        "CREATE TABLE sales (id INT PRIMARY KEY, goods_id INT, n INT)",
        "SET SESSION cte_max_recursion_depth = 100000",
        "INSERT INTO goods WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
                + " WHERE n < 20000) SELECT n, n % 5000, n % 4999, CONCAT('name', n) FROM c",
        "INSERT INTO sales SELECT id, id % 777, id FROM goods",
        "ANALYZE TABLE goods, sales",
    };

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void namesWhatIsWrong(ServerKind kind) throws SQLException {
        ServerAddress server = RealServers.shared(kind);
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement()) {
            for (String sql : SETUP) {
                statement.execute(sql);
            }

            assertThat(rulesOf(statement, "SELECT * FROM goods WHERE name = 'x'"))
                    .containsExactly("full_scan");
            assertThat(rulesOf(statement, "SELECT * FROM goods WHERE kind = 3")).isEmpty();
            assertThat(rulesOf(statement, "SELECT * FROM goods WHERE kind = 3 ORDER BY name"))
                    .containsExactly("filesort");
            assertThat(
                            rulesOf(
                                    statement,
                                    "SELECT name, COUNT(*) FROM goods GROUP BY name ORDER BY 2"))
                    .contains("full_scan", "temporary_table", "filesort");
            assertThat(
                            rulesOf(
                                    statement,
                                    "SELECT * FROM goods g JOIN sales s ON s.goods_id = g.id"
                                            + " WHERE g.kind = 3 AND s.n = g.price"))
                    .contains("no_join_key");
            assertThat(rulesOf(statement, "SELECT * FROM goods WHERE kind = 3 OR price = 7"))
                    .containsExactly("index_merge");
            assertThat(
                            rulesOf(
                                    statement,
                                    "SELECT (SELECT MAX(n) FROM sales s WHERE s.goods_id = g.id)"
                                            + " FROM goods g WHERE g.kind = 3"))
                    .contains("dependent_subquery");
            Finding scan =
                    analysisOf(statement, "SELECT * FROM goods WHERE name = 'se''cret'")
                            .findings()
                            .getFirst();
            assertThat(scan.table()).isEqualTo("goods");
            assertThat(scan.evidence()).contains("rows", "`name` = ?").doesNotContain("cret");
            statement.execute("DROP DATABASE plan_analysis");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void keepsTheShapeUntilThePlanIsAnother(ServerKind kind) throws SQLException {
        ServerAddress server = RealServers.shared(kind);
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement()) {
            for (String sql : SETUP) {
                statement.execute(sql);
            }

            Analysis first = analysisOf(statement, "SELECT * FROM goods WHERE kind = 3");
            Analysis second = analysisOf(statement, "SELECT * FROM goods WHERE kind = 4711");
            statement.execute("DROP INDEX kind ON goods");
            Analysis third = analysisOf(statement, "SELECT * FROM goods WHERE kind = 3");

            assertThat(second.shape()).isEqualTo(first.shape()).hasSize(32);
            assertThat(third.shape()).isNotEqualTo(first.shape());
            assertThat(first.rowsExaminedEstimate()).isBetween(1L, 100L);
            assertThat(third.rowsExaminedEstimate()).isGreaterThan(15_000);
            assertThat(PlanAnalysis.after(third, 20_000).findings()).isEqualTo(third.findings());
            assertThat(PlanAnalysis.after(first, 20_000).findings())
                    .extracting(Finding::rule)
                    .containsExactly("estimate_off");
            statement.execute("DROP DATABASE plan_analysis");
        }
    }

    private static List<String> rulesOf(Statement statement, String sql) throws SQLException {
        return analysisOf(statement, sql).findings().stream().map(Finding::rule).toList();
    }

    private static Analysis analysisOf(Statement statement, String sql) throws SQLException {
        try {
            statement.execute("SET SESSION explain_json_format_version = 1");
        } catch (SQLException notOffered) {
            assertThat(notOffered.getErrorCode()).isEqualTo(1193);
        }
        try (ResultSet rows = statement.executeQuery("EXPLAIN FORMAT=JSON " + sql)) {
            rows.next();
            return PlanAnalysis.of(rows.getString(1), null, "text");
        }
    }
}
