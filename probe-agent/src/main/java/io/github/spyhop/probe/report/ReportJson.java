package io.github.spyhop.probe.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.model.window.LatencySketch;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON in readable keys; {@code docs/reference/window-report.schema.json} is its schema.
 */
public final class ReportJson {

    public static final int SCHEMA_VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private ReportJson() {}

    public static String write(WindowReport report) {
        StringWriter text = new StringWriter();
        write(report, text);
        return text.toString();
    }

    static void write(WindowReport report, Writer target) {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.writeStartObject();
            json.writeNumberField("schema_version", SCHEMA_VERSION);
            json.writeStringField("probe", report.probe());
            json.writeStringField("run", report.run());
            json.writeNumberField("number", report.number());
            json.writeStringField("window_start", report.windowStart().toString());
            json.writeNumberField("window_seconds", report.windowSeconds());
            json.writeArrayFieldStart("digests");
            for (DigestDocument digest : report.digests()) {
                write(digest, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("statements");
            for (WireWindowDocument statement : report.statements()) {
                write(statement, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("coverage");
            for (WireCoverageDocument server : report.coverage()) {
                write(server, json);
            }
            json.writeEndArray();
            json.writeFieldName("capture");
            write(report.capture(), json);
            json.writeEndObject();
        } catch (IOException textsDoNotFail) {
            throw new UncheckedIOException(textsDoNotFail);
        }
    }

    private static void write(DigestDocument digest, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("digest_id", digest.id());
        json.writeStringField("digest_text", digest.digestText());
        json.writeStringField("kind", digest.kind());
        json.writeArrayFieldStart("tables");
        for (String table : digest.tables()) {
            json.writeString(table);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(WireWindowDocument row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("server", row.server());
        text(json, "schema", row.schema());
        text(json, "user", row.user());
        json.writeBooleanField("session_from_processlist", row.sessionFromProcesslist());
        json.writeStringField("client", row.client());
        json.writeStringField("digest_id", row.digestId());
        json.writeNumberField("count", row.count());
        json.writeNumberField("errors", row.errors());
        json.writeNumberField("lost", row.lost());
        json.writeNumberField("prepared_count", row.preparedCount());
        json.writeNumberField("rows_sent", row.rowsSent());
        json.writeNumberField("rows_affected", row.rowsAffected());
        json.writeNumberField("response_bytes", row.responseBytes());
        json.writeFieldName("latency_micros");
        writeLatency(row, json);
        json.writeNumberField("failed_latency_micros_sum", row.failedLatencyMicrosSum());
        json.writeNumberField("no_index_count", row.noIndexCount());
        json.writeNumberField("no_good_index_count", row.noGoodIndexCount());
        json.writeNumberField("was_slow_count", row.wasSlowCount());
        json.writeNumberField("slow_count", row.slowCount());
        counts(json, "error_numbers", row.errorNumbers());
        json.writeStringField("first_seen", row.firstSeen().toString());
        json.writeStringField("last_seen", row.lastSeen().toString());
        WireSampleDocument sample = row.sample();
        if (sample != null) {
            json.writeFieldName("sample");
            write(sample, json);
        }
        json.writeArrayFieldStart("slow_samples");
        for (WireSampleDocument slow : row.slowSamples()) {
            write(slow, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeLatency(WireWindowDocument row, JsonGenerator json)
            throws IOException {
        byte[] stored = row.latencySketch().getData();
        json.writeStartObject();
        json.writeNumberField("sum", row.latencyMicrosSum());
        json.writeNumberField("min", row.latencyMicrosMin());
        json.writeNumberField("max", row.latencyMicrosMax());
        if (row.count() > 0) {
            LatencySketch sketch = LatencySketch.ofBytes(stored);
            json.writeNumberField("p50", sketch.quantileMicros(0.50));
            json.writeNumberField("p95", sketch.quantileMicros(0.95));
            json.writeNumberField("p99", sketch.quantileMicros(0.99));
        }
        json.writeBinaryField("sketch", stored);
        json.writeEndObject();
    }

    private static void write(WireSampleDocument sample, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("statement", sample.statement());
        List<String> values = sample.values();
        if (values != null) {
            json.writeArrayFieldStart("values");
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeBooleanField("redacted", sample.redacted());
        json.writeStringField("sent_at", sample.sentAt().toString());
        json.writeStringField("client", sample.client());
        json.writeNumberField("latency_micros", sample.latencyMicros());
        json.writeNumberField("first_byte_micros", sample.firstByteMicros());
        json.writeNumberField("rows_sent", sample.rowsSent());
        json.writeNumberField("rows_affected", sample.rowsAffected());
        json.writeNumberField("status_flags", sample.statusFlags());
        json.writeNumberField("error_number", sample.errorNumber());
        text(json, "sql_state", sample.sqlState());
        text(json, "message", sample.message());
        text(json, "traceparent", sample.traceparent());
        json.writeEndObject();
    }

    private static void write(WireCoverageDocument server, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("server", server.server());
        json.writeNumberField("statements", server.statements());
        counts(json, "statements_lost", server.statementsLost());
        json.writeNumberField("statements_folded", server.statementsFolded());
        json.writeNumberField("connections_opened", server.connectionsOpened());
        json.writeNumberField("connections_joined_late", server.connectionsJoinedLate());
        counts(json, "connections_unreadable", server.connectionsUnreadable());
        json.writeNumberField("logins_refused", server.loginsRefused());
        json.writeEndObject();
    }

    private static void write(WireCoverageDocument.Capture capture, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("packets", capture.packets());
        json.writeNumberField("packets_dropped_by_kernel", capture.packetsDroppedByKernel());
        json.writeNumberField("packets_dropped_by_interface", capture.packetsDroppedByInterface());
        json.writeNumberField("packets_duplicate", capture.packetsDuplicate());
        json.writeNumberField("packets_malformed", capture.packetsMalformed());
        json.writeNumberField("fragments_incomplete", capture.fragmentsIncomplete());
        json.writeNumberField("gaps", capture.gaps());
        json.writeNumberField("gap_bytes", capture.gapBytes());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
