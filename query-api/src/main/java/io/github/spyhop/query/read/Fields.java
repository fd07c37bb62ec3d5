package io.github.spyhop.query.read;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The fields of documents that other services write without a record of their own. */
final class Fields {

    private Fields() {}

    static long longOf(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    static double doubleOf(Document document, String field) {
        return document.get(field) instanceof Number number ? number.doubleValue() : 0;
    }

    /** The field as text, whatever it is. */
    static @Nullable String textOf(Document document, String field) {
        Object value = document.get(field);
        return value == null ? null : value.toString();
    }

    static @Nullable Instant instantOf(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }
}
