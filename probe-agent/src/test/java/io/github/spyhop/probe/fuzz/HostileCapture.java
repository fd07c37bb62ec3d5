package io.github.spyhop.probe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.decode.Loss;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A capture that may hold anything, and what must be true of a pipeline that it went through. */
public final class HostileCapture {

    private static final long KEPT_BYTES_MAX = 256L << 20;

    private HostileCapture() {}

    /**
     * Runs it: no exception leaves the pipeline, no connection's bytes break its decoder, what is
     * kept stays within limits and is all given back at the end.
     *
     * @return what was counted as lost
     */
    public static Map<Loss, Long> run(String name, byte[] capture) {
        ProbePipeline pipeline = new ProbePipeline(PipelineSettings.of(PortFilter.every()));
        PacketView packet = new PacketView();
        try (CaptureFile file = CaptureFile.read(name, new ByteArrayInputStream(capture))) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                pipeline.packet(packet);
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining(name);
        } catch (RuntimeException failed) {
            throw new AssertionError(name, failed);
        }
        assertThat(pipeline.counts().keptBytes()).as(name).isLessThan(KEPT_BYTES_MAX);
        pipeline.end(packet.nanos());
        ClosedWindow window = pipeline.closeWindow();
        Map<Loss, Long> losses = new TreeMap<>();
        window.servers()
                .forEach(server -> {
                    server.statementsLost().forEach((loss, n) -> losses.merge(loss, n, Long::sum));
                    server.connectionsUnreadable()
                            .forEach((loss, n) -> losses.merge(loss, n, Long::sum));
                });
        assertThat(pipeline.counts().keptBytes()).as(name + ", at its end").isZero();
        assertThat(losses)
                .as("a connection's bytes never break its decoder: " + name)
                .doesNotContainKey(Loss.FAULT);
        return losses;
    }
}
