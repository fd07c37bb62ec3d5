package io.github.spyhop.probe.live;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.PcapLibrary;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Captures the real MySQL's port on the loopback; needs the right to capture (root, or NET_RAW). */
public class ProbeOfTests implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE = "probe_agent_tests";

    /** A connection that was there before the capture began. */
    static @Nullable Connection early;

    static final String TOKEN = "a token of these tests only";

    @Override
    public Map<String, String> start() {
        System.setProperty("org.pcap4j.core.pcapLibName", PcapLibrary.find().toString());
        String uri = RealServers.shared(ServerKind.MONGODB).uri();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(DATABASE).drop();
        }
        ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
        connectEarly(mysql);
        return Map.ofEntries(
                Map.entry("spyhop.access.admin-token", TOKEN),
                Map.entry("quarkus.mongodb.connection-string", uri),
                Map.entry("MONGODB_DB_NAME", DATABASE),
                Map.entry("probe.device", "lo"),
                Map.entry("probe.port", Integer.toString(mysql.port())),
                Map.entry("watcher.address", mysql.host() + ":" + mysql.port()),
                Map.entry("watcher.uname", mysql.user()),
                Map.entry("watcher.passward", mysql.password()),
                Map.entry("watcher.interval", "PT0.2S"),
                Map.entry("interval", "1"),
                Map.entry("slowthresholdms", "200"));
    }

    private static void connectEarly(ServerAddress mysql) {
        try {
            early = mysql.connect("mysql", "&useServerPrepStmts=false");
        } catch (SQLException failed) {
            throw new IllegalStateException("the server refused a connection", failed);
        }
    }

    @Override
    public void stop() {
        // The database stays for a look after a failure; the next run drops it.
    }
}
