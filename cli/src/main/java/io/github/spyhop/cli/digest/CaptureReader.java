package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.probe.PipelineCounts;
import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.exchange.SampleSettings;
import io.github.spyhop.probe.exchange.ServerTally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs capture files through the probe's own pipeline, as one window. */
final class CaptureReader {

    private static final int SAMPLE_BYTES_MAX = 16_384;
    private static final int CELLS_MAX = 200_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PACKETS_PER_UPDATE = 1 << 18;

    private final DigestRequest request;
    private final Progress progress;
    private long firstNanos;
    private long lastNanos;

    CaptureReader(DigestRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Reads files.
     *
     * @throws IOException if one cannot be read, or is no capture
     */
    DigestReport read(List<InputFile> inputs) throws IOException {
        ProbePipeline pipeline = new ProbePipeline(settings());
        try (CaptureFiles files = CaptureFiles.open(inputs)) {
            PipelineCounts before = PipelineCounts.NONE;
            boolean begun = request.from() == null;
            long from = nanos(request.from(), Long.MIN_VALUE);
            long to = nanos(request.to(), Long.MAX_VALUE);
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
            return report(
                    InputFile.names(inputs),
                    files,
                    pipeline.closeWindow(),
                    pipeline.counts(),
                    before);
        }
    }

    private DigestReport report(
            List<String> names,
            CaptureFiles files,
            ClosedWindow window,
            PipelineCounts counts,
            PipelineCounts before) {
        long from = Math.max(firstNanos, nanos(request.from(), Long.MIN_VALUE));
        Losses losses =
                new Losses(
                        files.losses().droppedByKernel(),
                        files.losses().droppedByInterface(),
                        files.losses().cutRecords(),
                        counts.malformed() - before.malformed(),
                        counts.gaps() - before.gaps(),
                        counts.gapBytes() - before.gapBytes());
        List<ServerTally> spoken =
                window.servers().stream()
                        .filter(ServerTally::hasSpoken)
                        .sorted(Comparator.comparing(ServerTally::server))
                        .toList();
        long read = counts.packets() - before.packets();
        return new DigestReport(
                new DigestReport.Source(
                        names,
                        files.cut(),
                        read == 0 ? null : instant(from),
                        read == 0 ? null : instant(Math.max(from, lastNanos)),
                        read),
                families(window),
                new Coverage.OfCaptures(spoken, losses));
    }

    private List<FamilyReport> families(ClosedWindow window) {
        Map<DigestReport.Key, FamilyReport> families = new LinkedHashMap<>();
        for (Cell cell : window.cells()) {
            String schema = cell.session().schema();
            DigestReport.Key key = new DigestReport.Key(schema, cell.family().id());
            FamilyReport known = families.get(key);
            FamilyReport family = known == null ? new FamilyReport(cell.family(), schema) : known;
            if (request.filter().keeps(family, cell.session().user(), cell.session().client())) {
                families.put(key, family);
                family.add(cell);
            }
        }
        return request.filter().ofErrors(families.values());
    }

    private PipelineSettings settings() {
        PortFilter ports =
                request.ports().isEmpty() ? PortFilter.every() : PortFilter.of(request.ports());
        PipelineSettings defaults = PipelineSettings.of(ports);
        // The slowest of each family is its sample.
        AggregateSettings aggregate =
                new AggregateSettings(
                        true,
                        CELLS_MAX,
                        Duration.ZERO,
                        request.showSamples() ? 1 : 0,
                        request.showSamples() ? CELLS_MAX : 0);
        return new PipelineSettings(
                ports,
                defaults.reassembly(),
                defaults.decode(),
                new SampleSettings(
                        !request.showSamples(),
                        request.showSamples()
                                ? SAMPLE_BYTES_MAX
                                : SampleSettings.DEFAULT.statementBytesMax()),
                aggregate,
                request.digestLengthMax());
    }

    private static long nanos(@Nullable Instant time, long otherwise) {
        return time == null ? otherwise : time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
