package io.github.spyhop.query.endpoint.answer;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Writes what the resources found in the form that is asked for, with an entity tag; nothing but
 * {@code 304} for those who have it already.
 */
class AnswerFilter {

    private final ListWriter writer;

    AnswerFilter(ListWriter writer) {
        this.writer = writer;
    }

    @ServerResponseFilter
    void answer(
            ContainerRequestContext request,
            ContainerResponseContext response,
            RoutingContext routing)
            throws IOException {
        if (!request.getMethod().equals("GET") || !isFound(response)) {
            SharedAnswers.shareNothing(routing);
            return;
        }
        AnswerFormat format = Formats.asked(routing);
        if (format != AnswerFormat.JSON
                && !(response.getEntity() instanceof Collection<?>)
                && !(response.getEntity() instanceof Answer)) {
            refuse(response, format);
            SharedAnswers.shareNothing(routing);
            return;
        }
        Answer answer = answerOf(response, format);
        SharedAnswers.share(routing, answer);
        response.getHeaders().putSingle(HttpHeaders.ETAG, answer.tag());
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        answer.link().ifPresent(link -> response.getHeaders().putSingle(HttpHeaders.LINK, link));
        if (answer.isKnown(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        } else {
            response.setEntity(
                    answer.body(),
                    response.getEntityAnnotations(),
                    MediaType.valueOf(answer.mediaType()));
        }
    }

    /** Lists and records, which are written as JSON; not pages, files and Markdown. */
    private static boolean isFound(ContainerResponseContext response) {
        Object entity = response.getEntity();
        return response.getStatus() == Response.Status.OK.getStatusCode()
                && (entity instanceof Collection<?> || entity instanceof Record)
                && (response.getMediaType() == null
                        || response.getMediaType().getSubtype().endsWith("json")
                        || entity instanceof Answer);
    }

    private Answer answerOf(ContainerResponseContext response, AnswerFormat format)
            throws IOException {
        if (response.getEntity() instanceof Answer shared) {
            return shared;
        }
        return Answer.of(
                writer.write(response.getEntity(), format),
                format,
                Optional.ofNullable(response.getHeaderString(HttpHeaders.LINK)));
    }

    private static void refuse(ContainerResponseContext response, AnswerFormat format) {
        response.setStatusInfo(Response.Status.NOT_ACCEPTABLE);
        response.setEntity(
                "{\"status\":406,\"title\":\"Not Acceptable\",\"detail\":\"This is no list: it cannot be had as %s, but as application/json.\"}"
                        .formatted(format.mediaType()),
                response.getEntityAnnotations(),
                MediaType.valueOf("application/problem+json"));
    }
}
