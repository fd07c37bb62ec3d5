package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.Redactor;
import io.github.spyhop.collector.normalise.SlowLogParser;
import io.github.spyhop.collector.normalise.SlowLogSummary;
import io.github.spyhop.collector.poll.cloudwatch.LogSource;
import io.github.spyhop.collector.poll.cloudwatch.SlowLogReader;
import io.github.spyhop.collector.store.SlowLogStore;
import io.github.spyhop.collector.store.SlowLogStore.Progress;
import io.github.spyhop.collector.store.SlowLogStore.Run;
import io.github.spyhop.collector.store.SlowLogStore.RunLostException;
import io.github.spyhop.model.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Does the runs over slow logs that somebody asked for. */
final class SlowLogRuns {

    private static final Logger LOGGER = Logger.getLogger(SlowLogRuns.class);

    private final SlowLogStore store;
    private final String version;
    private final Redactor redactor;

    /**
     * Runs.
     *
     * @param version of the servers, by which statements are digested
     * @param redacted whether examples are kept without their values
     */
    SlowLogRuns(Store store, String version, boolean redacted) {
        this.store = new SlowLogStore(store);
        this.version = version;
        this.redactor = new Redactor(redacted, version, "");
    }

    /** Does one run, if there is one to do. */
    boolean turn(CloudWatchLogsClient client) {
        Optional<Run> run = store.take();
        run.ifPresent(each -> collect(each, client));
        return run.isPresent();
    }

    private void collect(Run run, CloudWatchLogsClient client) {
        Progress progress = new Progress(0, 0, 0);
        try {
            SlowLogReader reader = new SlowLogReader(client);
            Map<String, List<LogSource>> instances = new LinkedHashMap<>();
            for (LogSource source : reader.sources(run.instance())) {
                instances.computeIfAbsent(source.instance(), name -> new ArrayList<>()).add(source);
            }
            int before = run.done().size();
            instances.keySet().removeAll(run.done());
            progress = new Progress(before, before + instances.size(), 0);
            for (Map.Entry<String, List<LogSource>> instance : instances.entrySet()) {
                SlowLogSummary summary = summaryOf(reader, run, instance.getValue());
                store.write(instance.getKey(), summary);
                store.done(run, instance.getKey());
                progress =
                        new Progress(
                                progress.processedInstances() + 1,
                                progress.totalInstances(),
                                progress.totalQueries() + summary.entries());
                store.show(run, "in_progress", progress, null);
            }
            store.show(run, "completed", progress, null);
        } catch (RunLostException | CancellationException elsewhere) {
            LOGGER.infof("CloudWatch: %s", elsewhere.getMessage());
        } catch (SdkException refused) {
            store.show(run, "error", progress, refused.getMessage());
            LOGGER.warnf("CloudWatch: %s", refused.getMessage());
        }
    }

    private SlowLogSummary summaryOf(SlowLogReader reader, Run run, List<LogSource> sources) {
        SlowLogSummary summary = new SlowLogSummary(version, redactor);
        for (LogSource source : sources) {
            SlowLogParser parser = new SlowLogParser();
            reader.read(
                    source,
                    run.from(),
                    run.to(),
                    page -> {
                        store.renew(run);
                        page.forEach(event ->
                                parser.parse(event.at(), event.message()).forEach(summary::add));
                    });
        }
        if (summary.dropped() > 0) {
            LOGGER.warnf("%d entries of a slow log found no room", summary.dropped());
        }
        return summary;
    }
}
