package io.github.spyhop.collector.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the collector does, how often and within which limits; durations without a unit are seconds. */
@ConfigMapping(prefix = "spyhop.collector")
public interface CollectorConfig {

    /**
     * The keys of the registry's passwords, 32 bytes in base64 each; all decrypt. From {@code
     * AES_KEY}.
     */
    Optional<List<String>> aesKeys();

    /** A file with these keys instead, a line each. From {@code AES_KEY_FILE}. */
    Optional<Path> aesKeyFile();

    /**
     * Whether statements and plans are kept without the values in them. From {@code
     * SPYHOP_COLLECTOR_REDACTED}.
     */
    @WithDefault("true")
    boolean redacted();

    Fleet fleet();

    Mysql mysql();

    Running running();

    Digests digests();

    Explain explain();

    Status status();

    Locks locks();

    Storage storage();

    Events events();

    Aws aws();

    Alert alert();

    /** How replicas share the instances of the registry. */
    interface Fleet {

        /** This replica's name; the host's where it is absent. */
        Optional<String> replica();

        /** How often the registry is read and this replica says that it is alive. */
        Duration interval();

        /** After how long of silence a replica's instances go to others. */
        @WithDefault("3s")
        Duration expiry();
    }

    /** The connections to a watched instance. */
    interface Mysql {

        /**
         * The networks, in CIDR notation, in which instances may be connected to; those of query-api
         * ({@code spyhop.instances.allowed-networks}).
         */
        @WithDefault("0.0.0.0/0,::/0")
        Set<String> allowedNetworks();

        /** How many connections are kept to one instance; EXPLAIN opens one more for itself. */
        @WithDefault("2")
        int connectionsMax();

        /** How long to wait for a connection. */
        @WithDefault("3s")
        Duration connectTimeout();

        /** How long one statement may take before it is given up, on the server too. */
        @WithDefault("5s")
        Duration queryTimeout();

        /** After how long an unanswering connection is dropped. */
        @WithDefault("20s")
        Duration idleTimeout();

        /** The longest pause before a failing instance is tried again; the first is one second. */
        @WithDefault("60s")
        Duration backOffMax();

        /**
         * Whether connections are encrypted: {@code DISABLED}, {@code PREFERRED}, {@code REQUIRED},
         * {@code VERIFY_CA} or {@code VERIFY_IDENTITY}.
         */
        @WithDefault("PREFERRED")
        TlsMode tls();

        /** The certificates to trust, as PEM; needed by the two verifying modes. */
        Optional<Path> tlsCertificates();
    }

    /** The modes of MySQL's own clients, {@code --ssl-mode}. */
    enum TlsMode {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    /** The statements that run. */
    interface Running {

        /** How often they are looked at. From {@code MYSQL_MONITORING_INTERVAL}. */
        Duration interval();

        /** From which duration on a statement is slow. From {@code MYSQL_EXEC_TIME}. */
        Duration slowFrom();

        /** Schemas whose statements are left out. From {@code MYSQL_EXCLUDED_DBS}. */
        Optional<List<String>> excludedDbs();

        /** Users whose statements are left out. From {@code MYSQL_EXCLUDED_USERS}. */
        Optional<List<String>> excludedUsers();

        /** How many slow statements of one instance are followed at once; more are counted. */
        @WithDefault("500")
        int followedMax();
    }

    /** What performance_schema counts per statement digest. */
    interface Digests {

        /** How often the differences are stored. From {@code SPYHOP_COLLECTOR_DIGEST_INTERVAL}. */
        Duration interval();

        /** How many digests of one instance are read at once; more are counted. */
        @WithDefault("20000")
        int rowsMax();
    }

    /** The plans of slow statements. */
    interface Explain {

        /** How many run at once on all instances. */
        @WithDefault("8")
        int concurrentMax();

        /** How many slow statements of one instance wait for their plan; more are refused. */
        @WithDefault("32")
        int waitingMax();

        /** How many plans a minute are asked of one instance; more are refused. */
        @WithDefault("120")
        int perMinuteMax();

        /** How long one EXPLAIN may take. */
        @WithDefault("3s")
        Duration timeout();

        /** The longest statement that is explained, in characters. */
        @WithDefault("65536")
        int statementCharsMax();

        /** Whether INSERT, UPDATE, DELETE and REPLACE are explained where the account may. */
        @WithDefault("true")
        boolean writes();
    }

    /** Status variables and replication. */
    interface Status {

