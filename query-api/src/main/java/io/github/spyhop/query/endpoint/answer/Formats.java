package io.github.spyhop.query.endpoint.answer;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Notes which form of a list is asked for. The resources know of JSON alone; what they give is
 * written in the other forms behind them.
 */
@ApplicationScoped
class Formats {

    private static final String FORMAT = "spyhop.format";
    private static final String LISTS = "/api/v1/";
    private static final int PRIORITY = 50;

    void note(@Observes Filters filters) {
        filters.register(
                routing -> {
                    if (routing.request().method().equals(HttpMethod.GET)
                            && routing.request().path().startsWith(LISTS)) {
                        note(routing);
                    }
                    routing.next();
                },
                PRIORITY);
    }

    private static void note(RoutingContext routing) {
        AnswerFormat format = AnswerFormat.of(routing.request().getHeader(HttpHeaders.ACCEPT));
        if (format != AnswerFormat.JSON) {
            routing.put(FORMAT, format);
            routing.request()
                    .headers()
                    .set(HttpHeaders.ACCEPT, AnswerFormat.JSON.mediaType() + ", */*;q=0.1");
        }
    }

    static AnswerFormat asked(RoutingContext routing) {
        AnswerFormat format = routing.get(FORMAT);
        return format == null ? AnswerFormat.JSON : format;
    }
}
