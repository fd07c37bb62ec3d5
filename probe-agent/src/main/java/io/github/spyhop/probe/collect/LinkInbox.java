package io.github.spyhop.probe.collect;

import io.github.spyhop.probe.outbox.WindowFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What comes from another node, whole frames; nothing further is read until one was taken. */
final class LinkInbox implements WebSocket.Listener {

    private static final Duration PING_EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(4);

    private sealed interface Arrival {}

    private record Frame(WindowFrame frame) implements Arrival {}

    private record Broken(String why) implements Arrival {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private volatile long heardNanos = System.nanoTime();

    /**
     * Waits for the next frame, and asks the other node meanwhile whether it is there.
     *
     * @throws IOException if the connection is closed, or silent for too long
     */
    WindowFrame next(WebSocket socket)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        heardNanos = System.nanoTime();
        while (true) {
            switch (arrivals.poll(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                case Frame whole -> {
                    return whole.frame();
                }
                case Broken broken -> throw new IOException(broken.why());
                case null -> ping(socket);
            }
        }
    }

    private void ping(WebSocket socket)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
            throw new IOException("it was silent for " + SILENCE_MAX);
        }
        socket.sendPing(ByteBuffer.allocate(0)).get(SILENCE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last frame is done with. */
    void taken(WebSocket socket) {
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        heardNanos = System.nanoTime();
        if (partial.size() + data.remaining() > WindowFrame.BYTES_MAX) {
            arrivals.add(new Broken("a frame of more than " + WindowFrame.BYTES_MAX + " bytes"));
            return null;
        }
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        partial.writeBytes(piece);
        if (last) {
            arrivals.add(new Frame(WindowFrame.received(partial.toByteArray())));
            partial.reset();
        } else {
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        arrivals.add(new Broken("text where a window was expected"));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        heardNanos = System.nanoTime();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        heardNanos = System.nanoTime();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        arrivals.add(new Broken("closed: " + code + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        arrivals.add(new Broken(String.valueOf(error.getMessage())));
    }
}
