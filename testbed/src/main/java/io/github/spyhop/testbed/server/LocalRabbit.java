package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.Command;
import io.github.spyhop.testbed.cache.DebianPackages;
import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A RabbitMQ of the machine's Debian suite, with an Erlang port mapper of its own, so that it meets
 * no other broker of the machine.
 */
final class LocalRabbit implements LocalProgram {

    /** The machine's own serve; others of the same suite would be loaded beside them. */
    private static final Set<String> LEFT_OUT = Set.of("libc6", "libsystemd0", "libgcc-s1");

    private final UserCache cache;

    LocalRabbit(UserCache cache) {
        this.cache = cache;
    }

    @Override
    public void obtain() throws IOException, InterruptedException {
        root();
    }

    private Path root() throws IOException, InterruptedException {
        return cache.bundle("rabbitmq", LocalRabbit::install);
    }

    private static void install(Path staging, Path home) throws IOException, InterruptedException {
        new DebianPackages(
                        "",
                        List.of("rabbitmq-server"),
                        name ->
                                name.startsWith("erlang")
                                        || (name.startsWith("lib")
                                                && !LEFT_OUT.contains(name)
                                                && !name.contains("perl")
                                                && !name.contains("python")))
                .unpackInto(staging);
        try (Stream<Path> files = Files.walk(staging.resolve("usr/lib/erlang"))) {
            for (Path script : files.filter(file -> file.endsWith("bin/erl")).toList()) {
                String text = Files.readString(script);
                Files.writeString(
                        script,
                        text.replace("=/usr/lib/erlang", "=" + home.resolve("usr/lib/erlang")));
            }
        }
    }

    @Override
    public void prepare(RunFolder run, Launch launch) throws IOException {
        Path state = run.folder(launch.options().name());
        Files.writeString(state.resolve("enabled_plugins"), "[].\n");
        Files.writeString(
                state.resolve("rabbitmq.conf"),
                """
                listeners.tcp.1 = 127.0.0.1:%d
                default_user = %s
                default_pass = %s
                disk_free_limit.absolute = 200MB
                vm_memory_high_watermark.absolute = 1GB
                log.console.level = warning
                """
                        .formatted(
                                launch.address().port(),
                                launch.address().user(),
                                launch.address().password()));
        Files.writeString(state.resolve("ports"), FreePort.any() + " " + FreePort.any());
    }

    @Override
    public List<OwnedProcess> launch(RunFolder run, Launch launch) throws IOException {
        try {
            String name = launch.options().name();
            Path state = run.folder(name);
            Path erlang = root().resolve("usr/lib/erlang");
            Map<String, String> environment = environment(state, erlang);
            String mapperPort = environment.getOrDefault("ERL_EPMD_PORT", "");
            OwnedProcess mapper =
                    run.start(
                            name + "-epmd",
                            List.of(
                                    only(erlang, "epmd").toString(),
                                    "-port",
                                    mapperPort,
                                    "-address",
                                    "127.0.0.1"),
                            environment);
            Path server = only(root().resolve("usr/lib/rabbitmq"), "rabbitmq-server");
            return List.of(mapper, run.start(name, List.of(server.toString()), environment));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void administer(RunFolder run, Launch launch, List<String> command)
            throws IOException, InterruptedException {
        Path state = run.folder(launch.options().name());
        Path erlang = root().resolve("usr/lib/erlang");
        Path program = only(root().resolve("usr/lib/rabbitmq/lib"), command.getFirst());
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(command.subList(1, command.size()));
        new Command(words, environment(state, erlang)).run();
    }

    private Map<String, String> environment(Path state, Path erlang)
            throws IOException, InterruptedException {
        String[] ports = Files.readString(state.resolve("ports")).split(" ");
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "PATH", erlang.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", ""));
        environment.put("LD_LIBRARY_PATH", LibraryPath.of(root()));
        environment.put("HOME", state.toString());
        environment.put("ERL_EPMD_PORT", ports[0]);
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_DIST_PORT", ports[1]);
        environment.put("RABBITMQ_NODENAME", "spyhop@localhost");
        environment.put("RABBITMQ_CONFIG_FILE", state.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        environment.put("RABBITMQ_MNESIA_BASE", state.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", state.resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", state.resolve("enabled_plugins").toString());
        return environment;
    }

    private static Path only(Path folder, String program) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(program))
                    .filter(file -> Files.isRegularFile(file) && !file.toString().contains("/ocf/"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + program + " in " + folder));
        }
    }
}
