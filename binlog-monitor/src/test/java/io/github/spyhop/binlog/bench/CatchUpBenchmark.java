package io.github.spyhop.binlog.bench;

import static io.github.spyhop.binlog.bench.Shop.SCHEMA;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Catches up over a million row changes, one confirmed message a row and then in batches; beside it
 * a bare client that publishes the same bodies; then the lag at a steady load. Not a test: {@code
 * bench/binlog-catch-up} runs it, and it prints figures.
 */
class CatchUpBenchmark {

    private static final long ROWS = Long.getLong("spyhop.bench.rows", 1_000_000);

    private static final int BATCH_ROWS = 500;
    private static final int BARE_BODIES = 20_000;
    private static final int BARE_MESSAGES = (int) Math.min(ROWS, 1_000_000);
    private static final int BARE_WINDOW = 4_096;
    private static final int STEADY_SECONDS = 20;
    private static final int STEADY_ROWS_PER_SECOND = 5_000;
    private static final int STEADY_STATEMENTS_PER_SECOND = 100;
    private static final long PEER_KEEPS_ITS_PLACE_MILLIS = 3_000;
    private static final long LARGE_MEGABYTES = Long.getLong("spyhop.bench.megabytes", 1_024);
    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(6);
    private static final Pattern AT = Pattern.compile("\"at\":\"([^\"]+)\"");

    private final ServerAddress mysql = RealServers.alone(ServerKind.MYSQL80, "bench").address();
    private final ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
    private final Monitor monitor = new Monitor(mysql, rabbit);

