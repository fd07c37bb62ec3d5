package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a native image must know: records are read from the store and written as JSON by reflection.
 *
 * <p>{@code -Dgolden.update=true} writes it.
 *
 * @see <a href="https://www.graalvm.org/latest/reference-manual/native-image/metadata/">Reachability
 *     Metadata</a>
 */
class NativeMetadataTest {

    private static final Path COMMITTED =
            Path.of(
                    "src/main/resources/META-INF/native-image/io.github.spyhop/query-api/"
                            + "reachability-metadata.json");

    @Test
    void namesEachRecord() throws IOException {
        String current =
                new ClassFileImporter()
                                .withImportOption(new DoNotIncludeTests())
                                .importPackages("io.github.spyhop.query")
                                .stream()
                                .filter(JavaClass::isRecord)
                                .map(JavaClass::getName)
                                .sorted()
                                .map(NativeMetadataTest::entry)
                                .collect(
                                        Collectors.joining(
                                                ",\n", "{\n  \"reflection\": [\n", "\n  ]\n}\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(COMMITTED, current);
        }

        assertThat(current).contains("query.report.AlertSummary");
        assertThat(COMMITTED).content().isEqualTo(current);
    }

    private static String entry(String type) {
        return """
            {"type": "%s", "allDeclaredConstructors": true, "allDeclaredMethods": true, \
        "allDeclaredFields": true}\
        """
                .formatted(type);
    }
}
