package io.github.spyhop.probe.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report in the single-letter keys of the earlier MySQL probe, for programs that read its {@code
 * /collector}:
 *
 * <pre>
 * {"a": {SERVER: {"a": {SCHEMA: {"a": {KEY: summary}}},
 *                 "b": time, "c": {CLIENT: {"a": {SCHEMA: {"a": {KEY: summary}}}}}}}}
 * summary: a statement, b schema, c succeeded, d failed, e last seen, f latency of the succeeded,
 *          g of the failed, h no good index, i no index, j was slow, k slow messages,
 *          l statements a second, m average latency, n key
 * message: a schema, b statement, c raw, d failed, e error message, f error number, g status,
 *          h rows affected, i sent, j answered, k latency, l server, m its port, n client, o its port
 * </pre>
 *
 * Times are nanoseconds since 1970, latencies microseconds.
 */
public final class CompactJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private CompactJson() {}

    public static String write(WindowReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new Writing(report, json).write();
        } catch (IOException textsDoNotFail) {
            throw new UncheckedIOException(textsDoNotFail);
        }
        return text.toString();
    }

    /** Rows that share a schema and a family. */
    private record Key(String schema, String digestId) {}

    private static final class Writing {

        private final WindowReport report;
        private final JsonGenerator json;
        private final Map<String, String> texts = new HashMap<>();

        Writing(WindowReport report, JsonGenerator json) {
            this.report = report;
            this.json = json;
            for (DigestDocument digest : report.digests()) {
                texts.put(digest.id(), digest.digestText());
            }
        }

        void write() throws IOException {
            Map<String, List<WireWindowDocument>> servers = new TreeMap<>();
            for (WireWindowDocument row : report.statements()) {
                servers.computeIfAbsent(hostOf(row.server()), absent -> new ArrayList<>()).add(row);
            }
            json.writeStartObject();
            json.writeObjectFieldStart("a");
            for (Map.Entry<String, List<WireWindowDocument>> server : servers.entrySet()) {
                json.writeObjectFieldStart(server.getKey());
                json.writeFieldName("a");
                schemas(server.getValue(), false);
                json.writeNumberField(
                        "b", nanos(report.windowStart().plusSeconds(report.windowSeconds())));
                json.writeObjectFieldStart("c");
                for (Map.Entry<String, List<WireWindowDocument>> client :
                        byClient(server.getValue()).entrySet()) {
                    json.writeObjectFieldStart(client.getKey());
                    json.writeFieldName("a");
                    schemas(client.getValue(), true);
                    json.writeEndObject();
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }

        private static Map<String, List<WireWindowDocument>> byClient(
                List<WireWindowDocument> rows) {
            Map<String, List<WireWindowDocument>> clients = new TreeMap<>();
            for (WireWindowDocument row : rows) {
                clients.computeIfAbsent(row.client(), absent -> new ArrayList<>()).add(row);
            }
            return clients;
        }

        private void schemas(List<WireWindowDocument> rows, boolean withSlow) throws IOException {
            Map<String, Map<Key, List<WireWindowDocument>>> schemas = new TreeMap<>();
            for (WireWindowDocument row : rows) {
                String schema = row.schema() == null ? "" : row.schema();
                schemas.computeIfAbsent(schema, absent -> new HashMap<>())
                        .computeIfAbsent(
                                new Key(schema, row.digestId()), absent -> new ArrayList<>())
                        .add(row);
            }
            json.writeStartObject();
            for (Map.Entry<String, Map<Key, List<WireWindowDocument>>> schema :
                    schemas.entrySet()) {
                json.writeObjectFieldStart(schema.getKey());
                json.writeObjectFieldStart("a");
                for (Map.Entry<Key, List<WireWindowDocument>> summary :
                        schema.getValue().entrySet()) {
                    json.writeFieldName(summary.getKey().digestId());
                    summary(summary.getKey(), summary.getValue(), withSlow);
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
        }

        private void summary(Key key, List<WireWindowDocument> rows, boolean withSlow)
                throws IOException {
            long count = sum(rows, WireWindowDocument::count);
            long failed = sum(rows, WireWindowDocument::errors);
            long latency = sum(rows, WireWindowDocument::latencyMicrosSum);
            long failedLatency = sum(rows, WireWindowDocument::failedLatencyMicrosSum);
            json.writeStartObject();
            json.writeStringField("a", texts.getOrDefault(key.digestId(), ""));
            json.writeStringField("b", key.schema());
            json.writeNumberField("c", count - failed);
            json.writeNumberField("d", failed);
            json.writeNumberField(
                    "e", rows.stream().mapToLong(row -> nanos(row.lastSeen())).max().orElse(0));
            json.writeNumberField("f", latency - failedLatency);
            json.writeNumberField("g", failedLatency);
            json.writeNumberField("h", sum(rows, WireWindowDocument::noGoodIndexCount));
            json.writeNumberField("i", sum(rows, WireWindowDocument::noIndexCount));
            json.writeNumberField("j", sum(rows, WireWindowDocument::wasSlowCount));
            json.writeArrayFieldStart("k");
            if (withSlow) {
                for (WireWindowDocument row : rows) {
                    for (WireSampleDocument slow : row.slowSamples()) {
                        message(row, slow);
                    }
                }
            }
            json.writeEndArray();
            json.writeNumberField("l", count / Math.max(1, report.windowSeconds()));
            json.writeNumberField("m", count == 0 ? 0 : latency / count);
            json.writeStringField("n", key.digestId());
            json.writeEndObject();
        }

        private void message(WireWindowDocument row, WireSampleDocument slow) throws IOException {
            json.writeStartObject();
            json.writeStringField("a", row.schema() == null ? "" : row.schema());
            json.writeStringField("b", texts.getOrDefault(row.digestId(), ""));
            json.writeStringField("c", slow.statement());
            json.writeBooleanField("d", slow.errorNumber() != 0);
            json.writeStringField("e", slow.message() == null ? "" : slow.message());
            json.writeNumberField("f", slow.errorNumber());
            json.writeNumberField("g", slow.statusFlags());
            json.writeNumberField("h", slow.rowsAffected());
            json.writeNumberField("i", nanos(slow.sentAt()));
            json.writeNumberField(
                    "j", nanos(slow.sentAt()) + slow.latencyMicros() * NANOS_PER_MICRO);
            json.writeNumberField("k", slow.latencyMicros());
            json.writeStringField("l", hostOf(row.server()));
            json.writeNumberField("m", portOf(row.server()));
            json.writeStringField("n", row.client());
            json.writeNumberField("o", portOf(slow.client()));
            json.writeEndObject();
        }

        private static long sum(
                List<WireWindowDocument> rows,
                java.util.function.ToLongFunction<WireWindowDocument> field) {
            return rows.stream().mapToLong(field).sum();
        }

        private static String hostOf(String end) {
            int colon = end.lastIndexOf(':');
            String host = colon < 0 ? end : end.substring(0, colon);
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        private static int portOf(String end) {
            return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
        }

        private static long nanos(Instant time) {
            return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
        }
    }
}
