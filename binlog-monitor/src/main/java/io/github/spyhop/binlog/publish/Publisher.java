package io.github.spyhop.binlog.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Return;
import io.github.spyhop.binlog.message.Message;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueType;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker that publishes with confirms. It holds the source's lock: an
 * exclusive queue, which the broker gives to one connection and takes back when that ends. Whoever
 * has lost the lock has lost its connection too and can publish no more.
 *
 * @param <U> the unit of work that messages are counted in
 * @see <a href="https://www.rabbitmq.com/docs/confirms">Publisher confirms</a>
 */
public final class Publisher<U> implements AutoCloseable {

    private static final int PERSISTENT = 2;
    private static final int CLOSE_MILLIS_MAX = 2_000;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final Map<String, Object> HEADERS = Map.of("schema_version", 1);

    private final BrokerSettings settings;
    private final ConfirmWindow<U> window;
    private final Connection connection;
    private final Channel channel;
    private final @Nullable CorkedSockets cork;
    private final Runnable discarded;
    private boolean corked;
    private volatile boolean blocked;

    /**
     * Connects, takes the lock and declares what is to be declared.
     *
     * @param done is told of each unit that is confirmed, in order, on the connection's thread
     * @param discarded is told of each message that reached no queue and was thrown away
     */
    public Publisher(BrokerSettings settings, String name, Consumer<U> done, Runnable discarded)
            throws PublishException {
        this.settings = settings;
        this.discarded = discarded;
        window = new ConfirmWindow<>(settings.window(), settings.windowBytes(), done);
        ConnectionFactory factory = new ConnectionFactory();
        try {
            configure(factory, settings);
            cork = settings.tls() ? null : corkedSockets(factory);
            connection = factory.newConnection(name);
        } catch (IOException | TimeoutException | GeneralSecurityException failure) {
            throw BrokerErrors.of(failure);
        }
        try {
            channel = prepare();
        } catch (IOException | AlreadyClosedException failure) {
            connection.abort(CLOSE_MILLIS_MAX);
            throw BrokerErrors.of(failure);
        }
    }

    private static void configure(ConnectionFactory factory, BrokerSettings settings)
            throws GeneralSecurityException, IOException {
        factory.setHost(settings.host());
        factory.setPort(settings.port());
        factory.setUsername(settings.user());
        factory.setPassword(settings.password());
        factory.setVirtualHost(settings.virtualHost());
        factory.setConnectionTimeout((int) settings.connectTimeout().toMillis());
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        if (settings.tls()) {
            factory.useSslProtocol(BrokerTls.context(settings.caCertificates()));
            factory.enableHostnameVerification();
        }
    }

    private static CorkedSockets corkedSockets(ConnectionFactory factory) {
        CorkedSockets sockets = new CorkedSockets(SocketFactory.getDefault());
        factory.setSocketFactory(sockets);
        return sockets;
    }

    /** Whether the broker answers and takes the login. */
    public static void ping(BrokerSettings settings) throws PublishException {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            configure(factory, settings);
            factory.newConnection("spyhop binlog-monitor ping").abort(CLOSE_MILLIS_MAX);
        } catch (IOException | TimeoutException | GeneralSecurityException failure) {
            throw BrokerErrors.of(failure);
        }
    }

    private Channel prepare() throws IOException {
        Channel opened = connection.createChannel();
        opened.queueDeclare(settings.lock(), false, true, true, null);
        opened.exchangeDeclare(settings.exchange().name(), settings.exchange().type(), true);
        if (settings.queue().isPresent()) {
            declare(opened, settings.queue().get());
        }
        opened.confirmSelect();
        opened.addConfirmListener(new Confirms());
        opened.addReturnListener(this::onReturn);
        opened.addShutdownListener(cause -> window.fail(BrokerErrors.of(cause)));
        connection.addBlockedListener(new Blocks());
        return opened;
    }

    /** The broker sends it before the message's confirm, which then comes all the same. */
    private void onReturn(Return returned) {
        if (settings.unroutable() == UnroutablePolicy.DISCARD) {
            discarded.run();
            return;
        }
        window.fail(
                new PublishException.Unroutable(
                        "message %s with routing key %s reached no queue of exchange %s: %s"
                                .formatted(
                                        returned.getProperties().getMessageId(),
                                        returned.getRoutingKey(),
                                        settings.exchange().name(),
                                        returned.getReplyText())));
    }

    private void declare(Channel opened, QueueSettings queue) throws IOException {
        Map<String, Object> arguments =
                queue.type() == QueueType.CLASSIC
                        ? Map.of()
                        : Map.of("x-queue-type", queue.type().name().toLowerCase(Locale.ROOT));
        for (String name : queue.names()) {
            opened.queueDeclare(name, true, false, false, arguments);
            if (!settings.exchange().type().equals(BuiltinExchangeType.HEADERS.getType())) {
                opened.queueBind(name, settings.exchange().name(), queue.bindingKey());
            }
        }
    }

    /**
     * Sends a message, which is on its way at the latest at the next {@link #flush}. Waits while the
     * window is full or the broker does not take any.
     */
    public void publish(Message message) throws PublishException, InterruptedException {
        byte[] body = message.body();
        if (!window.hasRoom(body.length)) {
            flush();
            window.awaitRoom(body.length);
        }
        if (cork != null && !corked) {
            cork.cork();
            corked = true;
        }
        window.sending(body.length);
        try {
            channel.basicPublish(
                    settings.exchange().name(),
                    message.routingKey(),
                    message.mandatory(),
                    propertiesOf(message),
                    body);
        } catch (IOException | AlreadyClosedException failure) {
            window.throwIfFailed();
            throw BrokerErrors.of(failure);
        }
    }

    private static AMQP.BasicProperties propertiesOf(Message message) {
        return new AMQP.BasicProperties(
                message.contentType(),
                null,
                HEADERS,
                PERSISTENT,
                null,
                null,
                null,
                null,
                message.id(),
                null,
                null,
                null,
                null,
                null);
    }

    /** The messages published since the last unit ended make up this one. */
    public void endUnit(U unit) {
        window.endUnit(unit);
    }

    /** Sends on what was held back to be sent at once. */
    public void flush() throws PublishException {
        if (cork != null && corked) {
            corked = false;
            try {
                cork.uncork();
            } catch (IOException failure) {
                throw BrokerErrors.of(failure);
            }
        }
        window.throwIfFailed();
    }

    /** Waits until all that was published is confirmed; false if the time was over before. */
    public boolean awaitConfirms(long millis) throws PublishException, InterruptedException {
        flush();
        return window.awaitAll(millis, TimeUnit.MILLISECONDS);
    }

    /** How many messages wait for their confirm. */
    public long unconfirmed() {
        return window.open();
    }

    /** How many messages this connection has had confirmed. */
    public long confirmed() {
        return window.confirmedCount();
    }

    /** Whether the broker holds publishers back for want of memory or disk. */
    public boolean isBlocked() {
        return blocked;
    }

    /** Ends the connection and gives up the lock. What was not confirmed stays so. */
    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS_MAX);
    }

    private final class Confirms implements ConfirmListener {

        @Override
        public void handleAck(long number, boolean all) {
            window.confirm(number, all);
        }

        @Override
        public void handleNack(long number, boolean all) {
            window.fail(new PublishException.Lost("the broker could not take message " + number));
        }
    }

    private final class Blocks implements BlockedListener {

        @Override
        public void handleBlocked(String reason) {
            blocked = true;
        }

        @Override
        public void handleUnblocked() {
            blocked = false;
        }
    }
}
