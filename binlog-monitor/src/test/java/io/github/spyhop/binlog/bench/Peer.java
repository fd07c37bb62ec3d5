package io.github.spyhop.binlog.bench;

import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Another program that publishes row changes to RabbitMQ, started with settings as near to ours as it
 * has them: JSON, persistent messages, one a row. It goes on where it ended before.
 *
 * @param connected what its log says once it reads the binlog
 */
record Peer(String name, List<String> command, Path log, Pattern connected) {

    /** The folder that {@code bench/binlog-catch-up --peers} unpacks peers into. */
    private static final Path PEERS = Path.of("target", "peers");

    static boolean areThere() {
        return Files.isDirectory(PEERS);
    }

    static List<Peer> all(ServerAddress mysql, ServerAddress rabbit) {
        return List.of(maxwell(withOldPassword(mysql), rabbit), debeziumServer(mysql, rabbit));
    }

    /** Maxwell's own reader of the binlog knows no newer way to log in. */
    private static ServerAddress withOldPassword(ServerAddress mysql) {
        String user = "bench_maxwell";
        try (Database database = Database.existing(mysql, Shop.SCHEMA)) {
            database.run(
                    "DROP USER IF EXISTS " + user,
                    "CREATE USER %s IDENTIFIED WITH mysql_native_password BY '%s'"
                            .formatted(user, user),
                    "GRANT ALL ON *.* TO " + user);
        }
        return new ServerAddress(mysql.kind(), mysql.host(), mysql.port(), user, user);
    }

    /** The exchange and the queue that it fills. */
    String queue() {
        return "bench." + name;
    }

    MeasuredProcess start() {
        return new MeasuredProcess(command, Map.of(), log);
    }

    boolean isConnected() throws IOException {
        return Files.exists(log) && connected.matcher(Files.readString(log)).find();
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path logOf(String name) {
        return Path.of("target", "bench-" + name + ".log");
    }

    private static Peer maxwell(ServerAddress mysql, ServerAddress rabbit) {
        List<String> command =
                List.of(
                        java().toString(),
                        "-cp",
                        PEERS.resolve("maxwell").resolve("*") + ":" + PEERS.resolve("stub"),
                        "com.zendesk.maxwell.Maxwell",
                        "--host=" + mysql.host(),
                        "--port=" + mysql.port(),
                        "--user=" + mysql.user(),
                        "--password=" + mysql.password(),
                        "--jdbc_options=allowPublicKeyRetrieval=true&useSSL=false",
                        "--replica_server_id=7301",
                        "--schema_database=bench_maxwell",
                        "--filter=exclude: *.*, include: " + Shop.SCHEMA + ".*",
                        "--producer=rabbitmq",
                        "--rabbitmq_host=" + rabbit.host(),
                        "--rabbitmq_port=" + rabbit.port(),
                        "--rabbitmq_user=" + rabbit.user(),
                        "--rabbitmq_pass=" + rabbit.password(),
                        "--rabbitmq_exchange=bench.maxwell",
                        "--rabbitmq_exchange_type=fanout",
                        "--rabbitmq_exchange_durable=true",
                        "--rabbitmq_message_persistent=true");
        return new Peer("maxwell", command, logOf("maxwell"), Pattern.compile("Binlog connected"));
    }

    private static Peer debeziumServer(ServerAddress mysql, ServerAddress rabbit) {
        Path home = PEERS.resolve("debezium-server");
        Path state = PEERS.resolve("state").toAbsolutePath();
        List<String> command =
                new ArrayList<>(
                        List.of(java().toString(), "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        Map.ofEntries(
                        Map.entry("quarkus.http.port", "0"),
                        Map.entry("debezium.format.schemas.enable", "false"),
                        Map.entry("debezium.format.key.schemas.enable", "false"),
                        Map.entry("debezium.format.value.schemas.enable", "false"),
                        Map.entry("debezium.sink.type", "rabbitmq"),
                        Map.entry("debezium.sink.rabbitmq.connection.host", rabbit.host()),
                        Map.entry(
                                "debezium.sink.rabbitmq.connection.port",
                                Integer.toString(rabbit.port())),
                        Map.entry("debezium.sink.rabbitmq.connection.username", rabbit.user()),
                        Map.entry("debezium.sink.rabbitmq.connection.password", rabbit.password()),
                        Map.entry("debezium.sink.rabbitmq.exchange", "bench.debezium"),
                        Map.entry(
                                "debezium.source.connector.class",
                                "io.debezium.connector.mysql.MySqlConnector"),
                        Map.entry("debezium.source.topic.prefix", "bench"),
                        Map.entry("debezium.source.database.hostname", mysql.host()),
                        Map.entry("debezium.source.database.port", Integer.toString(mysql.port())),
                        Map.entry("debezium.source.database.user", mysql.user()),
                        Map.entry("debezium.source.database.password", mysql.password()),
                        Map.entry("debezium.source.database.server.id", "7302"),
                        Map.entry("debezium.source.database.include.list", Shop.SCHEMA),
                        Map.entry("debezium.source.snapshot.mode", "no_data"),
                        Map.entry("debezium.source.tombstones.on.delete", "false"),
                        Map.entry("debezium.source.include.schema.changes", "false"),
                        Map.entry("debezium.source.offset.flush.interval.ms", "1000"),
                        Map.entry(
                                "debezium.source.offset.storage.file.filename",
                                state.resolve("offsets").toString()),
                        Map.entry(
                                "debezium.source.schema.history.internal",
                                "io.debezium.storage.file.history.FileSchemaHistory"),
                        Map.entry(
                                "debezium.source.schema.history.internal.file.filename",
                                state.resolve("schemas").toString()))
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(
                List.of(
                        "-cp",
                        home.resolve("*")
                                + ":"
                                + home.resolve("config")
                                + ":"
                                + home.resolve("lib/*"),
                        "io.debezium.server.Main"));
        return new Peer(
                "debezium",
                command,
                logOf("debezium"),
                Pattern.compile("Keepalive thread is running|Connected to binlog"));
    }
}
