package io.github.spyhop.bench.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Users who ask at the same time, each for something else, and look at an answer for a while. */
final class Users {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String service;
    private final String token;
    private final Fleet fleet;

    Users(String service, String token, Fleet fleet) {
        this.service = service;
        this.token = token;
        this.fleet = fleet;
    }

    /** What the answers took in nanoseconds, the shortest first, and how many were no 200. */
    record Measured(List<Long> nanos, long failed, Duration during) {

        double millis(double quantile) {
            return nanos.isEmpty()
                    ? Double.NaN
                    : nanos.get(Math.min(nanos.size() - 1, (int) (quantile * nanos.size()))) / 1e6;
        }

        double perSecond() {
            return nanos.size() / (during.toNanos() / 1e9);
        }
    }

    private record Seen(LongStream nanos, long failed) {}

    Measured ask(Kind kind, int users, Duration during, Duration pause)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + during.toNanos();
        List<Future<Seen>> asking = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = 0; user < users; user++) {
                SplittableRandom random = Fleet.random(user);
                asking.add(all.submit(() -> askUntil(end, kind, pause, random)));
            }
        }
        LongStream nanos = LongStream.empty();
        long failed = 0;
        for (Future<Seen> each : asking) {
            nanos = LongStream.concat(nanos, each.get().nanos());
            failed += each.get().failed();
        }
        return new Measured(nanos.sorted().boxed().toList(), failed, during);
    }

    private Seen askUntil(long end, Kind kind, Duration pause, SplittableRandom random)
            throws InterruptedException {
        LongStream.Builder nanos = LongStream.builder();
        long failed = 0;
        while (true) {
            // Users come when they like, not all at once.
            Thread.sleep(Math.round(2 * pause.toMillis() * random.nextDouble()));
            long begun = System.nanoTime();
            if (begun >= end) {
                return new Seen(nanos.build(), failed);
            }
            if (ask(kind.path().apply(fleet, random))) {
                nanos.add(System.nanoTime() - begun);
            } else {
                failed++;
            }
        }
    }

    private boolean ask(String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + path))
                        .timeout(ANSWER_MAX)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept-Encoding", "gzip")
                        .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() == 200;
        } catch (IOException failure) {
            return false;
        }
    }
}