    @Test
    void measure() throws Exception {
        Shop shop = new Shop(mysql);
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            try (MeasuredProcess begin = monitor.start("begin", Map.of())) {
                Await.until("the source has begun", () -> Monitor.checkpointOf("begin") != null);
            }
            List<Peer> peers = Peer.areThere() ? Peer.all(mysql, rabbit) : List.of();
            for (Peer peer : peers) {
                declare(channel, peer.name());
                beginPeer(peer, shop, channel);
            }
            long rows = shop.fill(ROWS);
            declare(channel, "rows");
            catchUp("rows", Map.of(), rows);
            bare(channel, "bench.rows");
            channel.queueDelete("bench.rows");
            declare(channel, "batch");
            catchUp("batch", Map.of("BINLOG_BATCH_ROWS_MAX", Integer.toString(BATCH_ROWS)), rows);
            channel.queueDelete("bench.batch");
            steady(channel);
            for (Peer peer : peers) {
                catchUp(peer, channel, rows);
                channel.queueDelete(peer.queue());
            }
        }
    }

    /** One transaction of a gigabyte: all of its rows arrive, in order, in little memory. */
    @Test
    void largeTransaction() throws Exception {
        Shop shop = new Shop(mysql);
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            try (MeasuredProcess begin = monitor.start("begin", Map.of())) {
                Await.until("the source has begun", () -> Monitor.checkpointOf("begin") != null);
            }
            long rows = shop.fillAtOnce(LARGE_MEGABYTES);
            declare(channel, "large");
            AtomicLong last = new AtomicLong();
            AtomicLong outOfOrder = new AtomicLong();
            channel.basicConsume(
                    "bench.large",
                    true,
                    (tag, delivery) -> {
                        String id = delivery.getProperties().getMessageId();
                        long row = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
                        if (row != last.get() + 1) {
                            outOfOrder.incrementAndGet();
                        }
                        last.set(row);
                    },
                    tag -> {});
            Monitor.beginAsTheFirst("large");
            long start = System.nanoTime();
            try (MeasuredProcess process = monitor.start("large", Map.of())) {
                while (last.get() < rows) {
                    Thread.sleep(100);
                    if (System.nanoTime() - start > CATCH_UP_MAX.toNanos()) {
                        throw new AssertionError(last.get() + " of " + rows + " rows");
                    }
                }
                System.out.printf(
                        "a transaction of %d MB: %d rows received, %d out of order; %.1f s; %.0f MB"
                                + " of memory%n",
                        LARGE_MEGABYTES,
                        last.get(),
                        outOfOrder.get(),
                        (System.nanoTime() - start) / 1e9,
                        process.peakMegabytes());
            }
            channel.queueDelete("bench.large");
        }
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(rabbit.uri());
        return factory.newConnection("benchmark");
    }

    private static void declare(Channel channel, String name) throws IOException {
        String queue = "bench." + name;
        channel.exchangeDeclare(queue, "fanout", true);
        channel.queueDelete(queue);
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-mode", "lazy"));
        channel.queueBind(queue, queue, "");
    }

    private void catchUp(String name, Map<String, String> more, long rows) throws Exception {
        Monitor.beginAsTheFirst(name);
        long start = System.nanoTime();
        try (MeasuredProcess process = monitor.start(name, more)) {
            long confirmed = 0;
            long first = start;
            while (confirmed < rows) {
                // A scrape of its metrics costs the monitor about five milliseconds.
                Thread.sleep(confirmed > 0 && confirmed < rows * 9 / 10 ? 1_000 : 100);
                long before = confirmed;
                confirmed = monitor.confirmedRows();
                if (before == 0 && confirmed > 0) {
                    first = System.nanoTime();
                }
                if (System.nanoTime() - start > CATCH_UP_MAX.toNanos()) {
                    throw new AssertionError(confirmed + " of " + rows + " rows");
                }
            }
            double wall = (System.nanoTime() - first) / 1e9;
            double cpu = process.cpuSeconds();
            System.out.printf(
                    "catch-up, %s: %d rows, %.1f CPU s with start = %.0f rows/CPU-s; %.1f s ="
                            + " %.0f rows/s; %.0f MB%n",
                    name,
                    confirmed,
                    cpu,
                    confirmed / cpu,
                    wall,
                    confirmed / wall,
                    process.peakMegabytes());
            process.stop(); // not by force, so that a profiler can write what it has seen
        }
    }

    /** Lets it keep its place before the load, for which Debezium needs a row, and ends it. */
    private static void beginPeer(Peer peer, Shop shop, Channel channel)
            throws InterruptedException {
        try (MeasuredProcess process = peer.start()) {
            Await.until(peer.name() + " reads the binlog", peer::isConnected);
            shop.tick();
            Await.until(peer.name() + " publishes", () -> channel.messageCount(peer.queue()) > 0);
            Thread.sleep(PEER_KEEPS_ITS_PLACE_MILLIS);
            process.stop();
        }
    }

    /** Until the broker has as many messages of it as there are rows. */
    private static void catchUp(Peer peer, Channel channel, long rows) throws Exception {
        long begun = channel.messageCount(peer.queue());
        long start = System.nanoTime();
        try (MeasuredProcess process = peer.start()) {
            long queued = 0;
            long first = start;
            while (queued < rows) {
                Thread.sleep(100);
                long before = queued;
                queued = channel.messageCount(peer.queue()) - begun;
                if (before == 0 && queued > 0) {
                    first = System.nanoTime();
                }
                if (System.nanoTime() - start > Duration.ofMinutes(12).toNanos()) {
                    throw new AssertionError(peer.name() + ": " + queued + " of " + rows);
                }
            }
            double wall = (System.nanoTime() - first) / 1e9;
            double cpu = process.cpuSeconds();
            System.out.printf(
                    "catch-up, %s: %d messages queued, %.1f CPU s with start = %.0f rows/CPU-s;"
                            + " %.1f s = %.0f rows/s; %.0f MB%n",
                    peer.name(),
                    queued,
                    cpu,
                    queued / cpu,
                    wall,
                    queued / wall,
                    process.peakMegabytes());
        }
    }

    /** The rate at which the same broker confirms the same bodies from a client that does no more. */
    private void bare(Channel source, String queue) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < BARE_BODIES; i++) {
            GetResponse message = source.basicGet(queue, true);
            bodies.add(message.getBody());
        }
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            declare(channel, "bare");
            channel.confirmSelect();
            AMQP.BasicProperties persistent =
                    new AMQP.BasicProperties.Builder()
                            .contentType("application/json")
                            .deliveryMode(2)
                            .headers(Map.of("schema_version", 1))
                            .messageId("3e11fa47-71ca-11e1-9e33-c80aa9429562:1234567:1")
                            .build();
            AtomicLong confirmed = new AtomicLong();
            channel.addConfirmListener(
                    (number, multiple) -> confirmed.accumulateAndGet(number, Math::max),
                    (number, multiple) -> {});
            long start = System.nanoTime();
            for (int i = 0; i < BARE_MESSAGES; i++) {
                while (i - confirmed.get() >= BARE_WINDOW) {
                    Thread.onSpinWait();
                }
                channel.basicPublish(
                        "bench.bare", "monitor", true, persistent, bodies.get(i % BARE_BODIES));
            }
            Await.until("the last confirm", () -> confirmed.get() >= BARE_MESSAGES);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "bare client, same bodies (%d bytes on average): %.0f messages/s%n",
                    bodies.stream().mapToInt(body -> body.length).sum() / BARE_BODIES,
                    BARE_MESSAGES / seconds);
            channel.queueDelete("bench.bare");
        }
    }

    /** From the statement's own time to the arrival at a subscriber on the same machine. */
    private void steady(Channel channel) throws Exception {
        declare(channel, "steady");
        List<Long> micros = Collections.synchronizedList(new ArrayList<>());
        channel.basicConsume(
                "bench.steady",
                true,
                (tag, delivery) -> {
                    Instant now = Instant.now();
                    Matcher at = AT.matcher(new String(delivery.getBody(), StandardCharsets.UTF_8));
                    if (at.find()) {
                        Instant written =
                                LocalDateTime.parse(at.group(1)).toInstant(ZoneOffset.UTC);
                        micros.add(Duration.between(written, now).toNanos() / 1_000);
                    }
                },
                tag -> {});
        try (MeasuredProcess process = monitor.start("steady", Map.of());
                Database database = Database.existing(mysql, SCHEMA)) {
            database.run("SET time_zone = '+00:00'");
            Await.until("the source has begun", () -> Monitor.checkpointOf("steady") != null);
            String insert =
                    "INSERT INTO ticks (at) VALUES "
                            + String.join(
                                    ", ",
                                    Collections.nCopies(
                                            STEADY_ROWS_PER_SECOND / STEADY_STATEMENTS_PER_SECOND,
                                            "(SYSDATE(6))"));
            // The first seconds warm the monitor up and do not count.
            write(database, insert, STEADY_SECONDS / 2);
            Await.until("the warm-up has arrived", () -> !micros.isEmpty());
            micros.clear();
            write(database, insert, STEADY_SECONDS);
            int wanted = STEADY_SECONDS * STEADY_ROWS_PER_SECOND;
            Await.until("the last row", () -> micros.size() >= wanted);
            List<Long> sorted = new ArrayList<>(micros);
            Collections.sort(sorted);
            System.out.printf(
                    "lag at %d rows/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms; %.0f MB%n",
                    STEADY_ROWS_PER_SECOND,
                    sorted.get(sorted.size() / 2) / 1e3,
                    sorted.get(sorted.size() * 99 / 100) / 1e3,
                    sorted.getLast() / 1e3,
                    process.peakMegabytes());
        }
    }

    private static void write(Database database, String insert, int seconds)
            throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < seconds * STEADY_STATEMENTS_PER_SECOND; i++) {
            database.run(insert);
            long due = start + (i + 1) * (1_000_000_000L / STEADY_STATEMENTS_PER_SECOND);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        }
    }
}
