package io.github.spyhop.query.endpoint.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTextTest {

    @Test
    void isMarkdownInParts() {
        JavadocText text =
                JavadocText.of(
                        """
                         How far {@code pid} is. It
                         waits, see {@link Plans#newest here} or {@link Plans#newest}; a &lt; b.

                         @param targetDate the month,
                             {@code 2026-10}
                         @param cut whether it ends.
                         @return nothing
                        """);

        assertThat(text.summary()).isEqualTo("How far pid is");
        assertThat(text.rest()).isEqualTo("It waits, see here or `Plans.newest`; a < b.");
        assertThat(text.params())
                .containsEntry("targetDate", "The month, `2026-10`.")
                .containsEntry("cut", "Whether it ends.")
                .hasSize(2);
        assertThat(text.whole()).startsWith("How far pid is. It waits");
    }

    @Test
    void ofOneSentenceIsItsSummary() {
        JavadocText text = JavadocText.of("Such as {@code 8.0.40}, and e.g.this. ");

        assertThat(text.summary()).isEqualTo("Such as 8.0.40, and e.g.this");
        assertThat(text.rest()).isEmpty();
        assertThat(JavadocText.NONE.whole()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AnnotationResource, add, post, annotation_add",
        "AnnotationResource, list, list, annotation_list",
        "DigestResource, digests, list, digest_list",
        "DigestResource, digest, get, digest_get",
        "ExplainResource, explain, post, explain_post",
        "FleetResource, planChanges, list, fleet_plan_changes",
        "ServerResource, serverEvents, list, server_events",
        "SlowQueryListResource, list, list, slow_query_list",
        "StoredReportResource, report, get, stored_report_get",
    })
    void namesOperationsByResourceAndAction(
            String resource, String method, String otherwise, String expected) {
        assertThat(OperationNames.of("io.github.spyhop." + resource, method, otherwise))
                .isEqualTo(expected);
        assertThat(OperationNames.tag("io.github.RowChangeResource")).isEqualTo("Row change");
    }
}
