package io.github.spyhop.binlog.definition;

import io.github.spyhop.binlog.config.BinlogConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Reads a definition as the environment's variables are read, with the same defaults and errors. */
public final class DefinedConfig {

    private static final int ORDINAL = 300;

    private DefinedConfig() {}

    /**
     * The configuration of one source.
     *
     * @throws IllegalArgumentException if a value is not of its kind, or one is missing; the message
     *     names it
     */
    public static BinlogConfig of(SourceDefinition definition) {
        Map<String, String> variables = new HashMap<>();
        definition
                .settings()
                .forEach((name, value) -> variables.put(SettingNames.variable(name), value));
        variables.put("BINLOG_SOURCE", definition.name());
        try {
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .addDefaultInterceptors()
                    .withMapping(BinlogConfig.class)
                    .withSources(new EnvConfigSource(variables, ORDINAL))
                    .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
                    .build()
                    .getConfigMapping(BinlogConfig.class);
        } catch (RuntimeException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }
}
