package io.github.spyhop.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the service's WebSockets that keeps what it is sent. */
final class Listener implements WebSocket.Listener, AutoCloseable {

    private static final int SECONDS_MAX = 10;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    /**
     * Connects.
     *
     * @throws java.util.concurrent.CompletionException if the service refuses
     */
    Listener(URI uri, String token) {
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .buildAsync(URI.create(uri.toString().replaceFirst("^http", "ws")), this)
                        .join();
    }

    /** The next message, or null if there is none within some seconds. */
    String next() throws InterruptedException {
        return messages.poll(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The code that the service closed the socket with. */
    Integer closeCode() throws InterruptedException {
        return closed.poll(SECONDS_MAX, TimeUnit.SECONDS);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.add(statusCode);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
