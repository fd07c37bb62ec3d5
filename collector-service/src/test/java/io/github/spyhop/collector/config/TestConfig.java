package io.github.spyhop.collector.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The configuration with its defaults and what a test sets. */
public final class TestConfig {

    private TestConfig() {}

    public static CollectorConfig of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("spyhop.collector.fleet.interval", "1s");
        all.put("spyhop.collector.digests.interval", "60s");
        all.put("spyhop.collector.alert.interval", "5s");
        all.put("spyhop.collector.aws.region", "us-east-1");
        all.put("spyhop.collector.aws.look-every", "2s");
        all.put("spyhop.collector.running.interval", "1");
        all.put("spyhop.collector.running.slow-from", "2");
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(CollectorConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(all)
                .build()
                .getConfigMapping(CollectorConfig.class);
    }

    public static CollectorConfig with(String name, String value) {
        return of(Map.of(name, value));
    }
}
