package io.github.spyhop.probe.collect;

import io.github.spyhop.probe.cluster.NodeAddress;
import io.github.spyhop.probe.outbox.DamagedFrameException;
import io.github.spyhop.probe.outbox.WindowFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks another node for its windows, as long as it is open: one at a time, each acknowledged once it
 * is stored. The connection is made anew whenever it breaks, or is silent for too long; the other
 * node then sends again what was not acknowledged.
 */
final class MemberLink implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(MemberLink.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final NodeAddress server;
    private final HttpClient client;
    private final String authorization;
    private final Intake intake;
    private final Thread thread;
    private volatile boolean connected;
    private boolean complained;

    MemberLink(NodeAddress server, HttpClient client, String authorization, Intake intake) {
        this.server = server;
        this.client = client;
        this.authorization = authorization;
        this.intake = intake;
        thread = Thread.ofVirtual().name("spyhop-link " + server).start(this::run);
    }

    private void run() {
        try {
            while (true) {
                try {
                    serve();
                } catch (ExecutionException | TimeoutException | IOException broken) {
                    complain(broken.getCause() == null ? broken : broken.getCause());
                } catch (DamagedFrameException damaged) {
                    complain(damaged);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve()
            throws ExecutionException,
                    TimeoutException,
                    IOException,
                    DamagedFrameException,
                    InterruptedException {
        LinkInbox inbox = new LinkInbox();
        WebSocket socket =
                client.newWebSocketBuilder()
                        .header("Authorization", authorization)
                        .connectTimeout(CONNECT_MAX)
                        .buildAsync(URI.create("ws://" + server + "/cluster/windows"), inbox)
                        .get(2 * CONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        connected = true;
        complained = false;
        LOGGER.infof("collecting the windows of %s", server);
        try {
            while (true) {
                WindowFrame frame = inbox.next(socket);
                String id = intake.take(frame);
                socket.sendText(id, true).get(CONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS);
                inbox.taken(socket);
            }
        } finally {
            connected = false;
            socket.abort();
        }
    }

    /** Once for each time that it is broken. */
    private void complain(Throwable why) {
        if (!complained) {
            complained = true;
            LOGGER.warnf(
                    "the windows of %s cannot be collected now: %s",
                    server, why.getMessage() == null ? why : why.getMessage());
        }
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
