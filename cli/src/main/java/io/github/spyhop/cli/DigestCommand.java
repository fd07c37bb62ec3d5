package io.github.spyhop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.cli.digest.Comparison;
import io.github.spyhop.cli.digest.DigestFilter;
import io.github.spyhop.cli.digest.DigestReader;
import io.github.spyhop.cli.digest.DigestReport;
import io.github.spyhop.cli.digest.DigestRequest;
import io.github.spyhop.cli.digest.ReportFormat;
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

/** Reports the statements of captures or slow logs. */
@Command(
        name = "digest",
        description = {
            "Reports MySQL's statements by family: time, counts, errors, quantiles, who sent them, "
                    + "and what the files lack.",
            "Reads captures of tcpdump and Wireshark (pcap, pcapng), or slow logs of MySQL, Aurora, "
                    + "Percona Server and MariaDB, gzipped or not; what a file is, its content "
                    + "tells. Several captures are read in the order of their packets' time, as one."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the files were read",
            "1:a file is absent, empty, neither capture nor slow log, or could not be read",
            "2:an option is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  spyhop digest mysql-slow.log mysql-slow.log.1.gz",
            "  spyhop digest --format html --compare yesterday.pcap today.pcap > report.html",
            "  spyhop digest --filter schema=shop --filter 'digest~^(UPDATE|DELETE) ' a.log",
            "  spyhop digest --since 2026-11-21T10:00 --compare-until 2026-11-21T10:00 a.log"
        })
final class DigestCommand implements Callable<Integer> {

    private static final int TOP_OF_PEOPLE = 20;
    private static final int ALL = 0;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Captures, or slow logs; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: text).",
            defaultValue = "text")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = {"--top", "--limit"},
            paramLabel = "N",
            description = "How many families; 0 for all (default: 20, all as JSON).")
    private @Nullable Integer top;

    @Option(
            names = {"--sort", "--order-by"},
            description =
                    "The largest first by ${COMPLETION-CANDIDATES} (default: total, its time).",
            defaultValue = "total")
    private DigestReport.Order order = DigestReport.Order.TOTAL;

    @Option(
            names = "--port",
            paramLabel = "P",
            description =
                    "A server's port in captures; repeatable (default: every one that speaks"
                            + " MySQL).")
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
            names = "--filter",
            paramLabel = "CONDITION",
            description = {
                "Reports only what meets it; repeatable, all must be met: FIELD=VALUE, "
                        + "FIELD!=VALUE, FIELD~REGEX or FIELD!~REGEX (found anywhere).",
                "Fields: digest (its text or id), schema, user, client, and error (families that"
                        + " had this number; error~. is any). What is not known is empty."
            })
    private List<String> conditions = List.of();

    @Option(
            names = "--compare",
            paramLabel = "OTHER",
            description =
                    "A file to compare with: how counts and latencies changed, what is new and"
                            + " gone; repeatable.")
    private List<String> others = List.of();

    @Option(
            names = "--compare-since",
            paramLabel = "TIME",
            description = "Where the period begins to compare with, of OTHER, else of FILE.")
    private @Nullable String otherFrom;

    @Option(names = "--compare-until", paramLabel = "TIME", description = "Where it ends.")
    private @Nullable String otherTo;

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
        DigestRequest request = request();
        DigestRequest otherRequest =
                request.within(
                        time("--compare-since", otherFrom), time("--compare-until", otherTo));
        checkPeriod("--compare-until", otherTo, otherRequest);
        boolean compares = !others.isEmpty() || otherFrom != null || otherTo != null;
        List<String> compared = others.isEmpty() ? files : others;
        if (compares && files.contains("-") && compared.contains("-")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "standard input can be read only once: name a file to compare with");
        }
        Progress progress = Progress.onStandardError();
        try (Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8)) {
            DigestReport report = DigestReader.read(files, request, progress);
            DigestReport other =
                    compares ? DigestReader.read(compared, otherRequest, progress) : null;
            format.write(
                    report,
                    other == null ? null : new Comparison(report, other),
                    order,
                    top == null ? defaultTop() : top,
                    out);
            warn(report);
            if (other != null) {
                warn(other);
            }
            return 0;
        } catch (AccessDeniedException denied) {
            throw new CommandFailedException(
                    "cannot read " + denied.getFile() + ": permission denied", denied);
        } catch (IOException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private int defaultTop() {
        return format == ReportFormat.JSON ? ALL : TOP_OF_PEOPLE;
    }

    private static void warn(DigestReport report) {
        for (String file : report.cutFiles()) {
            System.err.println(
                    "spyhop: "
                            + file
                            + " is damaged, or begins or ends within a packet or entry: the rest was"
                            + " read");
        }
        if (report.isEmpty()) {
            System.err.println(
                    "spyhop: no MySQL statement was seen: the traffic may be encrypted, or --port, "
                            + "--from, --to or --filter leave it out; the coverage tells");
        }
    }

    private DigestRequest request() {
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
        DigestRequest request =
                new DigestRequest(ports, start, end, maxDigestLength, samples, filter());
        checkPeriod("--to", to, request);
        return request;
    }

    private DigestFilter filter() {
        try {
            return DigestFilter.of(conditions);
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(
                    spec.commandLine(), "--filter " + malformed.getMessage(), malformed);
        }
    }

    private void checkPeriod(String option, @Nullable String end, DigestRequest request) {
        Instant first = request.from();
        Instant last = request.to();
        if (first != null && last != null && !first.isBefore(last)) {
            throw wrong(option, String.valueOf(end), "later than where the period begins");
        }
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
