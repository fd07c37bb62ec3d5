package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.cluster.ClusterRefusal;
import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.cluster.ClusterView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The cluster, as the earlier MySQL probe had it: {@code GET}, answered by {@code OK}; {@code POST}
 * does the same. What changes something needs the admin token. Errors are problem+json: 400 for a
 * wrong address, 409 at a node that cannot do it.
 */
@Path("/cluster")
@Blocking
public class ClusterResource {

    private static final String DONE = "OK";

    private final ClusterService cluster;
    private final AdminToken admin;

    ClusterResource(ClusterService cluster, AdminToken admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /** The nodes that this one knows, itself among them. */
    @GET
    @Path("listnodes")
    @Produces(MediaType.APPLICATION_JSON)
    public List<ClusterNode> nodes() {
        ClusterView view = cluster.view();
        return view.members().stream()
                .map(member -> ClusterNode.of(member, view.epoch(), cluster.group()))
                .toList();
    }

    /** With gossip this node joins the cluster of another, else the master adds a slave. */
    @GET
    @Path("join")
    @Produces(MediaType.TEXT_PLAIN)
    public String join(
            @RestQuery @Nullable String addr,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        admin.require(authorization);
        cluster.join(addr == null ? "" : addr);
        return DONE;
    }

    @POST
    @Path("join")
    @Produces(MediaType.TEXT_PLAIN)
    public String postJoin(
            @RestQuery @Nullable String addr,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return join(addr, authorization);
    }

    /** With gossip this node leaves its cluster, else the master lets all of its slaves go. */
    @GET
    @Path("leave")
    @Produces(MediaType.TEXT_PLAIN)
    public String leave(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        admin.require(authorization);
        cluster.leave();
        return DONE;
    }

    @POST
    @Path("leave")
    @Produces(MediaType.TEXT_PLAIN)
    public String postLeave(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return leave(authorization);
    }

    /** A static master lets a slave go; {@code addr} is where that one serves HTTP. */
    @GET
    @Path("remove")
    @Produces(MediaType.TEXT_PLAIN)
    public String remove(
            @RestQuery @Nullable String addr,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        admin.require(authorization);
        cluster.remove(addr == null ? "" : addr);
        return DONE;
    }

    @POST
    @Path("remove")
    @Produces(MediaType.TEXT_PLAIN)
    public String postRemove(
            @RestQuery @Nullable String addr,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return remove(addr, authorization);
    }

    @ServerExceptionMapper
    public Response refused(ClusterRefusal refusal) {
        return Problem.response(
                refusal.isBadInput() ? Response.Status.BAD_REQUEST : Response.Status.CONFLICT,
                String.valueOf(refusal.getMessage()));
    }
}
