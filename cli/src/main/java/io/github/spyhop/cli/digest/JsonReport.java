package io.github.spyhop.cli.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.spyhop.cli.digest.CaptureReport.Order;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.exchange.ServerTally;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as one JSON object, for programs. */
public final class JsonReport {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonReport() {}

    /**
     * Writes a report; the writer stays open.
     *
     * @param top how many families; 0 for all
     */
    public static void write(CaptureReport report, Order order, int top, Writer target)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            texts(json, "files", report.source().files());
            json.writeStringField("from", report.source().from().toString());
            json.writeStringField("to", report.source().to().toString());
            json.writeNumberField("packets", report.source().packets());
            json.writeNumberField("statements", report.count());
            json.writeNumberField("errors", report.errors());
            json.writeNumberField("latency_micros_sum", report.latencyMicrosSum());
            json.writeNumberField("digests_in_all", report.families().size());
            json.writeArrayFieldStart("digests");
            for (FamilyReport family : report.families(order, top)) {
                write(family, report.latencyMicrosSum(), json);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("coverage");
            writeCoverage(report, json);
            json.writeEndObject();
            json.writeEndObject();
        }
        target.write('\n');
        target.flush();
    }

    private static void write(FamilyReport family, long timeOfAll, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("digest_id", family.digestId);
        json.writeStringField("digest_text", family.digestText);
        json.writeStringField("kind", family.kind);
        json.writeStringField("schema", family.schema);
        texts(json, "users", family.users);
        texts(json, "clients", family.clients);
        texts(json, "servers", family.servers);
        json.writeNumberField("count", family.count);
        json.writeNumberField("errors", family.errors);
        counts(json, "error_numbers", family.errorNumbers);
        json.writeNumberField("lost", family.lost);
        json.writeNumberField("prepared_count", family.prepared);
        json.writeNumberField(
                "share", timeOfAll == 0 ? 0 : (double) family.latencyMicrosSum / timeOfAll);
        json.writeObjectFieldStart("latency_micros");
        json.writeNumberField("sum", family.latencyMicrosSum);
        json.writeNumberField("min", family.latencyMicrosMin());
        json.writeNumberField("avg", family.latencyMicrosAvg());
        json.writeNumberField("max", family.latencyMicrosMax);
        json.writeNumberField("p50", family.quantileMicros(0.50));
        json.writeNumberField("p95", family.quantileMicros(0.95));
        json.writeNumberField("p99", family.quantileMicros(0.99));
        json.writeEndObject();
        json.writeNumberField("rows_sent", family.rowsSent);
        json.writeNumberField("rows_affected", family.rowsAffected);
        json.writeNumberField("response_bytes", family.responseBytes);
        json.writeNumberField("no_index_count", family.noIndexCount);
        json.writeObjectField("first_seen", text(family.firstSeen()));
        json.writeObjectField("last_seen", text(family.lastSeen()));
        WireSampleDocument slowest = family.slowest;
        if (slowest != null) {
            json.writeObjectFieldStart("slowest");
            json.writeStringField("statement", slowest.statement());
            texts(json, "values", slowest.values());
            json.writeBooleanField("cut", slowest.cut());
            json.writeStringField("sent_at", slowest.sentAt().toString());
            json.writeStringField("client", slowest.client());
            json.writeNumberField("latency_micros", slowest.latencyMicros());
            json.writeStringField("traceparent", slowest.traceparent());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeCoverage(CaptureReport report, JsonGenerator json) throws IOException {
        Losses losses = report.losses();
        json.writeNumberField("packets_dropped_by_kernel", losses.droppedByKernel());
        json.writeNumberField("packets_dropped_by_interface", losses.droppedByInterface());
        json.writeNumberField("packets_malformed", losses.malformed());
        json.writeNumberField("records_cut", losses.cutRecords());
        json.writeNumberField("gaps", losses.gaps());
        json.writeNumberField("gap_bytes", losses.gapBytes());
        counts(
                json,
                "statements_lost",
                CaptureReport.sum(report.servers(), ServerTally::statementsLost));
        counts(
                json,
                "connections_unreadable",
                CaptureReport.sum(report.servers(), ServerTally::connectionsUnreadable));
        json.writeArrayFieldStart("servers");
        for (ServerTally server : report.servers()) {
            json.writeStartObject();
            json.writeStringField("server", server.server());
            json.writeNumberField("statements", server.statements());
            json.writeNumberField("statements_folded", server.statementsFolded());
            json.writeNumberField("connections_opened", server.connections());
            json.writeNumberField("connections_joined_late", server.connectionsJoinedLate());
            json.writeNumberField("logins", server.logins());
            json.writeNumberField("logins_refused", server.loginsRefused());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, @Nullable Collection<String> texts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts == null ? List.<String>of() : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
