package io.github.spyhop.collector.poll.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * Reads the groups {@code /aws/rds/cluster/NAME/slowquery}, whose streams are the cluster's
 * instances, and {@code /aws/rds/instance/NAME/slowquery}. All calls share AWS's limit for an account
 * and region, so that they are spread.
 */
public final class SlowLogReader {

    private static final String PREFIX = "/aws/rds/";
    private static final String SUFFIX = "/slowquery";

    /** Ten calls a second is what CloudWatch allowed for GetLogEvents at first. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

    private final CloudWatchLogsClient client;

    public SlowLogReader(CloudWatchLogsClient client) {
        this.client = client;
    }

    /** Every stream of a slow log; of one instance, if it is named. */
    public List<LogSource> sources(@Nullable String instance) {
        List<LogSource> sources = new ArrayList<>();
        client
                .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(PREFIX))
                .logGroups()
                .stream()
                .map(LogGroup::logGroupName)
                .filter(name -> name.endsWith(SUFFIX))
                .forEach(group -> sources.addAll(streams(group)));
        sources.removeIf(source -> instance != null && !source.instance().equals(instance));
        return sources;
    }

    private List<LogSource> streams(String group) {
        String[] parts = group.substring(PREFIX.length()).split("/");
        boolean ofInstance = parts[0].equals("instance");
        return client
                .describeLogStreamsPaginator(request -> request.logGroupName(group))
                .logStreams()
                .stream()
                .map(stream ->
                        new LogSource(
                                group,
                                stream.logStreamName(),
                                ofInstance ? parts[1] : instanceOf(stream.logStreamName())))
                .toList();
    }

    /** Aurora adds a part to the name of some streams: {@code instance.2}. */
    private static String instanceOf(String stream) {
        int dot = stream.indexOf('.');
        return dot < 0 ? stream : stream.substring(0, dot);
    }

    /** An event of a stream. */
    public record LogEvent(Instant at, String message) {}

    /**
     * Gives the events of a stream page by page, the oldest first; pages may be empty.
     *
     * @param to excluded
     * @throws CancellationException if it is interrupted: what was given is not all
     */
    public void read(LogSource source, Instant from, Instant to, Consumer<List<LogEvent>> onPage) {
        String token = null;
        while (true) {
            GetLogEventsResponse page = page(source, from, to, token);
            onPage.accept(
                    page.events().stream()
                            .map(event ->
                                    new LogEvent(
                                            Instant.ofEpochMilli(event.timestamp()),
                                            event.message()))
                            .toList());
            // The end is where the token stays the same.
            String next = page.nextForwardToken();
            if (next == null || next.equals(token)) {
                return;
            }
            token = next;
            pause();
        }
    }

    private GetLogEventsResponse page(
            LogSource source, Instant from, Instant to, @Nullable String token) {
        return client.getLogEvents(
                GetLogEventsRequest.builder()
                        .logGroupName(source.group())
                        .logStreamName(source.stream())
                        .startTime(from.toEpochMilli())
                        .endTime(to.toEpochMilli())
                        .startFromHead(true)
                        .nextToken(token)
                        .build());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_CALLS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("reading a slow log was interrupted");
        }
    }
}
