package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every query of the resources has an index: what MongoDB's profiler says of each of them. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class QueryPlansIT {

    private static final int PROFILE_ALL = 2;
    private static final int PROFILE_NONE = 0;

    @Inject Store store;

    @BeforeEach
    void fillAndProfile() {
        store.ensureIndexes(StoreCollection.values());
        new SampleStore(store).fill();
        new StateStore(store).fill();
        register("orders-1", "127.0.0.9");
        profile(PROFILE_NONE);
        store.database().getCollection("system.profile").drop();
        profile(PROFILE_ALL);
    }

    @AfterEach
    void stopProfiling() {
        profile(PROFILE_NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/instance_setup/list_instances",
                "/api/rds/aurora_cluster",
                "/api/mysql_status/status?instance_name=orders-1",
                "/api/mysql_io/status?instance_name=orders-1",
                "/api/mysql_explain/items?days=7",
                "/api/mysql_explain/plans",
                "/api/mysql_explain/download?pid=4711",
                "/api/slow_query/statistics",
                "/mysql/queries",
                "/mysql/queries?instance=orders-1",
                "/mysql/queries?digest_id=0123456789abcdef0123456789abcdef",
                "/mysql/status",
                "/cw-slowquery/digest/stats?month=2026-10",
                "/sql/statistics/2026-10?instance_ids=orders-1",
                "/rds-instances",
                "/api/v1/digests",
                "/api/v1/digests?from=now-30d&instance=orders-1",
                "/api/v1/digests/0123456789abcdef0123456789abcdef",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/series?from=now-30d",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/samples",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/plans",
                "/api/v1/load?from=now-30d",
                "/api/v1/latency?from=now-30d",
                "/api/v1/servers",
                "/api/v1/alerts",
                "/api/v1/alerts?state=firing",
                "/api/v1/alerts?instance=orders-1&from=now-7d",
                "/api/v1/alerts?subject=shop.purge",
                "/api/v1/plan-changes",
                "/api/v1/plan-changes?instance=orders-1",
                "/api/v1/overview",
                "/api/v1/row-changes",
                "/api/v1/row-changes/sources",
                "/api/v1/row-changes/tables?source=orders-1",
                "/api/v1/running",
                "/api/v1/running?instance=orders-1",
                "/api/v1/transactions",
                "/api/v1/locks?instance=orders-1",
                "/api/v1/locks/series",
                "/api/v1/waits",
                "/api/v1/waits?from=now-7d&instance=orders-1",
                "/api/v1/waits/series",
                "/api/v1/waits/series?from=now-30d&instance=orders-1",
                "/api/v1/deadlocks",
                "/api/v1/topology",
                "/api/v1/server-events",
                "/api/v1/annotations",
                "/api/v1/annotations?instance=orders-1",
                "/api/v1/events",
                "/api/v1/events?instance=orders-1",
                "/api/v1/events/schedulers",
                "/api/v1/events/runs",
                "/api/v1/events/runs?instance=orders-1&event=shop.purge",
                "/api/v1/storage",
                "/api/v1/storage/series",
                "/api/v1/storage/tables?instance=orders-1",
                "/api/v1/coverage",
                "/api/v1/coverage?instance=orders-1",
                "/api/v1/services",
                "/api/v1/collections",
            })
    void hasAnIndexForEachQuery(String path) {
        viewer().get(path).then().statusCode(200);

        List<Document> queries =
                store.database()
                        .getCollection("system.profile")
                        .find(Filters.in("op", "query", "command"))
                        .into(new ArrayList<>());
        assertThat(queries)
                .filteredOn(query -> query.containsKey("planSummary"))
                .isNotEmpty()
                .allSatisfy(query ->
                        assertThat(query.getString("planSummary"))
                                .as("%s", query.get("command"))
                                .doesNotContain("COLLSCAN"));
    }

    private void profile(int level) {
        MongoDatabase database = store.database();
        database.runCommand(new Document("profile", level));
    }
}
