package io.github.spyhop.cli.digest;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report as Markdown, or as one HTML file that needs nothing from elsewhere. */
final class PageForms {

    private static final int FENCE_MIN = 3;

    private static final Engine ENGINE =
            Engine.builder()
                    .addDefaults()
                    .addValueResolver(fields())
                    .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                    .removeStandaloneLines(true)
                    .build();

    private PageForms() {}

    static String markdown(ReportView view) {
        return template("/digest/report.md", Variant.forContentType(Variant.TEXT_PLAIN))
                .data("report", view)
                .render();
    }

    static String html(ReportView view) {
        return template("/digest/report.html", Variant.forContentType(Variant.TEXT_HTML))
                .data("report", view)
                .render();
    }

    private static Template template(String name, Variant variant) {
        try (InputStream in = PageForms.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return ENGINE.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), variant);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the templates ask for. */
    private static ValueResolver fields() {
        return ValueResolver.builder()
                .appliesTo(context ->
                        context.getBase() instanceof ReportView
                                || context.getBase() instanceof ReportView.Row
                                || (context.getBase() instanceof String
                                        && List.of("md", "fenced").contains(context.getName())))
                .resolveSync(context ->
                        switch (context.getBase()) {
                            case ReportView view -> field(view, context.getName());
                            case ReportView.Row row -> field(row, context.getName());
                            default ->
                                    context.getName().equals("md")
                                            ? escaped(String.valueOf(context.getBase()))
                                            : fenced(String.valueOf(context.getBase()));
                        })
                .build();
    }

    private static Object field(ReportView view, String name) {
        return switch (name) {
            case "summary" -> view.summary();
            case "ranking" -> view.ranking();
            case "columns" -> view.columns();
            case "rows" -> view.rows();
            case "goneTitle" -> view.goneTitle();
            case "goneColumns" ->
                    view.gone().isEmpty()
                            ? List.of()
                            : view.columns().subList(0, view.gone().getFirst().cells().size());
            case "gone" -> view.gone();
            case "coverage" -> view.coverage();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Object field(ReportView.Row row, String name) {
        return switch (name) {
            case "cells" -> row.cells();
            case "statement" -> row.statement();
            case "details" -> row.details();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A text in which nothing marks anything up. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                escaped.append(' ');
            } else {
                escaped.append("\\`*_{}[]<>()#+-!|&~".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    /** A block of code that the text cannot end. */
    static String fenced(String text) {
        int run = 0;
        int longest = FENCE_MIN - 1;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return fence + "sql\n" + text.replaceAll("\\R", " ") + "\n" + fence;
    }
}
