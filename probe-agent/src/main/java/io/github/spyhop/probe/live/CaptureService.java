package io.github.spyhop.probe.live;

import io.github.spyhop.probe.PipelineCounts;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.capture.CaptureException;
import io.github.spyhop.probe.capture.DeviceSettings;
import io.github.spyhop.probe.capture.LiveCapture;
import io.github.spyhop.probe.config.NodeConfig;
import io.github.spyhop.probe.config.Settings;
import io.github.spyhop.probe.report.ReportBuilder;
import io.github.spyhop.probe.report.ReportSink;
import io.github.spyhop.probe.report.WindowReport;
import io.github.spyhop.probe.watch.Watcher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Captures as long as the node runs, and tries again where a device fails. */
@ApplicationScoped
public class CaptureService {

    private static final Logger LOGGER = Logger.getLogger(CaptureService.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final int RUN_LENGTH = 8;

    private final Settings settings;
    private final Instance<ReportSink> sinks;
    private final Watcher watcher;
    private final WindowClock windows;
    private final ExecutorService reporting =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("spyhop-report").daemon().factory());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable LiveProbe probe;
    private volatile @Nullable String failure = "not started yet";

    CaptureService(
            Settings settings, NodeConfig node, @Any Instance<ReportSink> sinks, Watcher watcher) {
        this.settings = settings;
        this.sinks = sinks;
        this.watcher = watcher;
        windows = new WindowClock(node.interval());
    }

    void start(@Observes StartupEvent event) {
        if (settings.captures()) {
            thread = Thread.ofPlatform().name("spyhop-capture").start(this::captureUntilStopped);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        LiveProbe running = probe;
        if (running != null) {
            running.stop();
        }
        if (thread != null) {
            thread.join(STOP_MAX);
        }
        reporting.shutdown();
        if (!reporting.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warn("the last window could not be reported in time");
        }
    }

    private void captureUntilStopped() {
        ReportBuilder reports =
                new ReportBuilder(
                        settings.probeName(),
                        UUID.randomUUID().toString().replace("-", "").substring(0, RUN_LENGTH));
        while (!isStopping()) {
            try {
                capture(reports);
            } catch (IOException | RuntimeException | LinkageError failed) {
                failure = String.valueOf(failed.getMessage());
                if (failed instanceof CaptureException) {
                    LOGGER.error(failure);
                } else {
                    LOGGER.error("capturing failed", failed);
                }
                pauseBeforeRetry();
            }
        }
    }

    private void capture(ReportBuilder reports) throws IOException {
        DeviceSettings devices = settings.devices();
        ProbePipeline running = new ProbePipeline(settings.pipeline(), watcher.directory());
        try (LiveCapture source = LiveCapture.open(devices)) {
            LiveProbe live =
                    new LiveProbe(
                            source,
                            running,
                            windows,
                            devices.delay(),
                            (time, window, capture) ->
                                    reporting.execute(
                                            () -> report(reports.build(time, window, capture))));
            probe = live;
            failure = null;
            LOGGER.infof("capturing on %s, ports %s", source.name(), devices.ports());
            if (!isStopping()) {
                live.run();
            }
        } finally {
            probe = null;
        }
    }

    private void report(WindowReport report) {
        for (ReportSink sink : sinks) {
            try {
                sink.report(report);
            } catch (RuntimeException failed) {
                LOGGER.errorf(failed, "a report could not be handed to %s", sink);
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pauseBeforeRetry() {
        try {
            stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** Changes the length of the windows to come. */
    public void interval(Duration interval) {
        windows.interval(interval);
    }

    public Duration interval() {
        return windows.interval();
    }

    /** Why nothing is captured now, if that is so. */
    public Optional<String> failure() {
        return settings.captures() ? Optional.ofNullable(failure) : Optional.empty();
    }

    /** Whether the thread that captures is alive, or none is wanted. */
    public boolean isAlive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    /** What passed until the last window was closed. */
    public PipelineCounts counts() {
        LiveProbe running = probe;
        return running == null ? PipelineCounts.NONE : running.counts();
    }
}
