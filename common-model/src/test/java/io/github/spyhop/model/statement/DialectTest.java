package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    @ParameterizedTest
    @CsvSource({
        "8.0, 80015",
        "MYSQL_8_0, 80015",
        "mysql-8.4, 80407",
        "9.7, 90704",
        "8.0.36, 80036",
        "8.0.mysql_aurora.3.08.0, 80015",
        "9.7.4-2, 90704",
        "9.1, 90100",
        "10.11.6-MariaDB, 101100",
    })
    void readsNamesAndVersions(String name, int version) {
        assertThat(Dialect.parse(name).version()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oracle", "8", "mysql", "8.x", "99999.0"})
    void refusesOthers(String name) {
        assertThatThrownBy(() -> Dialect.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8.0.36");
    }

    @Test
    void isWrittenAsAVersion() {
        assertThat(Dialect.MYSQL_8_0).hasToString("8.0.15");
        assertThat(Dialect.MARIADB).hasToString("mariadb");
    }
}
