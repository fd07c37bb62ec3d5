package io.github.spyhop.probe.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.probe.MySqlBytes;
import io.github.spyhop.probe.Talk;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.report.ReportBuilder;
import io.github.spyhop.probe.report.WindowReport;
import io.github.spyhop.probe.report.WindowTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowOutboxTest {

    private static final long PLENTY = 1 << 20;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final WireCoverageDocument.Capture CAPTURE =
            new WireCoverageDocument.Capture(1, 2, 3, 4, 5, 6, 7, 8);
    private static final ClosedWindow CLOSED = closed();

    private static WindowReport report(int number) {
        ReportBuilder reports = new ReportBuilder("p", "r");
        WindowReport report = null;
        for (int i = 0; i < number; i++) {
            report = reports.build(new WindowTime(START, 10), CLOSED, CAPTURE);
        }
        return Objects.requireNonNull(report);
    }

    private static WindowOutbox inMemory(int windowsMax, long bytesMax) {
        return new WindowOutbox(windowsMax, bytesMax, Optional.empty());
    }

    private static ClosedWindow closed() {
        try {
            return new Talk()
                    .login(MySqlBytes.MODERN, MySqlBytes.MODERN)
                    .query("INSERT INTO t VALUES (1)")
                    .server(Talk.packet(1, MySqlBytes.error(1062, "23000", "Duplicate entry")))
                    .run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void aFrameIsTheWholeReport() throws Exception {
        WindowReport report = report(7);
        byte[] frame = WindowFrame.of(report).bytes();

        WindowReport read = WindowFrame.received(frame).report();

        assertThat(read.id()).isEqualTo(report.id());
        assertThat(read.statements()).hasSameSizeAs(report.statements()).isNotEmpty();
        assertThat(read.statements().getFirst().sample()).isNotNull();
        assertThat(read.digests()).isEqualTo(report.digests());
        assertThat(read.capture()).isEqualTo(report.capture());
        assertThat(WindowFrame.of(read).bytes()).isEqualTo(frame);
    }

    @Test
    void damagedFramesAreRefused() {
        byte[] frame = WindowFrame.of(report(1)).bytes();
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(WindowFrame.received(cut)::report)
                    .isInstanceOf(DamagedFrameException.class);
        }
        byte[] other = Zstd.compress(new byte[] {5, 0, 0, 0, 0});
        assertThatThrownBy(WindowFrame.received(other)::report)
                .isInstanceOf(DamagedFrameException.class);
    }

    @Test
    void theOldestGoWhenThereIsNoRoomAndAreCounted() {
        WindowOutbox outbox = inMemory(3, PLENTY);
        for (int number = 1; number <= 5; number++) {
            outbox.report(report(number));
        }

        assertThat(outbox.counts().dropped()).isEqualTo(2);
        assertThat(outbox.after(0, 9))
                .extracting(KeptWindow::id)
                .containsExactly("p:r:3", "p:r:4", "p:r:5");
    }

    @Test
    void bytesAreLimitedToo() {
        int length = WindowFrame.of(report(1)).bytes().length;
        WindowOutbox outbox = inMemory(100, 2L * length + length / 2);
        for (int number = 1; number <= 5; number++) {
            outbox.report(report(number));
        }

        assertThat(outbox.counts().waiting()).isEqualTo(2);
        assertThat(outbox.counts().waitingBytes()).isBetween(2L * length - 8, 2L * length + 8);
        assertThat(outbox.counts().dropped()).isEqualTo(3);
    }

    @Test
    void anotherMasterIsSentWhatTheFirstDidNotAcknowledge() {
        WindowOutbox outbox = inMemory(100, PLENTY);
        List<WindowFrame> first = new ArrayList<>();
        List<WindowFrame> second = new ArrayList<>();
        try (Delivery delivery = new Delivery(outbox, first::add)) {
            for (int number = 1; number <= 6; number++) {
                outbox.report(report(number));
            }
            assertThat(first).as("no more than a few ahead").hasSize(4);
            delivery.acknowledged("p:r:1");
            assertThat(first).hasSize(5);
        }

        try (Delivery delivery = new Delivery(outbox, second::add)) {
            for (int number = 2; number <= 6; number++) {
                delivery.acknowledged("p:r:" + number);
            }
        }

        assertThat(second).hasSize(5);
        assertThat(outbox.counts()).isEqualTo(new WindowOutbox.Counts(0, 0, 0, 0));
    }

    @Test
    void whatWasAcknowledgedTwiceIsGoneOnce() {
        WindowOutbox outbox = inMemory(100, PLENTY);
        outbox.report(report(1));
        outbox.report(report(2));

        outbox.acknowledge("p:r:1");
        outbox.acknowledge("p:r:1");

        assertThat(outbox.after(0, 9)).extracting(KeptWindow::id).containsExactly("p:r:2");
    }

    @Test
    void theNextRunDeliversWhatAKilledOneCouldNot(@TempDir Path folder) throws Exception {
        WindowOutbox killed = new WindowOutbox(100, PLENTY, Optional.of(folder));
        for (int number = 1; number <= 12; number++) {
            killed.report(report(number));
        }
        killed.acknowledge("p:r:1");
        Files.writeString(folder.resolve("0000000000000000013.window.part"), "half");
        Files.writeString(folder.resolve("0000000000000000014.window"), "rubbish");

        WindowOutbox next = new WindowOutbox(100, PLENTY, Optional.of(folder));
        next.report(report(13));

        assertThat(next.after(0, 99)).hasSize(12);
        assertThat(next.after(0, 2)).extracting(KeptWindow::id).containsExactly("p:r:2", "p:r:3");
        assertThat(next.after(0, 99).getLast().id()).isEqualTo("p:r:13");
        assertThat(next.counts().notOnDisk()).isEqualTo(1);
        next.after(0, 99).forEach(window -> next.acknowledge(window.id()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theLimitsHoldForWhatAnEarlierRunLeft(@TempDir Path folder) {
        WindowOutbox killed = new WindowOutbox(100, PLENTY, Optional.of(folder));
        for (int number = 1; number <= 5; number++) {
            killed.report(report(number));
        }

        WindowOutbox next = new WindowOutbox(2, PLENTY, Optional.of(folder));

        assertThat(next.after(0, 9)).extracting(KeptWindow::id).containsExactly("p:r:4", "p:r:5");
        assertThat(next.counts().dropped()).isEqualTo(3);
        assertThat(folder).isDirectoryNotContaining("glob:**1.window");
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoWindow(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        WindowOutbox outbox = new WindowOutbox(100, PLENTY, Optional.of(file.resolve("no")));
        outbox.report(report(1));

        assertThat(outbox.counts().waiting()).isEqualTo(1);
        assertThat(outbox.counts().notOnDisk()).isEqualTo(2);
    }
}
