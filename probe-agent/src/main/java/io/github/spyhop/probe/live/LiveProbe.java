package io.github.spyhop.probe.live;

import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.probe.PipelineCounts;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.SourceLosses;
import io.github.spyhop.probe.report.WindowTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Drives a pipeline with the packets of a source, and closes its windows in time. */
final class LiveProbe {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PacketSource source;
    private final ProbePipeline pipeline;
    private final WindowClock windows;
    private final Clock clock;

    /** How much later than its time stamp a packet may still be handed over. */
    private final long settledNanos;

    private final ClosedWindows closedWindows;
    private final PacketView packet = new PacketView();
    private PipelineCounts countsBefore = PipelineCounts.NONE;
    private SourceLosses lossesBefore = SourceLosses.NONE;
    private volatile PipelineCounts counts = PipelineCounts.NONE;
    private volatile boolean stopped;

    /** Takes what was counted within a window. */
    @FunctionalInterface
    interface ClosedWindows {

        void closed(WindowTime time, ClosedWindow window, WireCoverageDocument.Capture capture);
    }

    LiveProbe(
            PacketSource source,
            ProbePipeline pipeline,
            WindowClock windows,
            Duration delay,
            ClosedWindows closedWindows) {
        this.source = source;
        this.pipeline = pipeline;
        this.windows = windows;
        this.clock = Clock.systemUTC();
        this.settledNanos = 3 * delay.toNanos();
        this.closedWindows = closedWindows;
    }

    /** Works until it is stopped or the source fails. */
    void run() throws IOException {
        windows.start(clock.millis() * NANOS_PER_MILLI);
        while (!stopped) {
            switch (source.next(packet)) {
                case PACKET -> {
                    closeIfOver(packet.nanos());
                    pipeline.packet(packet);
                }
                case IDLE -> {
                    long settled = clock.millis() * NANOS_PER_MILLI - settledNanos;
                    pipeline.idle(settled);
                    closeIfOver(settled);
                }
                case END -> stopped = true;
            }
        }
        pipeline.end(clock.millis() * NANOS_PER_MILLI);
        close();
    }

    /** Ends the loop; the last window is closed before it does. */
    void stop() {
        stopped = true;
    }

    private void closeIfOver(long nanos) {
        if (windows.isOver(nanos)) {
            close();
            windows.next(nanos);
        }
    }

    private void close() {
        PipelineCounts now = pipeline.counts();
        SourceLosses losses = source.losses();
        closedWindows.closed(windows.window(), pipeline.closeWindow(), captured(now, losses));
        countsBefore = now;
        lossesBefore = losses;
        counts = now;
    }

    private WireCoverageDocument.Capture captured(PipelineCounts now, SourceLosses losses) {
        return new WireCoverageDocument.Capture(
                now.packets() - countsBefore.packets(),
                losses.droppedByKernel() - lossesBefore.droppedByKernel(),
                losses.droppedByInterface() - lossesBefore.droppedByInterface(),
                now.duplicates() - countsBefore.duplicates(),
                now.malformed() - countsBefore.malformed(),
                now.fragmentsIncomplete() - countsBefore.fragmentsIncomplete(),
                now.gaps() - countsBefore.gaps(),
                now.gapBytes() - countsBefore.gapBytes());
    }

    /** What passed until the last window was closed. */
    PipelineCounts counts() {
        return counts;
    }
}
