package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AnnotationDocument;
import io.github.spyhop.query.read.Annotations;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mark on charts; flat, with the names that Grafana's annotations have.
 *
 * @param id by which it can be deleted, where somebody made it
 * @param time when it was, or began
 * @param timeEnd where it is a stretch of time
 * @param kind {@code deployment}, {@code note}, {@code plan_changed}, {@code role_changed}, {@code
 *     server_started}, {@code server_changed} or {@code parameter_changed}
 * @param instance null, if it is of none in particular
 * @param digestId the statement family whose plan changed
 * @param title what happened, in a few words
 * @param text more about it
 * @param tags the kind, the instance and what was given, separated by commas
 */
public record AnnotationView(
        String id,
        Instant time,
        @JsonProperty("time_end") @Nullable Instant timeEnd,
        String kind,
        @Nullable String instance,
        @JsonProperty("digest_id") @Nullable String digestId,
        String title,
        @Nullable String text,
        String tags) {

    public static AnnotationView of(Annotations.Mark mark) {
        boolean isOfPlan = mark.kind().equals(Annotations.PLAN_CHANGED);
        return new AnnotationView(
                mark.id(),
                mark.at(),
                mark.endAt(),
                mark.kind(),
                mark.instance(),
                isOfPlan ? mark.detail() : null,
                Objects.requireNonNullElseGet(mark.title(), () -> titleOf(mark)),
                isOfPlan ? "statement family " + mark.detail() : mark.detail(),
                tags(mark.kind(), mark.instance(), mark.tags()));
    }

    public static AnnotationView of(AnnotationDocument made) {
        return of(
                new Annotations.Mark(
                        made.id(),
                        made.at(),
                        made.endAt(),
                        made.kind(),
                        made.instance(),
                        made.title(),
                        made.text(),
                        made.tags()));
    }

    private static String titleOf(Annotations.Mark mark) {
        String what = mark.kind().replace('_', ' ');
        return mark.instance() == null ? what : mark.instance() + ": " + what;
    }

    private static String tags(@Nullable String... tags) {
        return Stream.of(tags).filter(Objects::nonNull).collect(Collectors.joining(","));
    }
}
