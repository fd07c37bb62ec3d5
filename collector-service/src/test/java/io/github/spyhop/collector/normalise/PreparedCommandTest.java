package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT ?                       | QUERY      | SELECT ?",
                "EXECUTE SELECT ?               | EXECUTE    | SELECT ?",
                "PREPARE SELECT ?               | PREPARE    | PREPARE SELECT ?",
                "DEALLOCATE SELECT ?            | DEALLOCATE | DEALLOCATE SELECT ?",
                "EXECUTE `s1` USING @?          | QUERY      | EXECUTE `s1` USING @?",
                "PREPARE `s1` FROM ?            | QUERY      | PREPARE `s1` FROM ?",
                "DEALLOCATE PREPARE `s1`        | QUERY      | DEALLOCATE PREPARE `s1`",
            })
    void givesExecutionsToTheirStatement(
            String digestText, PreparedCommand command, String statement) {
        DigestIdentity identity = DigestIdentity.of(digestText);

        assertThat(identity.command()).isEqualTo(command);
        assertThat(identity.text()).isEqualTo(statement);
        assertThat(identity.id()).hasSize(32);
    }
}
