package io.github.spyhop.binlog.config;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.message.Envelope;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueType;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import io.github.spyhop.binlog.stream.TlsMode;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The source that the environment describes, and how all sources are run. Each key is an
 * environment variable too: {@code binlog.server-id} is {@code BINLOG_SERVER_ID}.
 */
@ConfigMapping(prefix = "binlog")
public interface BinlogConfig {

    /** The name of the source, as the console and the store know it. */
    @WithDefault("mysql")
    String source();

    /** Only changes in this schema are published; all schemas but MySQL's own if absent. */
    Optional<String> database();

    /**
     * Where the source begins when it has no checkpoint: {@code now}, {@code earliest} for all that
     * the server still has, a time such as {@code 2026-11-21T09:30:00Z}, or the GTID set of what is
     * not to be published.
     */
    @WithDefault("now")
    String start();

    /** How long the service waits before it begins, to let other systems come up. */
    @WithDefault("0S")
    Duration delayStart();

    /** After how long without messages a heartbeat is published. */
    @WithDefault("30S")
    Duration heartbeat();

    /** The MySQL whose binlog is read; without it the environment describes no source. */
    Optional<String> host();

    @WithDefault("3306")
    int port();

    /**
     * Other members of the topology, as {@code host} or {@code host:port}. They are tried in turn
     * when one fails; each is read only if it has what is due.
     */
    Optional<List<String>> fallbackHosts();

    /** An account with REPLICATION SLAVE, REPLICATION CLIENT and SELECT. */
    @WithDefault("monitor")
    String user();

    Optional<String> password();

    /** An id that no other replica of the server has. */
    @WithDefault("65535")
    long serverId();

    /** TLS as {@code --ssl-mode} of MySQL's own clients has it. */
    @WithDefault("PREFERRED")
    TlsMode sslMode();

    /** A PEM file of the authorities that may sign the server's certificate. */
    Optional<String> sslCa();

    @WithDefault("5S")
    Duration connectTimeout();

    /** How often an idle server shows that it lives. */
    @WithDefault("2S")
    Duration serverHeartbeat();

    /** A longer event of the binlog stops the source. */
    @WithDefault("256M")
    MemorySize eventBytesMax();

    /** The exchange that is published to; durable, declared if it is absent. */
    @WithDefault("mysql-monitor")
    String exchange();

    @WithDefault("fanout")
    String exchangeType();

    /**
     * A template: {schema}, {table} and {type} stand for those of each message, {key} for a hash of the
     * row's key.
     */
    @WithDefault("monitor")
    String routingKey();

    /** A durable queue to declare and bind to the exchange. */
    Optional<String> queue();

    @WithDefault("QUORUM")
    QueueType queueType();

    /** How many queues to declare, called {@code queue.0} and so on if it is more than one. */
    @WithDefault("1")
    int queueShards();

    /** What the queue is bound with; its weight, if the exchange is of the type x-consistent-hash. */
    @WithDefault("#")
    String bindingKey();

    /** What becomes of a message that reaches no queue. */
    @WithDefault("PARK")
    UnroutablePolicy unroutable();

    /** How many messages may wait for their confirm. */
    @WithDefault("4096")
    int window();

    /** How many bytes of messages may wait for their confirm. */
    @WithDefault("32M")
    MemorySize windowBytes();

    /** What is put around the body of each message. */
    @WithDefault("NONE")
    Envelope envelope();

    /** Whether statements that change tables are published too, as messages of the type ddl. */
    @WithDefault("false")
    boolean definitions();

    /**
     * How long changes wait for others of the same row, to be sent as one that has the row's latest
     * state; not at all by default.
     */
    @WithDefault("0S")
    Duration delay();

    /** How many changes may wait for others; beyond that all are sent. */
    @WithDefault("100000")
    int delayRowsMax();

    /** How many bytes of changes may wait for others; beyond that all are sent. */
    @WithDefault("32M")
    MemorySize delayBytesMax();

    Snapshot snapshot();

    Batch batch();

    Filter filter();

    Transaction transaction();

    Checkpoint checkpoint();

    /** How long the windows are in which confirmed rows are counted for the console. */
    @WithDefault("5S")
    Duration countWindow();

    /** Tables as they are, read while the stream goes on. */
    interface Snapshot {

        /**
         * The tables, as patterns {@code schema.table} with {@code *}, that a source reads once, when
         * it has had no snapshot yet; none if absent.
         */
        Optional<List<String>> tables();

        /** How many rows are read at once. */
        @WithDefault("1000")
        int chunkRowsMax();

        /** Fewer are read where rows are larger. */
        @WithDefault("4M")
        MemorySize chunkBytesMax();
    }

    /** Several rows of a transaction in one message, as a JSON array. */
    interface Batch {

        /** How many; 1: each row is a message of its own. */
        @WithDefault("1")
        int rowsMax();

        /** A message ends behind the row that makes it this large. */
        @WithDefault("256K")
        MemorySize bytesMax();
    }

    /**
     * Which changes are published. Patterns name tables as {@code schema.table} and columns as
     * {@code schema.table.column}; {@code *} stands for any characters.
     */
    interface Filter {

        /** Only these tables. */
        Optional<List<String>> tables();

        /** Not these. */
        Optional<List<String>> excludedTables();

        /** Only these of INSERT, UPDATE and DELETE. */
        Optional<List<RowOperation>> operations();

        /** Columns that are left out. */
        Optional<List<String>> hiddenColumns();

        /** Columns whose values become "***". */
        Optional<List<String>> maskedColumns();

        /** Columns whose values become HMAC-SHA-256 under the key. */
        Optional<List<String>> hashedColumns();

        Optional<String> hashKey();
    }

    /** How transactions are held until they are whole. */
    interface Transaction {

        /** What one transaction may hold in memory; what is beyond goes to disk. */
        @WithDefault("8M")
        MemorySize memoryBytesMax();

        /** A larger transaction stops the source. */
        @WithDefault("8G")
        MemorySize spillBytesMax();

        /** Where transactions go to disk. */
        @WithDefault("${java.io.tmpdir}/spyhop-binlog")
        String spillFolder();

        /** What all transactions that wait to be published may hold in memory. */
        @WithDefault("32M")
        MemorySize queueBytesMax();

        /** How many transactions may wait to be published. */
        @WithDefault("4096")
        int queueMax();

        /** How many XA transactions may be prepared at a time. */
        @WithDefault("1000")
        int preparedMax();
    }

    /** How progress is kept. */
    interface Checkpoint {

        /** How often it is kept. */
        @WithDefault("0.5S")
        Duration interval();

        /** After how long without a sign of life another monitor takes a source over. */
        @WithDefault("15S")
        Duration lease();
    }
}
