package io.github.spyhop.cli;

import io.github.spyhop.cli.demo.Demo;
import io.github.spyhop.cli.demo.DemoCheck;
import io.github.spyhop.cli.run.Leftovers;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.cli.run.Project;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.ServerHosts;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows Spyhop at work on this machine. */
@Command(
        name = "demo",
        description = {
            "Starts MySQL, MongoDB, RabbitMQ and the four services on this machine, fills a small shop, "
                    + "and lets clients visit it until Ctrl-C.",
            "Capturing packets needs root, or the capability NET_RAW."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--check",
            description =
                    "Runs the workload once, compares what Spyhop saw with what was sent, prints the figures and ends; "
                            + "exit status 0 if all agree.")
    private boolean check;

    @Option(
            names = "--port",
            description = "Port of the console (default: a free one).",
            defaultValue = "0")
    private int consolePort;

    @Option(
            names = "--mysql-port",
            description = "Port of MySQL (default: a free one).",
            defaultValue = "0")
    private int mysqlPort;

    @Option(
            names = "--mongodb-port",
            description = "Port of MongoDB (default: a free one).",
            defaultValue = "0")
    private int mongodbPort;

    @Option(
            names = "--rabbitmq-port",
            description = "Port of RabbitMQ (default: a free one).",
            defaultValue = "0")
    private int rabbitmqPort;

    private volatile boolean ending;

    @Override
    public Integer call() throws Exception {
        Project project = Project.ofLauncher();
        RunFolder run = project.run("demo");
        Leftovers.clear(project, run);
        run.claim();
        Progress progress = new Progress();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> end(project, run, progress), "demo-end"));
        try {
            return run(project, run, progress);
        } catch (Exception failure) {
            if (ending) {
                // What was under way fails since its servers are stopped; the hook ends this JVM.
                new CountDownLatch(1).await();
            }
            throw failure;
        }
    }

    private int run(Project project, RunFolder run, Progress progress) throws Exception {
        Demo demo =
                Demo.start(
                        project,
                        run,
                        progress,
                        new Demo.Ports(consolePort, mysqlPort, mongodbPort, rabbitmqPort));
        if (check) {
            return new DemoCheck(demo).run() ? 0 : 1;
        }
        demo.show();
        return 0;
    }

    private void end(Project project, RunFolder run, Progress progress) {
        ending = true;
        progress.say("Stopping …");
        try {
            ServerHosts.endContainers(run, project.serversComposeFile());
            run.endAll();
        } catch (IOException leftover) {
            progress.say("Not all was stopped, " + leftover + ": run ./spyhop servers down");
        }
    }
}
