package io.github.spyhop.query.access;

import io.github.spyhop.model.store.AuditEntryDocument;
import io.github.spyhop.query.read.AuditTrail;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each request that could change something, with its outcome, before it is answered.
 * Bodies are not written: they hold passwords.
 */
class AuditFilter {

    private static final Logger LOGGER = Logger.getLogger(AuditFilter.class);
    private static final Set<String> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int TARGET_LENGTH_MAX = 2_000;

    private final AuditTrail trail;
    private final AuditNote note;
    private final SecurityIdentity identity;
    private final Clock clock = Clock.systemUTC();

    AuditFilter(AuditTrail trail, AuditNote note, SecurityIdentity identity) {
        this.trail = trail;
        this.note = note;
        this.identity = identity;
    }

    @ServerResponseFilter
    Uni<Void> write(
            HttpServerRequest request, ContainerResponseContext response, ResourceInfo resource) {
        if (READING.contains(request.method().name()) || changesNothing(resource)) {
            return Uni.createFrom().voidItem();
        }
        AuditEntryDocument entry = entryOf(request, response.getStatus());
        boolean anonymous = identity.isAnonymous();
        return Uni.createFrom()
                .<Void>item(() -> {
                    if (anonymous) {
                        trail.count(entry);
                    } else {
                        trail.add(entry);
                    }
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOGGER.errorf("%s could not be written to the audit log: %s", entry, failure);
                    return null;
                });
    }

    private AuditEntryDocument entryOf(HttpServerRequest request, int status) {
        String target = request.uri();
        return new AuditEntryDocument(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName(),
                request.remoteAddress().hostAddress(),
                request.method().name(),
                target.substring(0, Math.min(target.length(), TARGET_LENGTH_MAX)),
                note.subject(),
                status,
                1);
    }

    private static boolean changesNothing(ResourceInfo resource) {
        @Nullable Method method = resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(ChangesNothing.class);
    }
}
