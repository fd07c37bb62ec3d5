package io.github.spyhop.binlog.rebuild;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A subscriber that does to another server what each message says, once: what comes again is known
 * by its id. It counts what a loss would show.
 */
final class Rebuilder implements AutoCloseable {

    private static final int PREFETCH = 200;
    private static final long PAUSE_MILLIS = 100;
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private final ServerAddress broker;
    private final String queue;
    private final Database target;
    private final Map<String, Integer> bodiesById = new HashMap<>();
    private final Map<String, Integer> missingOfTransactions = new HashMap<>();
    private final Map<String, Map<String, String>> typesOfTables = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ending;
    private final AtomicLong rows = new AtomicLong();
    private final Map<String, Long> transactionsOfRows = new HashMap<>();
    private long definitions;
    private long merged;
    private long duplicates;
    private long lastTransaction;
    private long lastRow;

    Rebuilder(ServerAddress broker, String queue, Database target) {
        this.broker = broker;
        this.queue = queue;
        this.target = target;
        thread = Thread.ofPlatform().name("rebuilder").unstarted(this::consumeAgainAndAgain);
    }

    void start() {
        thread.start();
    }

    private void consumeAgainAndAgain() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setAutomaticRecoveryEnabled(false);
        while (!ending) {
            try (Connection connection = factory.newConnection("rebuilder")) {
                Channel channel = connection.createChannel();
                channel.basicQos(PREFETCH);
                CountDownLatch over = new CountDownLatch(1);
                channel.addShutdownListener(cause -> over.countDown());
                channel.basicConsume(
                        queue,
                        false,
                        (tag, delivery) -> take(channel, delivery),
                        (CancelCallback) tag -> over.countDown());
                over.await();
            } catch (IOException | TimeoutException | RuntimeException away) {
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One at a time: when the broker is killed, what the old connection has still to hand over and what
     * the new one delivers again come on two threads.
     */
    private synchronized void take(Channel channel, Delivery delivery) throws IOException {
        try {
            apply(delivery);
        } catch (RuntimeException failure) {
            synchronized (faults) {
                faults.add(delivery.getProperties().getMessageId() + ": " + failure.getMessage());
            }
        }
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }

    private void apply(Delivery delivery) throws IOException {
        JsonNode message = JSON.readTree(new String(delivery.getBody(), StandardCharsets.UTF_8));
        String type = message.get("type").asText();
        if (type.equals("heartbeat")) {
            return;
        }
        String id = delivery.getProperties().getMessageId();
        ((com.fasterxml.jackson.databind.node.ObjectNode) message).remove("timestamp");
        Integer known = bodiesById.putIfAbsent(id, message.hashCode());
        if (known != null) {
            duplicates++;
            if (known != message.hashCode()) {
                throw new IllegalStateException("the same id with another body");
            }
            return;
        }
        if (message.has("merged")) {
            requireOrderOfRow(id, message);
        } else {
            requireOrder(id, message);
        }
        if (type.equals("ddl")) {
            definitions++;
            typesOfTables.clear();
            target.run(message.get("sql").asText());
            return;
        }
        rows.incrementAndGet();
        if (!message.has("merged")) {
            count(message);
        }
        String table = message.get("table_name").asText();
        RowSql.of(message, typesOfTables.computeIfAbsent(table, this::typesOf))
                .forEach(this::runOnOneRow);
        if (table.equals("finished")) {
            finished.countDown();
        }
    }

    private void runOnOneRow(String sql) {
        try (var statement = target.connection().createStatement()) {
            if (statement.executeUpdate(sql) != 1) {
                throw new IllegalStateException("no row for " + sql);
            }
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure.getMessage() + ": " + sql, failure);
        }
    }

    /** {@code uuid:transaction:row} only ever grows. */
    private void requireOrder(String id, JsonNode message) {
        String[] parts = id.split(":");
        long transaction = Long.parseLong(parts[1]);
        long row = message.path("row").asLong(lastTransaction == transaction ? lastRow : 0);
        if (transaction < lastTransaction || (transaction == lastTransaction && row < lastRow)) {
            throw new IllegalStateException(
                    "order: behind %d:%d".formatted(lastTransaction, lastRow));
        }
        lastTransaction = transaction;
        lastRow = row;
    }

    /** Where changes are merged, those of one row keep their order. */
    private void requireOrderOfRow(String id, JsonNode message) {
        long transaction = Long.parseLong(id.split(":")[1]);
        String row = message.get("table_name").asText() + message.get("keys");
        Long known = transactionsOfRows.put(row, transaction);
        if (known != null && known > transaction) {
            throw new IllegalStateException("order: behind %d of the same row".formatted(known));
        }
        merged += message.get("merged").asLong() - 1;
    }

    private void count(JsonNode message) {
        missingOfTransactions.merge(
                message.get("gtid").asText(),
                message.at("/transaction/total").asInt() - 1,
                (missing, ofNew) -> missing == 1 ? null : missing - 1);
        missingOfTransactions.remove(message.get("gtid").asText(), 0);
    }

    private Map<String, String> typesOf(String table) {
        Map<String, String> types = new HashMap<>();
        target.column(
                        "SELECT CONCAT(COLUMN_NAME, ' ', DATA_TYPE) FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s'"
                                        .formatted(table))
                .forEach(pair -> types.put(pair.split(" ")[0], pair.split(" ")[1]));
        return types;
    }

    /**
     * Whether the last row of all has arrived, however long the rows before it take.
     *
     * @param seconds without any row, after which it is not waited for any more
     */
    boolean awaitFinished(long seconds) throws InterruptedException {
        boolean over = false;
        long before = -1;
        while (!over && rows() > before) {
            before = rows();
            over = finished.await(seconds, TimeUnit.SECONDS);
        }
        return over;
    }

    long rows() {
        return rows.get();
    }

    /** What went wrong: rows that were not there, another order, another body. */
    List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** The transactions of which not every row has arrived. */
    synchronized Map<String, Integer> incomplete() {
        return Map.copyOf(missingOfTransactions);
    }

    @Override
    public String toString() {
        return "%d row messages (%d changes merged into them), %d definitions, %d duplicates, %d transactions incomplete, %d faults"
                .formatted(
                        rows.get(),
                        merged,
                        definitions,
                        duplicates,
                        missingOfTransactions.size(),
                        faults.size());
    }

    @Override
    public void close() {
        ending = true;
        thread.interrupt();
    }
}
