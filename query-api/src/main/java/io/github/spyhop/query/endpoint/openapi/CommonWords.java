package io.github.spyhop.query.endpoint.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What parameters and fields are that many operations and answers have by the same name. What Javadoc
 * says of one goes before.
 */
final class CommonWords {

    private static final String FILE = "META-INF/openapi-words.properties";
    private static final Properties WORDS = read();

    private CommonWords() {}

    static @Nullable String ofParameter(String name) {
        return WORDS.getProperty("parameter." + name);
    }

    static @Nullable String ofField(String name) {
        return WORDS.getProperty("field." + name);
    }

    private static Properties read() {
        Properties words = new Properties();
        try (Reader file =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Thread.currentThread()
                                        .getContextClassLoader()
                                        .getResourceAsStream(FILE)),
                        StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
