package io.github.spyhop.probe.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is captured, and how much of it may be kept. */
@ConfigMapping(prefix = "probe")
public interface ProbeConfig {

    /**
     * The devices to capture, separated by commas; {@code any} is all of a Linux host, and what a
     * slave captures without this. Other roles capture only what they are told to.
     */
    Optional<List<String>> device();

    /** The MySQL ports, separated by commas. */
    @WithDefault("3306")
    List<Integer> port();

    /** How many bytes of a packet are captured; 0 is 262,144, less would cut packets. */
    @WithDefault("0")
    int snappylength();

    /**
     * Has no effect, and more than 1 is told in the log: one thread does the work. Existing files
     * name it.
     */
    @WithDefault("1")
    int workers();

    /** The kernel's room for packets that were not read yet, of each device. */
    @WithDefault("32M")
    MemorySize buffer();

    /** How long the kernel may collect packets before it hands them over. */
    @WithDefault("100ms")
    Duration delay();

    /** Whether packets for other hosts are captured too, as on a mirror port. */
    @WithDefault("false")
    boolean promiscuous();

    /** The probe's name in reports; by default the host's. */
    Optional<String> name();

    /**
     * A folder of this node alone for the windows that wait for the store or the master, so that they
     * outlive the process; by default they wait in memory.
     */
    Optional<String> outboxFolder();

    /** The servers' {@code max_digest_length}, so that digests are cut where theirs are. */
    @WithDefault("1024")
    int maxDigestLength();

    /** What samples show. */
    Samples samples();

    /** What may be kept. */
    Limits limits();

    /** What samples show. */
    interface Samples {

        /** Whether literals, values and the server's messages are left out. */
        @WithDefault("true")
        boolean redacted();

        /** How much of a statement with its values is kept until it is answered. */
        @WithDefault("4K")
        MemorySize statementBytes();

        /** The slowest that are kept of each family and key in a window. */
        @WithDefault("5")
        int slowPerKey();

        /** The slow ones that are kept in a window. */
        @WithDefault("1000")
        int slowPerWindow();
    }

    /** What may be kept. */
    interface Limits {

        /** Connections that are followed; beyond it an idle one is forgotten for each new one. */
        @WithDefault("200000")
        int connections();

        /** After it a connection is forgotten; longer than the servers' {@code wait_timeout}. */
        @WithDefault("9H")
        Duration connectionIdle();

        /** Packets that wait for one before them, in one connection. */
        @WithDefault("4M")
        MemorySize heldPerConnection();

        /** The same, of all connections. */
        @WithDefault("16M")
        MemorySize heldInAll();

        /** A statement that arrives in pieces; a longer one is not digested. */
        @WithDefault("16M")
        MemorySize statement();

        /** Everything that arrives in pieces, of all connections. */
        @WithDefault("32M")
        MemorySize piecesInAll();

        /** Combinations of server, schema, user, client and family in a window. */
        @WithDefault("20000")
        int keysPerWindow();

        /** Windows that wait for the store or the master; beyond it the oldest is dropped. */
        @WithDefault("1000")
        int reportsKept();

        /** The same, of all that wait, as they are kept: compressed. */
        @WithDefault("64M")
        MemorySize reportBytesKept();
    }
}
