package io.github.spyhop.query.report;

import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page holds as it is, not as text.
 *
 * @param load the load as JSON, for the chart
 * @param style the style sheet
 * @param script what draws the chart
 * @param scriptHash the only script that the page lets the browser run, as the Content Security
 *     Policy has it (<a href="https://www.w3.org/TR/CSP3/#grammardef-hash-source">CSP 3</a>)
 */
record PageParts(RawString load, RawString style, RawString script, RawString scriptHash) {

    /** With this JSON; the rest is what the console's build made for reports. */
    static PageParts with(String json) {
        // No text may end the element that the script stands in.
        String script = resource("/report/report.js").replace("</", "<\\/");
        return new PageParts(
                // As JSON may stand in a page: a < in a text ends no element.
                new RawString(json.replace("<", "\\u003c")),
                new RawString(resource("/report/report.css")),
                new RawString(script),
                new RawString("sha256-" + sha256(script)));
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the console was not built: no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
