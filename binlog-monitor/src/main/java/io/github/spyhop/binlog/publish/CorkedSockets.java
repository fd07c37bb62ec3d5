package io.github.spyhop.binlog.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets whose output may be corked: the client flushes behind each message, and a system call a
 * message costs more than the message. While corked, flushes wait until the buffer is full or the
 * cork is drawn.
 */
final class CorkedSockets extends SocketFactory {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketFactory sockets;
    private volatile boolean corked;
    private volatile CorkedStream open = new CorkedStream(OutputStream.nullOutputStream());

    CorkedSockets(SocketFactory sockets) {
        this.sockets = sockets;
    }

    /** Holds back flushes from now on. */
    void cork() {
        corked = true;
    }

    /** Writes what was held back, and lets flushes through from now on. */
    void uncork() throws IOException {
        corked = false;
        open.flush();
    }

    @Override
    public Socket createSocket() throws IOException {
        return new CorkedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    private final class CorkedSocket extends Socket {

        @Override
        public OutputStream getOutputStream() throws IOException {
            CorkedStream stream = new CorkedStream(super.getOutputStream());
            open = stream;
            return stream;
        }
    }

    private final class CorkedStream extends OutputStream {

        private final OutputStream output;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int size;

        CorkedStream(OutputStream output) {
            this.output = output;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            if (size == buffer.length) {
                drain();
            }
            buffer[size++] = (byte) b;
        }

        @Override
        public synchronized void write(byte[] bytes, int start, int length) throws IOException {
            if (length > buffer.length - size) {
                drain();
            }
            if (length > buffer.length) {
                output.write(bytes, start, length);
            } else {
                System.arraycopy(bytes, start, buffer, size, length);
                size += length;
            }
        }

        private void drain() throws IOException {
            if (size > 0) {
                output.write(buffer, 0, size);
                size = 0;
            }
        }

        @Override
        public synchronized void flush() throws IOException {
            if (!corked) {
                drain();
                output.flush();
            }
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
