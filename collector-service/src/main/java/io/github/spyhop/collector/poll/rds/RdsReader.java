package io.github.spyhop.collector.poll.rds;

import io.github.spyhop.collector.poll.rds.RdsInstance.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Reads {@code DescribeDBClusters} and {@code DescribeDBInstances}, page by page. The SDK repeats
 * calls that are throttled; a reading that fails is no reading, so that nothing is taken for gone.
 */
public final class RdsReader {

    private final RdsClient client;
    private final String region;

    public RdsReader(RdsClient client, String region) {
        this.client = client;
        this.region = region;
    }

    /** Every instance of MySQL's kind in the region. */
    public List<RdsInstance> read() {
        Map<String, Membership> members = new HashMap<>();
        client.describeDBClustersPaginator()
                .dbClusters()
                .forEach(cluster ->
                        cluster.dbClusterMembers()
                                .forEach(member ->
                                        members.put(
                                                member.dbInstanceIdentifier(),
                                                membershipOf(cluster, member.isClusterWriter()))));
        List<RdsInstance> instances = new ArrayList<>();
        client.describeDBInstancesPaginator()
                .dbInstances()
                .forEach(instance -> {
                    if (instance.engine().contains("mysql")) {
                        instances.add(
                                instanceOf(instance, members.get(instance.dbInstanceIdentifier())));
                    }
                });
        return instances;
    }

    private RdsInstance instanceOf(DBInstance instance, @Nullable Membership membership) {
        Endpoint endpoint = instance.endpoint();
        return new RdsInstance(
                region,
                instance.dbInstanceIdentifier(),
                instance.engine(),
                instance.engineVersion(),
                instance.dbInstanceStatus(),
                Boolean.TRUE.equals(instance.multiAZ()),
                instance.masterUsername(),
                instance.instanceCreateTime(),
                endpoint == null ? null : endpoint.address(),
                endpoint == null || endpoint.port() == null ? 0 : endpoint.port(),
                instance.tagList().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> other)),
                membership);
    }

    private static Membership membershipOf(DBCluster cluster, @Nullable Boolean writer) {
        return new Membership(
                cluster.dbClusterIdentifier(),
                Boolean.TRUE.equals(writer),
                cluster.status(),
                Boolean.TRUE.equals(cluster.multiAZ()),
                cluster.masterUsername(),
                cluster.clusterCreateTime());
    }
}
