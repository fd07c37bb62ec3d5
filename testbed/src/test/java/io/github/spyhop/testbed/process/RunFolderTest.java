package io.github.spyhop.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir Path folder;

    @Test
    void endsItsProcessesWithTheirChildrenAndNoOthers() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run-1"));
        RunFolder other = new RunFolder(folder.resolve("run-10"));
        OwnedProcess parent =
                run.start("parent", List.of("sh", "-c", "sleep 300 & wait"), Map.of());
        OwnedProcess stranger = other.start("stranger", List.of("sleep", "300"), Map.of());
        try {
            awaitDescendant(parent);

            run.endAll();

            assertThat(parent.isAlive()).isFalse();
            assertThat(MarkedProcesses.under(run.path())).isEmpty();
            assertThat(run.path()).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(MarkedProcesses.under(folder)).hasSize(1);
        } finally {
            other.endAll();
        }
    }

    @Test
    void endsWhatWasStartedLastFirst() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path ends = folder.resolve("ends");
        for (String name : List.of("server", "service")) {
            String script =
                    "trap 'echo %s >>%s; exit' TERM; echo ready; while :; do sleep 0.05; done"
                            .formatted(name, ends);
            OwnedProcess process = run.start(name, List.of("sh", "-c", script), Map.of());
            awaitLine(process, "ready");
        }

        run.endAll();

        assertThat(ends).hasContent("service\nserver");
    }

    @Test
    void quotesTheLastLinesOfAProcess() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        OwnedProcess process = run.start("talker", List.of("sh", "-c", "echo it broke"), Map.of());
        process.handle().onExit().get();

        assertThat(process.lastLines()).isEqualTo("it broke");
    }

    @Test
    void hasNoOwnerAfterAFullDiskCutItsNote() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.claim();
        assertThat(run.owner()).contains(ProcessHandle.current());

        Files.writeString(run.path().resolve("owner"), "");

        assertThat(run.owner()).isEmpty();
    }

    private static void awaitLine(OwnedProcess process, String line) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (!process.lastLines().contains(line)) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private static void awaitDescendant(OwnedProcess parent) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (parent.handle().descendants().findAny().isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
    }
}
