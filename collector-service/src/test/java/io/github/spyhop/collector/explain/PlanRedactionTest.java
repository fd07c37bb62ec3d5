package io.github.spyhop.collector.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.normalise.Redactor;
import org.junit.jupiter.api.Test;

class PlanRedactionTest {

    private final Redactor redactor = new Redactor(true, "9.7.4", "");

    @Test
    void aTreeKeepsItsShapeNamesAndFigures() {
        String tree =
                """
                -> Limit: 10 row(s)  (cost=1.35 rows=1)
                    -> Filter: (goods.`name` = 'a  (cost=2 rows=3)
                secret')  (cost=0.35..2.5e+6 rows=1e+3)
                        -> Index lookup on goods using by_2 (kind=4711)  (cost=0.35 rows=1)
                -> Select #2 (subquery in condition; dependent)
                """;

        assertThat(PlanRedaction.tree(tree, redactor))
                .isEqualTo(
                        """
                        -> Limit: ? row(s)  (cost=1.35 rows=1)
                            -> Filter: (goods.`name` = ?)  (cost=0.35..2.5e+6 rows=1e+3)
                                -> Index lookup on goods using by_2 (kind=?)  (cost=0.35 rows=1)
                        -> Select #2 (subquery in condition; dependent)\
                        """
                                .stripIndent());
    }

    @Test
    void jsonKeepsNamesAndCosts() {
        String json =
                """
                {"query_block": {"select_id": 1, "cost_info": {"query_cost": "0.35"},
                 "table": {"table_name": "<union1,2>", "key": "k'1", "ref": ["const"],
                  "filtered": "100.00", "attached_condition": "(`t`.`name` = 'secret')",
                  "ranges": ["(4711 < id)"]}}}
                """;

        assertThat(PlanRedaction.json(json, redactor))
                .contains("\"<union1,2>\"", "\"k'1\"", "\"0.35\"", "\"100.00\"", "\"const\"")
                .contains("(`t`.`name` = ?)", "(? < id)")
                .doesNotContain("secret", "4711");
    }
}
