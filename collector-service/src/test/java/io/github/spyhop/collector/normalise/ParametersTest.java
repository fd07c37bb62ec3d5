package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final Map<String, String> SERVER = Map.of("server_uuid", "one");

    @Test
    void tellsWhatWasSetOtherwiseByName() {
        assertThat(
                        changes(
                                Map.of("max_connections", "151", "flush", "OFF", "sql_mode", ""),
                                Map.of("max_connections", "500", "flush", "OFF", "sql_mode", "A")))
                .containsExactly("max_connections: 151 to 500", "sql_mode: '' to A");
    }

    @Test
    void tellsNothingOfAnotherServer() {
        assertThat(
                        Parameters.of(Map.of("server_uuid", "two", "flush", "ON"))
                                .since(Parameters.of(Map.of("server_uuid", "one", "flush", "OFF"))))
                .isEmpty();
    }

    @Test
    void tellsNothingOfVariablesThatCameOrWent() {
        assertThat(changes(Map.of("old", "1"), Map.of("new", "1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authentication_ldap_simple_bind_root_pwd",
                "validate_password.length",
                "ssl_key",
                "init_connect",
                "my_secret",
                "a_credential",
            })
    void neverHoldsWhatMayBeASecret(String name) {
        Parameters before = Parameters.of(with(Map.of(name, "hunter2")));

        assertThat(before.values().values()).noneMatch(value -> value.contains("hunter"));
        assertThat(changes(Map.of(name, "hunter2"), Map.of(name, "hunter3")))
                .containsExactly(name + ": changed");
        assertThat(changes(Map.of(name, "hunter2"), Map.of(name, "hunter2"))).isEmpty();
    }

    @Test
    void showsTheDifferenceOfALongList() {
        String switches = "switch_of_something_long=on,".repeat(8);

        assertThat(
                        changes(
                                Map.of("optimizer_switch", switches + "mrr=on,b=on"),
                                Map.of("optimizer_switch", switches + "mrr=off,b=on")))
                .containsExactly("optimizer_switch: mrr=on to mrr=off");
    }

    @Test
    void cutsALongValue() {
        assertThat(changes(Map.of("list", "a".repeat(300)), Map.of("list", "b")))
                .containsExactly("list: " + "a".repeat(200) + " … to b");
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> now) {
        return Parameters.of(with(now)).since(Parameters.of(with(before))).stream()
                .map(ParameterChange::detail)
                .toList();
    }

    private static Map<String, String> with(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(SERVER);
        all.putAll(values);
        return all;
    }
}
