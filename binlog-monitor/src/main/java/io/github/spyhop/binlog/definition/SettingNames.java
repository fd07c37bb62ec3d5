package io.github.spyhop.binlog.definition;

import io.github.spyhop.binlog.config.BinlogConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a source may be told: all of {@link BinlogConfig} that concerns one source. */
final class SettingNames {

    /** Kept encrypted, and never shown. */
    static final Set<String> SECRET = Set.of(SourceDefinition.PASSWORD, "filter_hash_key");

    private static final String PREFIX = "binlog.";

    /** The name is told otherwise, and the delay is the service's. */
    private static final Set<String> NOT_OF_A_SOURCE = Set.of("source", "delay_start");

    private static final Set<String> ALL =
            ConfigMappings.getProperties(ConfigClass.configClass(BinlogConfig.class, "binlog"))
                    .keySet()
                    .stream()
                    .map(SettingNames::shortName)
                    .filter(name -> !NOT_OF_A_SOURCE.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));

    private SettingNames() {}

    /** {@code filter_tables} of {@code binlog.filter.tables[*]}. */
    private static String shortName(String property) {
        return property.substring(PREFIX.length())
                .replace("[*]", "")
                .replace('.', '_')
                .replace('-', '_')
                .toLowerCase(Locale.ROOT);
    }

    static Set<String> all() {
        return ALL;
    }

    /** The environment variable that sets the same. */
    static String variable(String name) {
        return "BINLOG_" + name.toUpperCase(Locale.ROOT);
    }
}
