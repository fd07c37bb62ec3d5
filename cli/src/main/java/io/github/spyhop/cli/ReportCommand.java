package io.github.spyhop.cli;

import io.github.spyhop.cli.run.CommandFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fetches the report of a period from a query-api. */
@Command(
        name = "report",
        description = {
            "Writes what a server or the fleet did in a period, against another one.",
            "Times are ISO 8601 instants, dates, or such as now-7d; those of dates are UTC."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the report was written",
            "1:the service could not be asked, or refused",
            "2:an option is wrong"
        })
final class ReportCommand implements Callable<Integer> {

    private static final String TOKEN_VARIABLE = "SPYHOP_TOKEN";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);
    private static final int OK = 200;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The address of query-api (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private URI url = URI.create("");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token with the role viewer (default: $" + TOKEN_VARIABLE + ").",
            defaultValue = "${env:" + TOKEN_VARIABLE + "}")
    private @Nullable String token;

    @Option(
            names = "--from",
            description = "Where it begins (default: ${DEFAULT-VALUE}).",
            defaultValue = "now-1d")
    private String from = "";

    @Option(
            names = "--to",
            description = "Where it ends (default: ${DEFAULT-VALUE}).",
            defaultValue = "now")
    private String to = "";

    @Option(names = "--instance", description = "One registered instance (default: all).")
    private @Nullable String instance;

    @Option(
            names = "--before-from",
            description =
                    "Where the period begins that it is compared with (default: the one right before).")
    private @Nullable String beforeFrom;

    @Option(names = "--no-compare", description = "Compare with nothing.")
    private boolean comparesWithNothing;

    @Option(
            names = "--format",
            description = "html, markdown or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "html")
    private String format = "";

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description =
                    "In which html and markdown tell times, such as Asia/Seoul (default: ${DEFAULT-VALUE}).",
            defaultValue = "UTC")
    private String timeZone = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write (default: standard output).")
    private @Nullable Path output;

    @Override
    public Integer call() throws InterruptedException {
        if (token == null || token.isBlank()) {
            throw new CommandFailedException(
                    "no token: set "
                            + TOKEN_VARIABLE
                            + " or give --token, one with the role viewer");
        }
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/api/v1/report?" + query()))
                        .header("Authorization", "Bearer " + token.strip())
                        .timeout(ANSWER_MAX)
                        .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build()) {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new CommandFailedException(
                        "%s answered %d: %s"
                                .formatted(
                                        url,
                                        answer.statusCode(),
                                        new String(answer.body(), StandardCharsets.UTF_8)));
            }
            write(answer.body());
            return 0;
        } catch (ConnectException nobody) {
            throw new CommandFailedException("nobody answers at " + url + ": give --url", nobody);
        } catch (IOException failure) {
            throw new CommandFailedException(
                    "the report could not be had: " + failure.getMessage(), failure);
        }
    }

    private String query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("format", format);
        parameters.put("time_zone", timeZone);
        parameters.put("compare", comparesWithNothing ? "none" : "previous");
        if (instance != null) {
            parameters.put("instance", instance);
        }
        if (beforeFrom != null) {
            parameters.put("before_from", beforeFrom);
        }
        return parameters.entrySet().stream()
                .map(each ->
                        each.getKey()
                                + "="
                                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void write(byte[] report) throws IOException {
        if (output == null) {
            System.out.write(report);
            System.out.flush();
        } else {
            Files.write(output, report);
        }
    }
}
