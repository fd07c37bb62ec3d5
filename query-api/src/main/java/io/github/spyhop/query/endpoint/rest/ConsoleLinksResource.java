package io.github.spyhop.query.endpoint.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The addresses of pages that links in old notices and bookmarks lead to. Nothing is told here: the
 * console that they lead to asks who one is.
 */
@Path("/")
@PermitAll
public class ConsoleLinksResource {

    /** Leads to the plan of the newest slow statement of a connection. */
    @GET
    @APIResponse(responseCode = "302", description = "Leads to the console")
    @Path("/sql-plan")
    public Response sqlPlan(@RestQuery @Min(1) long pid) {
        return Response.status(Response.Status.FOUND)
                .location(URI.create("/#/plan?pid=" + pid))
                .build();
    }

    /** Leads to the page of slow statements and their plans, where notes once were. */
    @GET
    @APIResponse(responseCode = "302", description = "Leads to the console")
    @Path("/memo")
    public Response memo() {
        return Response.status(Response.Status.FOUND)
                .location(URI.create("/#/slow-queries"))
                .build();
    }

    /** Leads to the management of instances. */
    @GET
    @APIResponse(responseCode = "302", description = "Leads to the console")
    @Path("/instance-setup")
    public Response instanceSetup() {
        return Response.status(Response.Status.FOUND).location(URI.create("/#/instances")).build();
    }
}
