package io.github.spyhop.model.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void bracketsAnIpv6Address() {
        assertThat(new Endpoint("::1", 3306)).hasToString("[::1]:3306");
        assertThat(new Endpoint("db", 3306)).hasToString("db:3306");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:3306", "10.0.0.9:1", "[::1]:65535"})
    void readsWhatItWrites(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db", "db:", ":3306", "db:port", "db:0", "db:123456", "::1:3306"})
    void refusesWhatIsNoEndpoint(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheRefusedPort() {
        assertThatThrownBy(() -> new Endpoint("db", 70_000)).hasMessageContaining("70000 of db");
    }
}
