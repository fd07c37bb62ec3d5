package io.github.spyhop.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.config.CollectorConfig.TlsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorConfigTest {

    private static final String PREFIX = "spyhop.collector.";

    @Test
    void defaults() {
        CollectorConfig config = TestConfig.of(Map.of());

        assertThat(config.aesKeys()).isEmpty();
        assertThat(config.fleet().replica()).isEmpty();
        assertThat(config.redacted()).isTrue();
        assertThat(config.events().user()).isEmpty();
        assertThat(config.mysql().allowedNetworks()).containsExactlyInAnyOrder("0.0.0.0/0", "::/0");
        assertThat(config.fleet().expiry()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.mysql().connectionsMax()).isEqualTo(2);
        assertThat(config.mysql().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.mysql().queryTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.mysql().idleTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.mysql().backOffMax()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.mysql().tls()).isEqualTo(TlsMode.PREFERRED);
        assertThat(config.mysql().tlsCertificates()).isEmpty();
        assertThat(config.running().excludedDbs()).isEmpty();
        assertThat(config.running().excludedUsers()).isEmpty();
        assertThat(config.running().followedMax()).isEqualTo(500);
        assertThat(config.digests().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.digests().rowsMax()).isEqualTo(20_000);
        assertThat(config.explain().concurrentMax()).isEqualTo(8);
        assertThat(config.explain().waitingMax()).isEqualTo(32);
        assertThat(config.explain().perMinuteMax()).isEqualTo(120);
        assertThat(config.explain().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.explain().statementCharsMax()).isEqualTo(65_536);
        assertThat(config.explain().writes()).isTrue();
        assertThat(config.status().interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.status().commandsInterval()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.status().cachesInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.locks().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.locks().transactionFrom()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.locks().rowsMax()).isEqualTo(200);
        assertThat(config.storage().interval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.storage().tablesMax()).isEqualTo(200);
        assertThat(config.events().interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.events().eventsMax()).isEqualTo(500);
        assertThat(config.events().missedAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.aws().enabled()).isFalse();
        assertThat(config.aws().endpoint()).isEmpty();
        assertThat(config.aws().interval()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.alert().slackWebhookUrl()).isEmpty();
        assertThat(config.alert().personEmail()).isEmpty();
        assertThat(config.alert().slackApi()).hasToString("https://slack.com/api/");
    }

    @Test
    void everythingSet() {
        Map<String, String> set = new HashMap<>();
        set.put(PREFIX + "aes-keys", "a,b");
        set.put(PREFIX + "redacted", "false");
        set.put(PREFIX + "mysql.allowed-networks", "10.0.0.0/8");
        set.put(PREFIX + "events.user", "event_admin");
        set.put(PREFIX + "events.password", "own");
        set.put(PREFIX + "aws.register-tags", "env=prd,watched=yes");
        set.put(PREFIX + "aws.register-user", "mgmt");
        set.put(PREFIX + "aws.register-password", "other");
        set.put(PREFIX + "fleet.replica", "pod-1");
        set.put(PREFIX + "fleet.interval", "3s");
        set.put(PREFIX + "fleet.expiry", "9s");
        set.put(PREFIX + "mysql.connections-max", "1");
        set.put(PREFIX + "mysql.connect-timeout", "4s");
        set.put(PREFIX + "mysql.query-timeout", "6s");
        set.put(PREFIX + "mysql.idle-timeout", "7s");
        set.put(PREFIX + "mysql.back-off-max", "8s");
        set.put(PREFIX + "mysql.tls", "VERIFY_CA");
        set.put(PREFIX + "mysql.tls-certificates", "/ca.pem");
        set.put(PREFIX + "running.interval", "2");
        set.put(PREFIX + "running.slow-from", "0.5s");
        set.put(PREFIX + "running.excluded-dbs", "mysql,sys");
        set.put(PREFIX + "running.excluded-users", "rdsadmin");
        set.put(PREFIX + "running.followed-max", "10");
        set.put(PREFIX + "digests.interval", "2s");
        set.put(PREFIX + "digests.rows-max", "11");
        set.put(PREFIX + "explain.concurrent-max", "12");
        set.put(PREFIX + "explain.waiting-max", "13");
        set.put(PREFIX + "explain.per-minute-max", "14");
        set.put(PREFIX + "explain.timeout", "15s");
        set.put(PREFIX + "explain.statement-chars-max", "16");
        set.put(PREFIX + "explain.writes", "false");
        set.put(PREFIX + "status.interval", "17s");
        set.put(PREFIX + "locks.rows-max", "18");
        set.put(PREFIX + "storage.tables-max", "19");
        set.put(PREFIX + "events.missed-after", "20s");
        set.put(PREFIX + "aws.enabled", "true");
        set.put(PREFIX + "aws.endpoint", "http://localhost:5000");
        set.put(PREFIX + "alert.slack-webhook-url", "http://localhost/hook");
        set.put(PREFIX + "alert.slack-token", "token");

        CollectorConfig config = TestConfig.of(set);

        assertThat(config.aesKeys().orElseThrow()).containsExactly("a", "b");
        assertThat(config.redacted()).isFalse();
        assertThat(config.mysql().allowedNetworks()).containsExactly("10.0.0.0/8");
        assertThat(config.events().user()).hasValue("event_admin");
        assertThat(config.events().password()).hasValue("own");
        assertThat(config.aws().registerTags().orElseThrow())
                .containsExactly("env=prd", "watched=yes");
        assertThat(config.aws().registerUser()).hasValue("mgmt");
        assertThat(config.aws().registerPassword()).hasValue("other");
        assertThat(config.fleet().replica()).hasValue("pod-1");
        assertThat(config.fleet().interval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.fleet().expiry()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.mysql().connectionsMax()).isEqualTo(1);
        assertThat(config.mysql().connectTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.mysql().queryTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.mysql().idleTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.mysql().backOffMax()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.mysql().tls()).isEqualTo(TlsMode.VERIFY_CA);
        assertThat(config.mysql().tlsCertificates()).hasValue(Path.of("/ca.pem"));
        assertThat(config.running().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.running().slowFrom()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.running().excludedDbs().orElseThrow()).containsExactly("mysql", "sys");
        assertThat(config.running().excludedUsers().orElseThrow()).containsExactly("rdsadmin");
        assertThat(config.running().followedMax()).isEqualTo(10);
        assertThat(config.digests().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.digests().rowsMax()).isEqualTo(11);
        assertThat(config.explain().concurrentMax()).isEqualTo(12);
        assertThat(config.explain().waitingMax()).isEqualTo(13);
        assertThat(config.explain().perMinuteMax()).isEqualTo(14);
        assertThat(config.explain().timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.explain().statementCharsMax()).isEqualTo(16);
        assertThat(config.explain().writes()).isFalse();
        assertThat(config.status().interval()).isEqualTo(Duration.ofSeconds(17));
        assertThat(config.locks().rowsMax()).isEqualTo(18);
        assertThat(config.storage().tablesMax()).isEqualTo(19);
        assertThat(config.events().missedAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.aws().enabled()).isTrue();
        assertThat(config.aws().endpoint().orElseThrow()).hasPort(5_000);
        assertThat(config.alert().slackWebhookUrl().orElseThrow()).hasPath("/hook");
        assertThat(config.alert().slackToken()).hasValue("token");
    }
}
