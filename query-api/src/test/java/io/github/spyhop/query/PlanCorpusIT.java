package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.query.PlanCorpus.Form;
import io.github.spyhop.query.PlanCorpus.Plan;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Explains every statement of the corpus on real servers in every form that they have, and finds the
 * committed corpus to hold the same plans. {@code -Dgolden.update=true} writes it anew.
 */
class PlanCorpusIT {

    private static final String SCHEMA = "plan_corpus";
    private static final int TREE_SINCE = 80_016;
    private static final int JSON_V2_SINCE = 80_300;
    private static final int HYPERGRAPH_SINCE = 90_700;

    /** ER_NOT_SUPPORTED_YET, and ER_EXPLAIN_NOT_SUPPORTED of what the form cannot say. */
    private static final Set<Integer> REFUSALS = Set.of(1235, 3975);

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void everyStatementIsExplained(ServerKind server) throws SQLException, IOException {
        List<Plan> plans = explainAll(RealServers.shared(server));
        if (Boolean.getBoolean("golden.update")) {
            PlanCorpus.write(server, plans);
        }

        assertThat(PlanCorpus.plans(server))
                .extracting(Plan::key)
                .containsExactlyElementsOf(plans.stream().map(Plan::key).toList());
    }

    private static List<Plan> explainAll(ServerAddress server) throws SQLException, IOException {
        try (Connection connection = server.connect(SCHEMA, "&createDatabaseIfNotExist=true");
                Statement sql = connection.createStatement()) {
            // The corpus is to be the same at every making, and a server's own settings may differ.
            sql.execute("SET sql_mode = '', cte_max_recursion_depth = 1000");
            for (String each : PlanCorpus.schema()) {
                sql.execute(each);
            }
            int version =
                    PlanCorpus.versionOf(connection.getMetaData().getDatabaseProductVersion());
            connection.setAutoCommit(false); // EXPLAIN ANALYZE runs what it explains.
            List<Plan> plans = new ArrayList<>();
            for (PlanCorpus.Statement each : PlanCorpus.statements()) {
                if (each.sinceVersion() > version) {
                    continue;
                }
                for (Form form : Form.values()) {
                    explain(sql, version, form, each)
                            .ifPresent(text -> plans.add(new Plan(each.name(), form, text)));
                    connection.rollback();
                }
            }
            sql.execute("DROP DATABASE " + SCHEMA);
            return plans;
        }
    }

    private static Optional<String> explain(
            Statement sql, int version, Form form, PlanCorpus.Statement statement)
            throws SQLException, IOException {
        String explain =
                switch (form) {
                    case JSON_V1, JSON_V2 -> "EXPLAIN FORMAT=JSON ";
                    case TREE, HYPERGRAPH_TREE -> "EXPLAIN FORMAT=TREE ";
                    case ANALYZE_TREE -> "EXPLAIN ANALYZE FORMAT=TREE ";
                    case ANALYZE_JSON -> "EXPLAIN ANALYZE FORMAT=JSON ";
                };
        if (version < sinceOf(form)) {
            return Optional.empty();
        }
        if (version >= JSON_V2_SINCE) {
            sql.execute("SET explain_json_format_version = " + (form == Form.JSON_V1 ? 1 : 2));
        }
        if (version >= HYPERGRAPH_SINCE) {
            sql.execute(
                    "SET optimizer_switch = 'hypergraph_optimizer=%s'"
                            .formatted(form == Form.HYPERGRAPH_TREE ? "on" : "off"));
        }
        try (ResultSet rows = sql.executeQuery(explain + statement.sql())) {
            rows.next();
            String text = rows.getString(1);
            return Optional.of(
                    form.isJson()
                            ? PlanCorpus.JSON.readTree(text).toString()
                            : text.stripTrailing());
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getErrorCode())) {
                return Optional.empty();
            }
            throw new SQLException(statement.name() + " as " + form + ": " + e.getMessage(), e);
        }
    }

    private static int sinceOf(Form form) {
        return switch (form) {
            case JSON_V1 -> 0;
            case TREE -> TREE_SINCE;
            case JSON_V2, ANALYZE_JSON, ANALYZE_TREE -> JSON_V2_SINCE;
            case HYPERGRAPH_TREE -> HYPERGRAPH_SINCE;
        };
    }
}
