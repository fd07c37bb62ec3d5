package io.github.spyhop.binlog.rest;

import jakarta.ws.rs.core.Response.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings in the body of a request. */
final class SettingsBody {

    private SettingsBody() {}

    /** Each value as text; a list with commas between. */
    static Map<String, String> texts(@Nullable Map<String, Object> body) {
        if (body == null) {
            throw AdminFilter.problem(Status.BAD_REQUEST, "The body must be a JSON object.");
        }
        Map<String, String> texts = new HashMap<>();
        body.forEach((name, value) -> texts.put(name, text(name, value)));
        return texts;
    }

    private static String text(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case List<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case null, default ->
                    throw AdminFilter.problem(
                            Status.BAD_REQUEST,
                            "The field " + name + " must be a text, number, flag or list.");
        };
    }
}
