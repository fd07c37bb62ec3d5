package io.github.spyhop.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the service on a database of its own in the real MongoDB. */
public class StoreOfTests implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN = "admin-token-of-the-tests";
    static final String OPERATOR = "operator-token-of-the-tests";
    public static final String VIEWER = "viewer-token-of-the-tests";
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String OLD_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    static final String DATABASE = "query_api_tests";

    @Override
    public Map<String, String> start() {
        String uri = RealServers.shared(ServerKind.MONGODB).uri();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(DATABASE).drop();
        }
        return Map.of(
                "quarkus.mongodb.connection-string", uri,
                "MONGODB_DB_NAME", DATABASE,
                "AES_KEY", KEY + "," + OLD_KEY,
                // Tests that want roll-ups make them themselves, at a time of their own.
                "spyhop.rollup.enabled", "false",
                // They write to the store and read it at once.
                "spyhop.answers.shared-for", "0S",
                "spyhop.access.admin-token", ADMIN,
                "spyhop.access.operator-token", OPERATOR,
                "spyhop.access.viewer-token", VIEWER);
    }

    @Override
    public void stop() {
        // The database stays for a look after a failure; the next run drops it.
    }
}
