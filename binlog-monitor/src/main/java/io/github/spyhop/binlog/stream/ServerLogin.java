package io.github.spyhop.binlog.stream;

import java.util.Optional;

/**
 * Where a MySQL answers and how to log in.
 *
 * @param caCertificates a PEM file of the authorities that may sign the server's certificate
 */
public record ServerLogin(
        String host,
        int port,
        String user,
        String password,
        TlsMode tlsMode,
        Optional<String> caCertificates) {

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
