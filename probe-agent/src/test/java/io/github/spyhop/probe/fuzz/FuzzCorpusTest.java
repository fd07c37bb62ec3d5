package io.github.spyhop.probe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@code bench/probe-fuzz} found worth keeping goes through its target in every build. */
class FuzzCorpusTest {

    /** A fuzz target. */
    @FunctionalInterface
    private interface Target {

        void run(byte[] data) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> corporaGoThrough() {
        return Stream.of(
                dynamicTest("Files", () -> run("Files", FilesFuzz::fuzzerTestOneInput)),
                dynamicTest("Frames", () -> run("Frames", FramesFuzz::fuzzerTestOneInput)),
                dynamicTest(
                        "Reassembly", () -> run("Reassembly", ReassemblyFuzz::fuzzerTestOneInput)),
                dynamicTest("Decoder", () -> run("Decoder", DecoderFuzz::fuzzerTestOneInput)));
    }

    private static void run(String name, Target target) throws IOException {
        int inputs = 0;
        try (ZipInputStream corpus =
                new ZipInputStream(
                        Objects.requireNonNull(
                                FuzzCorpusTest.class.getResourceAsStream(
                                        "/fuzz/" + name + ".zip")))) {
            for (ZipEntry input = corpus.getNextEntry();
                    input != null;
                    input = corpus.getNextEntry()) {
                byte[] data = corpus.readAllBytes();
                try {
                    target.run(data);
                } catch (RuntimeException | AssertionError failed) {
                    throw new AssertionError(name + "/" + input.getName(), failed);
                }
                inputs++;
            }
        }
        assertThat(inputs).as(name).isPositive();
    }
}
