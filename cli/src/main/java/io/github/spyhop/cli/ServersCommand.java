package io.github.spyhop.cli;

import io.github.spyhop.cli.run.Leftovers;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.cli.run.Project;
import io.github.spyhop.cli.run.Servers;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.github.spyhop.testbed.server.ServerOptions;
import io.github.spyhop.testbed.server.ServerSheet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts, stops and shows the real servers by themselves. */
@Command(
        name = "servers",
        description =
                "Real MySQL, MongoDB and RabbitMQ: containers where Docker answers, else processes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(up | down | status)")
final class ServersCommand {

    private static final String RUN = "servers";
    private static final String SHEET = "servers.properties";

    @Command(
            name = "up",
            description = "Starts the servers; they run until `./spyhop servers down`.",
            mixinStandardHelpOptions = true)
    int up(
            @Option(
                            names = "--mysql-port",
                            description = "Port of MySQL 9.7 (default: a free one).",
                            defaultValue = "0")
                    int mysqlPort,
            @Option(
                            names = "--mysql80-port",
                            description = "Port of MySQL 8.0 (default: a free one).",
                            defaultValue = "0")
                    int mysql80Port,
            @Option(
                            names = "--mongodb-port",
                            description = "Port of MongoDB (default: a free one).",
                            defaultValue = "0")
                    int mongodbPort,
            @Option(
                            names = "--rabbitmq-port",
                            description = "Port of RabbitMQ (default: a free one).",
                            defaultValue = "0")
                    int rabbitmqPort)
            throws Exception {
        Project project = Project.ofLauncher();
        RunFolder run = project.run(RUN);
        Path sheet = run.path().resolve(SHEET);
        if (Files.exists(sheet) && ServerSheet.read(sheet).stream().allMatch(Servers::isUp)) {
            return status();
        }
        Leftovers.clear(project, run);
        Map<ServerKind, ServerOptions> wanted = new EnumMap<>(ServerKind.class);
        wanted.put(ServerKind.MYSQL, ServerOptions.of(ServerKind.MYSQL).withPort(mysqlPort));
        wanted.put(ServerKind.MYSQL80, ServerOptions.of(ServerKind.MYSQL80).withPort(mysql80Port));
        wanted.put(ServerKind.MONGODB, ServerOptions.of(ServerKind.MONGODB).withPort(mongodbPort));
        wanted.put(
                ServerKind.RABBITMQ, ServerOptions.of(ServerKind.RABBITMQ).withPort(rabbitmqPort));
        Servers.checkPorts(wanted);
        Progress progress = new Progress();
        List<ServerAddress> addresses;
        try {
            addresses =
                    new ArrayList<>(Servers.lasting(project, run).start(wanted, progress).values());
            ServerSheet.write(sheet, addresses);
        } catch (Exception failure) {
            Leftovers.clear(project, run);
            throw failure;
        }
        progress.say("");
        progress.say("Logins: " + sheet);
        progress.say("Tests use them with SPYHOP_SERVERS set to that file.");
        progress.say("Stop them: ./spyhop servers down");
        return 0;
    }

    @Command(
            name = "down",
            description =
                    "Ends everything that this checkout started: servers, demo and tests, also what a crash left.",
            mixinStandardHelpOptions = true)
    int down() throws Exception {
        Progress progress = new Progress();
        List<String> ended = Leftovers.endAll(Project.ofLauncher());
        ended.forEach(each -> progress.say("  ended " + each));
        progress.say(ended.isEmpty() ? "Nothing ran." : "Nothing runs any more.");
        return 0;
    }

    @Command(
            name = "status",
            description = "Shows the servers and whether each answers.",
            mixinStandardHelpOptions = true)
    int status() {
        Progress progress = new Progress();
        Path sheet = Project.ofLauncher().run(RUN).path().resolve(SHEET);
        if (!Files.exists(sheet)) {
            progress.say("No servers run. Start them: ./spyhop servers up");
            return 1;
        }
        int silent = 0;
        for (ServerAddress address : ServerSheet.read(sheet)) {
            String answer = Servers.answerOf(address);
            silent += answer.isEmpty() ? 0 : 1;
            progress.say(
                    "  %-10s %s:%-6d %s"
                            .formatted(
                                    address.kind().title(),
                                    address.host(),
                                    address.port(),
                                    answer.isEmpty() ? "answers" : "does not answer: " + answer));
        }
        return silent == 0 ? 0 : 1;
    }
}
