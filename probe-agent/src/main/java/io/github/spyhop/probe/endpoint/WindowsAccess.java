package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.cluster.ClusterService;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** Only the nodes of its cluster may collect a node's windows. */
@ApplicationScoped
class WindowsAccess implements HttpUpgradeCheck {

    private static final int UNAUTHORIZED = 401;

    private final ClusterService cluster;

    WindowsAccess(ClusterService cluster) {
        this.cluster = cluster;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(WindowsSocket.class.getName());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String header = context.httpRequest().getHeader(HttpHeaders.AUTHORIZATION);
        boolean ofCluster =
                header != null
                        && cluster.secret()
                                .filter(secret -> secret.isAuthorization(header))
                                .isPresent();
        return ofCluster ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(UNAUTHORIZED);
    }
}
