package io.github.spyhop.probe.watch;

import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.probe.config.NodeConfig;
import io.github.spyhop.probe.config.WatcherConfig;
import io.github.spyhop.probe.exchange.SessionDirectory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the servers of {@link WatcherConfig}, each only while a connection to it is not known. */
@ApplicationScoped
public class Watcher {

    private static final Logger LOGGER = Logger.getLogger(Watcher.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final WatcherConfig config;
    private final boolean captures;
    private final Vertx vertx;
    private final ProcesslistDirectory directory = new ProcesslistDirectory();
    private final List<WatchedServer> servers;
    private final Map<Endpoint, String> failures = new HashMap<>();
    private @Nullable Thread thread;

    Watcher(WatcherConfig config, NodeConfig node, Vertx vertx) {
        this.config = config;
        this.captures = node.isSlave();
        this.vertx = vertx;
        this.servers = servers(config);
    }

    private static List<WatchedServer> servers(WatcherConfig config) {
        List<WatchedServer> servers = new ArrayList<>();
        for (String address : config.address().orElse(List.of())) {
            if (config.uname().isEmpty()) {
                throw new IllegalArgumentException(
                        "watcher.address is set, but not watcher.uname: name the account, too");
            }
            String password = config.password().or(config::passward).orElse("");
            try {
                servers.add(
                        new WatchedServer(
                                Endpoint.parse(address.strip()),
                                new WatchedServer.Account(
                                        config.uname().get(), password, config.dbname())));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "watcher.address: " + malformed.getMessage(), malformed);
            }
        }
        if (servers.isEmpty() && config.uname().isPresent()) {
            throw new IllegalArgumentException(
                    "watcher.uname is set, but not watcher.address: name the servers as host:port");
        }
        return List.copyOf(servers);
    }

    /** What is asked of the servers, for the pipeline. */
    public SessionDirectory directory() {
        return servers.isEmpty() ? SessionDirectory.NONE : directory;
    }

    void start(@Observes StartupEvent event) {
        if (captures && !servers.isEmpty()) {
            thread = Thread.ofVirtual().name("spyhop-watcher").start(this::watch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                servers.forEach(this::ask);
                Thread.sleep(config.interval());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(WatchedServer server) {
        Endpoint endpoint = server.endpoint();
        try {
            Set<InetAddress> addresses = Set.of(InetAddress.getAllByName(endpoint.host()));
            if (directory.hasQuestions(addresses, endpoint.port())) {
                Instant asked = Instant.now();
                directory.answer(
                        addresses,
                        endpoint.port(),
                        server.processes(vertx),
                        asked.getEpochSecond() * NANOS_PER_SECOND + asked.getNano());
                if (failures.remove(endpoint) != null) {
                    LOGGER.infof("watcher: %s answers again", endpoint);
                }
            }
        } catch (UnknownHostException unknown) {
            failed(endpoint, "host " + endpoint.host() + " is not known");
        } catch (WatchFailedException failed) {
            failed(endpoint, String.valueOf(failed.getMessage()));
        }
    }

    /** Each failure once, until it is another. */
    private void failed(Endpoint endpoint, String why) {
        if (!why.equals(failures.put(endpoint, why))) {
            LOGGER.warnf(
                    "watcher: user and schema of connections that began before the capture stay "
                            + "unknown: %s. Check watcher.address, uname and password; the account "
                            + "needs PROCESS.",
                    why);
        }
    }
}