        /** How often they are read. */
        @WithDefault("15s")
        Duration interval();

        /** How often the kinds of commands are kept for {@code mysql_command_status}. */
        @WithDefault("15m")
        Duration commandsInterval();

        /** How often binary log caches and temporary tables are kept for {@code mysql_disk_usage}. */
        @WithDefault("10m")
        Duration cachesInterval();

        /** How often it is looked whether parameters were set otherwise. */
        @WithDefault("1m")
        Duration parametersInterval();

        /** How often what the server waited for is kept. */
        @WithDefault("1m")
        Duration waitsInterval();
    }

    /** Locks and transactions. */
    interface Locks {

        /** How often it is looked who waits. */
        @WithDefault("5s")
        Duration interval();

        /** From which age on an open transaction is kept. */
        @WithDefault("60s")
        Duration transactionFrom();

        /** How many waits and how many transactions are read at once; more are counted. */
        @WithDefault("200")
        int rowsMax();
    }

    /** What takes room on disk. */
    interface Storage {

        /** How often it is measured. */
        @WithDefault("1h")
        Duration interval();

        /** Of how many tables, the largest first, each measurement is kept. */
        @WithDefault("200")
        int tablesMax();
    }

    /** The EVENT scheduler. */
    interface Events {

        /** How often it is looked at. */
        @WithDefault("15s")
        Duration interval();

        /** How many EVENTs of one instance are watched; more are counted. */
        @WithDefault("500")
        int eventsMax();

        /**
         * The account that changes EVENTs when an operator orders it; nothing is changed without.
         * From {@code SPYHOP_COLLECTOR_EVENTS_USER} and {@code SPYHOP_COLLECTOR_EVENTS_PASSWORD}.
         */
        Optional<String> user();

        /** Its password. */
        Optional<String> password();

        /** How late a run may be before it is missed. */
        @WithDefault("30s")
        Duration missedAfter();
    }

    /** AWS: RDS's description of instances, and slow logs in CloudWatch. */
    interface Aws {

        /** Whether AWS is asked. From {@code SPYHOP_COLLECTOR_AWS_ENABLED}. */
        @WithDefault("false")
        boolean enabled();

        /** From {@code AWS_REGION} or {@code AWS_DEFAULT_REGION}. */
        String region();

        /** Another endpoint than AWS's own. From {@code AWS_ENDPOINT_URL}. */
        Optional<URI> endpoint();

        /** How often RDS is asked, by one of all replicas. */
        @WithDefault("15m")
        Duration interval();

        /**
         * The tags of RDS instances that are registered by themselves, such as {@code
         * real_time_slow_sql=true}; all must be there. Without tags or account none is. From {@code
         * SPYHOP_COLLECTOR_AWS_REGISTER_TAGS}.
         */
        Optional<List<String>> registerTags();

        /** The account by which those are watched. From {@code MGMT_USER}. */
        Optional<String> registerUser();

        /** Its password. From {@code MGMT_USER_PASS}. */
        Optional<String> registerPassword();

        /** How often it is looked whether something is to be done. */
        Duration lookEvery();

        /** The version of the servers whose slow logs are read, by which statements are digested. */
        @WithDefault("8.0.36")
        String mysqlVersion();
    }

    /** Where alerts go beside the channels in the store. */
    interface Alert {

        /** How often it is looked at what is over and what could not be told. */
        Duration interval();

        /** A Slack incoming webhook. From {@code SLACK_WEBHOOK_URL}. */
        Optional<URI> slackWebhookUrl();

        /**
         * A Slack token, for {@code slack-channel} and for notices to people. From {@code
         * SLACK_API_TOKEN}.
         */
        Optional<String> slackToken();

        /** The Slack channel that the token posts to. */
        Optional<String> slackChannel();

        /** Slack's API. */
        @WithDefault("https://slack.com/api/")
        URI slackApi();

        /** A webhook that gets each alert as JSON. */
        Optional<URI> webhookUrl();

        /** A Prometheus Alertmanager. */
        Optional<URI> alertmanagerUrl();

        /**
         * The e-mail address of the person behind a MySQL account, {@code {user}} standing for its
         * name; a slow statement of such an account is told to the person in Slack.
         */
        Optional<String> personEmail();

        /** The accounts that are people's own, as a regular expression. */
        @WithDefault("[a-z]+[._][a-z]+")
        String personUsers();

        /** The console, for links. */
        Optional<URI> consoleUrl();
    }
}
