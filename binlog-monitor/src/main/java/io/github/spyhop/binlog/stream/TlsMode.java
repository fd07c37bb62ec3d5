package io.github.spyhop.binlog.stream;

/** How far TLS is wanted, with the meanings of MySQL's {@code --ssl-mode}. */
public enum TlsMode {
    DISABLED,
    PREFERRED,
    REQUIRED,
    VERIFY_CA,
    VERIFY_IDENTITY
}
