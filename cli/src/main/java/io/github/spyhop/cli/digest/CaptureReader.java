package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.probe.PipelineCounts;
import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.exchange.SampleSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs capture files through the probe's own pipeline, as one window. */
public final class CaptureReader {

    private static final int SAMPLE_BYTES_MAX = 16_384;
    private static final int CELLS_MAX = 200_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PACKETS_PER_UPDATE = 1 << 18;

    private final CaptureOptions options;
    private final Progress progress;
    private long firstNanos;
    private long lastNanos;

    public CaptureReader(CaptureOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Reads files.
     *
     * @param names {@code -} is standard input
     * @throws IOException if one cannot be read, or is no capture
     */
    public CaptureReport read(List<String> names) throws IOException {
        ProbePipeline pipeline = new ProbePipeline(settings());
        try (CaptureFiles files = CaptureFiles.open(names)) {
            PipelineCounts before = PipelineCounts.NONE;
            boolean begun = options.from() == null;
            long from = nanos(options.from(), Long.MIN_VALUE);
            long to = nanos(options.to(), Long.MAX_VALUE);
            long packets = 0;
            PacketView packet = files.next();
            while (packet != null && packet.nanos() < to) {
                if (!begun && packet.nanos() >= from) {
                    // The sessions are known from before; what they did there is not counted.
                    pipeline.closeWindow();
                    before = pipeline.counts();
                    begun = true;
                }
                firstNanos = packets == 0 || packet.nanos() < from ? packet.nanos() : firstNanos;
                lastNanos = packet.nanos();
                pipeline.packet(packet);
                if (++packets % PACKETS_PER_UPDATE == 0) {
                    progress.update("%,d packets read".formatted(packets));
                }
                packet = files.next();
            }
            if (!begun) {
                pipeline.closeWindow();
                before = pipeline.counts();
            }
            if (packet == null) {
                pipeline.end(lastNanos);
            }
            return report(names, files, pipeline.closeWindow(), pipeline.counts(), before);
        }
    }

    private CaptureReport report(
            List<String> names,
            CaptureFiles files,
            ClosedWindow window,
            PipelineCounts counts,
            PipelineCounts before) {
        long from = Math.max(firstNanos, nanos(options.from(), Long.MIN_VALUE));
        Losses losses =
                new Losses(
                        files.losses().droppedByKernel(),
                        files.losses().droppedByInterface(),
                        files.losses().cutRecords(),
                        counts.malformed() - before.malformed(),
                        counts.gaps() - before.gaps(),
                        counts.gapBytes() - before.gapBytes());
        return CaptureReport.of(
                new CaptureReport.Source(
                        names,
                        files.cut(),
                        instant(from),
                        instant(Math.max(from, lastNanos)),
                        counts.packets() - before.packets()),
                window,
                losses);
    }

    private PipelineSettings settings() {
        PortFilter ports =
                options.ports().isEmpty() ? PortFilter.every() : PortFilter.of(options.ports());
        PipelineSettings defaults = PipelineSettings.of(ports);
        // The slowest of each family is its sample.
        AggregateSettings aggregate =
                new AggregateSettings(
                        true,
                        CELLS_MAX,
                        Duration.ZERO,
                        options.showSamples() ? 1 : 0,
                        options.showSamples() ? CELLS_MAX : 0);
        return new PipelineSettings(
                ports,
                defaults.reassembly(),
                defaults.decode(),
                new SampleSettings(
                        !options.showSamples(),
                        options.showSamples()
                                ? SAMPLE_BYTES_MAX
                                : SampleSettings.DEFAULT.statementBytesMax()),
                aggregate,
                options.digestLengthMax());
    }

    private static long nanos(@Nullable Instant time, long otherwise) {
        return time == null ? otherwise : time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
