package io.github.spyhop.model.statement;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Runs {@link FingerprintStream} between standard input and standard output. */
public final class FingerprintCommand {

    private static final int SOME_LINES_WRONG = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE =
            """
            Usage: spyhop fingerprint [--max-digest-length N] [--sql-mode M] [--dialect D]

            Reads statements, a JSON string a line, and writes their digests, a JSON object a line.

              --max-digest-length N  the server's max_digest_length, in bytes of tokens (default: no cut)
              --sql-mode M           the session's sql_mode, such as ANSI_QUOTES,PIPES_AS_CONCAT
              --dialect D            8.0, 8.4, 9.7 (default), mariadb, or a version such as 8.0.36
            """;

    private FingerprintCommand() {}

    /** Ends with 0, with 1 if a line was no JSON string, with 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    private static int run(String[] arguments, PrintStream errors) {
        DigestOptions options;
        try {
            options = options(arguments);
        } catch (IllegalArgumentException wrong) {
            errors.println("spyhop: " + wrong.getMessage());
            errors.print(USAGE);
            return WRONG_USAGE;
        }
        try (FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            return new FingerprintStream(options).run(in, out) ? 0 : SOME_LINES_WRONG;
        } catch (IOException broken) {
            errors.println("spyhop: " + broken.getMessage());
            return SOME_LINES_WRONG;
        }
    }

    /**
     * The options that arguments name.
     *
     * @throws IllegalArgumentException if an argument is unknown, lacks its value or has a wrong one
     */
    static DigestOptions options(String... arguments) {
        DigestOptions options = DigestOptions.DEFAULT;
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + name + "' is unknown or lacks its value");
            }
            String value = arguments[i + 1];
            options =
                    switch (name) {
                        case "--max-digest-length" -> options.withDigestLengthMax(number(value));
                        case "--sql-mode" -> options.withSqlModes(SqlMode.parse(value));
                        case "--dialect" -> options.withDialect(Dialect.parse(value));
                        default -> throw new IllegalArgumentException("'" + name + "' is unknown");
                    };
        }
        return options;
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(
                    "--max-digest-length takes a number of bytes, not '" + value + "'", notOne);
        }
    }
}
