package io.github.spyhop.model.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spyhop.model.instance.AllowedHosts.RefusedHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private static final AllowedHosts ANY = new AllowedHosts(List.of("0.0.0.0/0", "::/0"));
    private static final AllowedHosts TEN = new AllowedHosts(List.of("10.0.0.0/9"));

    @Test
    void givesTheAddressOfAHostWithinTheNetworks() throws Exception {
        assertThat(TEN.addressOf("10.127.0.1").getHostAddress()).isEqualTo("10.127.0.1");
        assertThat(ANY.addressOf("localhost").isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.128.0.1", "192.168.0.1", "localhost", "::1"})
    void refusesHostsOutsideOfTheNetworks(String host) {
        assertThatThrownBy(() -> TEN.addressOf(host)).isInstanceOf(RefusedHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "0.0.0.0", "224.0.0.1", "fe80::1"})
    void refusesWhereCloudsAnswerWithCredentialsInAnyCase(String host) {
        assertThatThrownBy(() -> ANY.addressOf(host)).isInstanceOf(RefusedHostException.class);
    }
}
