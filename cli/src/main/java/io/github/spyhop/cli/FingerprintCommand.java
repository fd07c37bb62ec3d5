package io.github.spyhop.cli;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.FingerprintStream;
import io.github.spyhop.model.statement.SqlMode;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Digests statements of a shell user, between standard input and standard output. */
@Command(
        name = "fingerprint",
        description = {
            "Digests statements as MySQL does.",
            "Reads a JSON string a line, each a statement, and writes a JSON object a line, with "
                    + "digest_text, digest_id, kind and tables; for a line that is no JSON string, "
                    + "with error and line."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every line was digested",
            "1:a line was no JSON string, or could not be read or written",
            "2:an option is wrong"
        })
final class FingerprintCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--max-digest-length",
            paramLabel = "BYTES",
            description = "The server's max_digest_length, such as 1024 (default: no cut).",
            defaultValue = "0")
    private int maxDigestLength;

    @Option(
            names = "--sql-mode",
            paramLabel = "MODES",
            description =
                    "The session's sql_mode, such as ANSI_QUOTES,PIPES_AS_CONCAT; flags that do not "
                            + "change how a statement is read may stand there, too.",
            defaultValue = "")
    private String sqlMode = "";

    @Option(
            names = "--dialect",
            description = "8.0, 8.4, 9.7, mariadb, or a version such as 8.0.36 (default: 9.7).",
            defaultValue = "9.7")
    private String dialect = "";

    @Override
    public Integer call() {
        FingerprintStream stream = new FingerprintStream(options());
        try (FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            long wrong = stream.run(in, out);
            if (wrong > 0) {
                throw new CommandFailedException(
                        "lines that are no JSON string: "
                                + wrong
                                + "; their objects say why under \"error\"");
            }
            return 0;
        } catch (IOException broken) {
            throw new CommandFailedException("stopped early: " + broken.getMessage(), broken);
        }
    }

    private DigestOptions options() {
        try {
            return DigestOptions.DEFAULT
                    .withDialect(Dialect.parse(dialect))
                    .withSqlModes(SqlMode.parseKnown(sqlMode))
                    .withDigestLengthMax(maxDigestLength);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
