package io.github.spyhop.collector;

import com.mongodb.client.MongoClient;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.store.SlowLogStore;
import io.github.spyhop.collector.store.SlowLogStore.Shown;
import io.github.spyhop.model.store.Store;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Asks for a run over whole days, does it unless a replica is quicker, and follows it to its end. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Reads the slow logs of past days (UTC) from CloudWatch.")
@Dependent
@RegisterForReflection
public class Backfill implements Callable<Integer> {

    private static final long LOOK_MILLIS = 500;

    private final SlowLogStore store;
    private final SlowLogRuns runs;
    private final Supplier<CloudWatchLogsClient> logs;

    @Option(names = "--start-date", required = true, description = "The first day: 2026-10-01.")
    private @Nullable LocalDate start;

    @Option(names = "--end-date", required = true, description = "The last day, included.")
    private @Nullable LocalDate end;

    @Option(names = "--instance-id", description = "The only instance to read.")
    private @Nullable String instance;

    @Spec private @Nullable CommandSpec spec;

    @Inject
    Backfill(
            CollectorConfig config,
            MongoClient mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this(
                config,
                new Store(mongo.getDatabase(database), System.getenv()),
                () -> CloudWatch.client(config.aws()));
    }

    Backfill(CollectorConfig config, Store store, Supplier<CloudWatchLogsClient> logs) {
        this.store = new SlowLogStore(store);
        this.runs = new SlowLogRuns(store, config.aws().mysqlVersion(), config.redacted());
        this.logs = logs;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalDate from = required(start);
        LocalDate to = required(end);
        CommandLine line = required(spec).commandLine();
        if (to.isBefore(from)) {
            throw new ParameterException(line, "--end-date is before --start-date");
        }
        String id =
                store.request(
                        from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        Optional.ofNullable(instance));
        Thread run = Thread.ofVirtual().name("backfill").start(() -> work(id));
        PrintWriter out = line.getOut();
        Shown shown = null;
        do {
            Thread.sleep(LOOK_MILLIS);
            Shown now = store.shown(id);
            if (!now.equals(shown)) {
                out.println(wordsOf(now));
                out.flush();
            }
            shown = now;
        } while (!shown.isOver());
        run.join();
        return shown.isWell() ? 0 : 1;
    }

    /** Does what is asked for until this run is over, whoever does it. */
    private void work(String id) {
        try (CloudWatchLogsClient client = logs.get()) {
            while (!store.shown(id).isOver()) {
                if (!runs.turn(client)) {
                    Thread.sleep(LOOK_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String wordsOf(Shown shown) {
        String words =
                "%s: %d %%, %d of %d instances, %,d statements"
                        .formatted(
                                shown.status(),
                                shown.percent(),
                                shown.progress().processedInstances(),
                                shown.progress().totalInstances(),
                                shown.progress().totalQueries());
        return shown.error() == null ? words : words + ": " + shown.error();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("picocli sets what is required");
        }
        return value;
    }
}
