package io.github.spyhop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.cli.digest.CaptureOptions;
import io.github.spyhop.cli.digest.CaptureReader;
import io.github.spyhop.cli.digest.CaptureReport;
import io.github.spyhop.cli.digest.JsonReport;
import io.github.spyhop.cli.digest.TextReport;
import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.model.statement.DigestOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports the statements of capture files. */
@Command(
        name = "digest",
        description = {
            "Reports the statements of captured MySQL connections by family: time, counts, errors, "
                    + "quantiles, who sent them, and what the capture lacks.",
            "Reads files of tcpdump and Wireshark (pcap, pcapng, gzipped or not). Several are read "
                    + "in the order of their packets' time, as one capture."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the files were read",
            "1:a file is absent, empty or no capture, or could not be read",
            "2:an option is wrong"
        })
final class DigestCommand implements Callable<Integer> {

    private static final int TOP_OF_TEXT = 20;
    private static final int ALL = 0;

    enum Format {
        TEXT,
        JSON
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Captures; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: text).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(
            names = {"--top", "--limit"},
            paramLabel = "N",
            description = "How many families; 0 for all (default: 20 as text, all as JSON).")
    private @Nullable Integer top;

    @Option(
            names = {"--sort", "--order-by"},
            description =
                    "The largest first by ${COMPLETION-CANDIDATES} (default: total, its time).",
            defaultValue = "total")
    private CaptureReport.Order order = CaptureReport.Order.TOTAL;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "A server's port; repeatable (default: every one that speaks MySQL).")
    private List<Integer> ports = List.of();

    @Option(
            names = {"--from", "--since"},
            paramLabel = "TIME",
            description =
                    "Counts statements that were answered from then on, as 2026-11-21T10:00:00"
                            + " (UTC).")
    private @Nullable String from;

    @Option(
            names = {"--to", "--until"},
            paramLabel = "TIME",
            description = "Counts statements that were answered before then.")
    private @Nullable String to;

    @Option(
            names = "--max-digest-length",
            paramLabel = "BYTES",
            description = "The servers' max_digest_length (default: 1024).",
            defaultValue = "1024")
    private int maxDigestLength;

    @Option(
            names = "--samples",
            description =
                    "Shows the slowest statement of each family with its literals and values.")
    private boolean samples;

    @Override
    public Integer call() {
        CaptureOptions options = options();
        Progress progress = new Progress();
        try (Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8)) {
            CaptureReport report = new CaptureReader(options, progress).read(files);
            progress.clear();
            switch (format) {
                case TEXT ->
                        out.write(TextReport.write(report, order, top == null ? TOP_OF_TEXT : top));
                case JSON -> JsonReport.write(report, order, top == null ? ALL : top, out);
            }
            out.flush();
            warn(report);
            return 0;
        } catch (AccessDeniedException denied) {
            throw new CommandFailedException(
                    "cannot read " + denied.getFile() + ": permission denied", denied);
        } catch (IOException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static void warn(CaptureReport report) {
        for (String file : report.cutFiles()) {
            System.err.println(
                    "spyhop: "
                            + file
                            + " is damaged or ends within a packet: what comes before was read");
        }
        if (report.isEmpty()) {
            System.err.println(
                    "spyhop: no MySQL statement was seen: the traffic may be encrypted, or --port, "
                            + "--from or --to leave it out; the coverage tells");
        }
    }

    private CaptureOptions options() {
        if (top != null && top < 0) {
            throw wrong("--top", Integer.toString(top), "0 or more");
        }
        if (maxDigestLength < 0 || maxDigestLength > DigestOptions.DIGEST_LENGTH_LIMIT) {
            throw wrong(
                    "--max-digest-length",
                    Integer.toString(maxDigestLength),
                    "0 to " + DigestOptions.DIGEST_LENGTH_LIMIT);
        }
        for (int port : ports) {
            if (port < 1 || port > 65_535) {
                throw wrong("--port", Integer.toString(port), "1 to 65535");
            }
        }
        Instant start = time("--from", from);
        Instant end = time("--to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw wrong("--to", String.valueOf(to), "later than --from");
        }
        return new CaptureOptions(ports, start, end, maxDigestLength, samples);
    }

    private @Nullable Instant time(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String zoned = text.replace(' ', 'T');
            return zoned.endsWith("Z")
                    ? Instant.parse(zoned)
                    : LocalDateTime.parse(zoned).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException malformed) {
            throw wrong(option, text, "a time in UTC such as 2026-11-21T10:00:00");
        }
    }

    private ParameterException wrong(String option, String value, String wanted) {
        return new ParameterException(
                spec.commandLine(), "%s is '%s', not %s".formatted(option, value, wanted));
    }
}
