package io.github.spyhop.model.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void bracketsAnIpv6Address() {
        assertThat(new Endpoint("::1", 3306)).hasToString("[::1]:3306");
        assertThat(new Endpoint("db", 3306)).hasToString("db:3306");
    }

    @Test
    void namesTheRefusedPort() {
        assertThatThrownBy(() -> new Endpoint("db", 70_000)).hasMessageContaining("70000 of db");
    }
}
