package io.github.spyhop.probe.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The account by which servers are asked whose the connections are that began before the capture; it
 * needs PROCESS.
 */
@ConfigMapping(prefix = "watcher")
public interface WatcherConfig {

    /** The servers as {@code host:port}, separated by commas; without one none is asked. */
    Optional<List<String>> address();

    /** The account's name. */
    Optional<String> uname();

    /** The account's password, by the name that existing files have. */
    Optional<String> passward();

    /** The account's password. */
    Optional<String> password();

    /** The schema to connect to. */
    @WithDefault("information_schema")
    String dbname();

    /** A server is asked at most so often, and only while a connection is not known. */
    @WithDefault("2S")
    Duration interval();
}
