package io.github.spyhop.binlog.server;

/**
 * What is wrong with a server, seen from a source.
 *
 * @param subject the variable or privilege
 * @param found its value
 * @param why what comes of it
 * @param remedy the statement that mends it
 */
public record Finding(Severity severity, String subject, String found, String why, String remedy) {

    /** How bad it is. */
    public enum Severity {
        /** The source cannot run, or would lose rows. */
        ERROR,
        /** It runs, with less. */
        WARNING
    }

    @Override
    public String toString() {
        return "%s is %s: %s; %s".formatted(subject, found, why, remedy);
    }
}
