package io.github.spyhop.collector;

import io.github.spyhop.collector.config.CollectorConfig;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;

/** The client of CloudWatch Logs, as the operator set it. */
final class CloudWatch {

    /** A month of many instances meets AWS's limits of calls a second now and then. */
    private static final int ATTEMPTS_MAX = 10;

    private static final Duration CALL_MAX = Duration.ofMinutes(5);

    private CloudWatch() {}

    static CloudWatchLogsClient client(CollectorConfig.Aws config) {
        CloudWatchLogsClientBuilder builder =
                CloudWatchLogsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.of(config.region()))
                        .overrideConfiguration(set ->
                                set.apiCallTimeout(CALL_MAX)
                                        .retryStrategy(
                                                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                                        .maxAttempts(ATTEMPTS_MAX)
                                                        .build()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
