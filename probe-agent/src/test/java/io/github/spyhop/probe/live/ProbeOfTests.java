package io.github.spyhop.probe.live;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.PcapLibrary;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Captures the real MySQL's port on the loopback; needs the right to capture (root, or NET_RAW). */
public class ProbeOfTests implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE = "probe_agent_tests";
    static final String TOKEN = "a token of these tests only";

    @Override
    public Map<String, String> start() {
        System.setProperty("org.pcap4j.core.pcapLibName", PcapLibrary.find().toString());
        String uri = RealServers.shared(ServerKind.MONGODB).uri();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(DATABASE).drop();
        }
        return Map.of(
                "spyhop.access.admin-token",
                TOKEN,
                "quarkus.mongodb.connection-string",
                uri,
                "MONGODB_DB_NAME",
                DATABASE,
                "probe.device",
                "lo",
                "probe.port",
                Integer.toString(RealServers.shared(ServerKind.MYSQL).port()),
                "interval",
                "1",
                "slowthresholdms",
                "200");
    }

    @Override
    public void stop() {
        // The database stays for a look after a failure; the next run drops it.
    }
}
