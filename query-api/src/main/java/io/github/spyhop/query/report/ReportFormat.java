package io.github.spyhop.query.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report is written as. */
public enum ReportFormat {
    JSON("application/json", "json"),
    MARKDOWN("text/markdown; charset=utf-8", "md"),
    HTML("text/html; charset=utf-8", "html");

    private final String mediaType;
    private final String extension;

    ReportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public static Optional<ReportFormat> named(String name) {
        return Stream.of(values()).filter(format -> format.field().equals(name)).findFirst();
    }

    /** As it is in requests and in the store. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of the name of a file. */
    public String extension() {
        return extension;
    }
}
