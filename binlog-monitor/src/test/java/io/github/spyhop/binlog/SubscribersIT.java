package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.cache.Command;
import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of the documentation do what they say: each change once, also after a restart. */
class SubscribersIT {

    private static final String NAME = "subscribers_it";
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "subscribers");

    @RegisterExtension
    final Scene scene =
            Scene.of(NAME, ServerKind.MYSQL, "CREATE TABLE t (id INT PRIMARY KEY, v INT)");

    @TempDir private Path folder;

    enum Language {
        JAVA,
        PYTHON,
        NODE
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachChangeIsHandledOnce(Language language) throws Exception {
        String queue = NAME + "_" + language;
        scene.subscriber().channel().queueDelete(queue);
        scene.startAndAwait();
        List<String> command = new ArrayList<>(programOf(language));
        command.addAll(List.of(RealServers.shared(ServerKind.RABBITMQ).uri(), NAME, queue));
        Path first = folder.resolve("first.out");
        Process one = start(language, command, first);
        try {
            Await.until("its queue is there", () -> hasConsumer(queue));
            scene.run(
                    "INSERT INTO t VALUES (1, 1)",
                    "UPDATE t SET v = 2",
                    "DELETE FROM t",
                    "INSERT INTO t VALUES (9, 9)");
            // What is printed last may not be kept as handled yet when it is killed.
            Await.until("four changes in " + first, () -> linesOf(first).size() >= 4);
        } finally {
            one.destroyForcibly().waitFor();
        }
        Received again = scene.awaitChanges(3).getFirst();
        AMQP.BasicProperties properties = again.properties();
        scene.subscriber()
                .channel()
                .basicPublish("", queue, properties, again.text().getBytes(StandardCharsets.UTF_8));
        Path second = folder.resolve("second.out");
        Process two = start(language, command, second);
        try {
            scene.run("INSERT INTO t VALUES (2, 2)");
            Await.until("a change in " + second, () -> !withoutLast(second).isEmpty());
        } finally {
            two.destroyForcibly().waitFor();
        }

        assertThat(withoutLast(first))
                .containsExactly(
                        "row_insert subscribers_it t {\"id\":1}",
                        "row_update subscribers_it t {\"id\":1}",
                        "row_delete subscribers_it t {\"id\":1}");
        assertThat(withoutLast(second)).containsExactly("row_insert subscribers_it t {\"id\":2}");
        scene.subscriber().channel().queueDelete(queue);
    }

    private static List<String> withoutLast(Path output) throws IOException {
        return linesOf(output).stream().filter(line -> !line.endsWith("{\"id\":9}")).toList();
    }

    private boolean hasConsumer(String queue) {
        try (var channel = scene.subscriber().channel().getConnection().createChannel()) {
            return channel.queueDeclarePassive(queue).getConsumerCount() > 0;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Python writes a space behind a colon. */
    private static List<String> linesOf(Path output) throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("row_"))
                .map(line -> line.replace(": ", ":"))
                .toList();
    }

    private Process start(Language language, List<String> command, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        if (language == Language.PYTHON) {
            builder.environment().put("PYTHONPATH", pika().toString());
        }
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return builder.start();
    }

    private List<String> programOf(Language language) throws IOException, InterruptedException {
        return switch (language) {
            case JAVA ->
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            example("Subscriber.java"));
            case PYTHON -> List.of("python3", example("subscriber.py"));
            case NODE -> {
                Path modules = folder.resolve("node_modules");
                if (!Files.exists(modules)) {
                    Files.createSymbolicLink(modules, amqplib().resolve("node_modules"));
                    Files.copy(
                            EXAMPLES.resolve("subscriber.mjs"), folder.resolve("subscriber.mjs"));
                }
                yield List.of("node", "subscriber.mjs");
            }
        };
    }

    private static String example(String file) {
        return EXAMPLES.resolve(file).toAbsolutePath().normalize().toString();
    }

    private static Path pika() throws IOException, InterruptedException {
        return UserCache.ofUser()
                .bundle(
                        "python-pika-1.3.2",
                        (staging, home) ->
                                Command.of(
                                                "python3",
                                                "-m",
                                                "pip",
                                                "install",
                                                "--quiet",
                                                "--target",
                                                staging.toString(),
                                                "pika==1.3.2")
                                        .run());
    }

    private static Path amqplib() throws IOException, InterruptedException {
        return UserCache.ofUser()
                .bundle(
                        "node-amqplib-0.10.9",
                        (staging, home) ->
                                Command.of(
                                                "npm",
                                                "install",
                                                "--silent",
                                                "--prefix",
                                                staging.toString(),
                                                "amqplib@0.10.9")
                                        .run());
    }
}
