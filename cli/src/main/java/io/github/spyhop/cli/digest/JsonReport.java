package io.github.spyhop.cli.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.spyhop.cli.digest.DigestReport.Order;
import io.github.spyhop.probe.exchange.ServerTally;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as one JSON object, for programs. */
record JsonReport(DigestReport report, @Nullable Comparison comparison) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Writes it; the writer stays open.
     *
     * @param top how many families; 0 for all
     */
    void write(Order order, int top, Writer target) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            writeSource(report, json);
            json.writeArrayFieldStart("digests");
            for (FamilyReport family : order.first(top, report.families())) {
                json.writeStartObject();
                write(family, report.latencyMicrosSum(), json);
                if (comparison != null) {
                    writeBefore(family, comparison, json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("coverage");
            writeCoverage(report.coverage(), json);
            json.writeEndObject();
            if (comparison != null) {
                writeComparison(comparison, order, top, json);
            }
            json.writeEndObject();
        }
        target.write('\n');
    }

    private static void writeSource(DigestReport report, JsonGenerator json) throws IOException {
        DigestReport.Source source = report.source();
        texts(json, "files", source.files());
        json.writeStringField("from", text(source.from()));
        json.writeStringField("to", text(source.to()));
        switch (report.coverage()) {
            case Coverage.OfCaptures _ -> json.writeNumberField("packets", source.read());
            case Coverage.OfSlowLogs _ -> json.writeNumberField("entries", source.read());
        }
        json.writeNumberField("statements", report.count());
        json.writeNumberField("errors", report.errors());
        json.writeNumberField("latency_micros_sum", report.latencyMicrosSum());
        json.writeNumberField("digests_in_all", report.families().size());
    }

    private static void writeBefore(FamilyReport family, Comparison comparison, JsonGenerator json)
            throws IOException {
        FamilyReport old = comparison.before(family);
        json.writeBooleanField("is_new", old == null);
        if (old == null) {
            return;
        }
        json.writeObjectFieldStart("before");
        json.writeNumberField("count", old.count);
        json.writeNumberField("errors", old.errors);
        writeLatency(old, json);
        json.writeEndObject();
        json.writeObjectFieldStart("change_percent");
        change(json, "count", comparison.countChangePercent(family, old));
        change(
                json,
                "avg",
                Comparison.changePercent(family.latencyMicrosAvg(), old.latencyMicrosAvg()));
        for (int percent : List.of(50, 95, 99)) {
            change(
                    json,
                    "p" + percent,
                    Comparison.changePercent(
                            family.quantileMicros(percent / 100.0),
                            old.quantileMicros(percent / 100.0)));
        }
        json.writeEndObject();
    }

    private static void change(JsonGenerator json, String name, @Nullable Double percent)
            throws IOException {
        if (percent == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, Math.round(percent * 10) / 10.0);
        }
    }

    private static void writeComparison(
            Comparison comparison, Order order, int top, JsonGenerator json) throws IOException {
        DigestReport before = comparison.before();
        json.writeObjectFieldStart("compared_with");
        writeSource(before, json);
        json.writeBooleanField("counts_per_second", comparison.isPerSecond());
        json.writeArrayFieldStart("gone");
        for (FamilyReport family : comparison.gone(order, top)) {
            json.writeStartObject();
            write(family, before.latencyMicrosSum(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("coverage");
        writeCoverage(before.coverage(), json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(FamilyReport family, long timeOfAll, JsonGenerator json)
            throws IOException {
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
        writeLatency(family, json);
        json.writeNumberField("rows_sent", family.rowsSent);
        json.writeNumberField("rows_affected", family.rowsAffected);
        json.writeNumberField("rows_examined", family.rowsExamined);
        json.writeNumberField("lock_micros_sum", family.lockMicrosSum);
        json.writeNumberField("response_bytes", family.responseBytes);
        json.writeNumberField("no_index_count", family.noIndexCount);
        json.writeStringField("first_seen", text(family.firstSeen()));
        json.writeStringField("last_seen", text(family.lastSeen()));
        FamilyReport.Sample slowest = family.slowest;
        if (slowest != null) {
            json.writeObjectFieldStart("slowest");
            json.writeStringField("statement", slowest.statement());
            texts(json, "values", slowest.values());
            json.writeBooleanField("cut", slowest.cut());
            json.writeStringField("sent_at", text(slowest.sentAt()));
            json.writeStringField("client", slowest.client());
            json.writeNumberField("latency_micros", slowest.latencyMicros());
            json.writeStringField("traceparent", slowest.traceparent());
            json.writeEndObject();
        }
    }

    private static void writeLatency(FamilyReport family, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("latency_micros");
        json.writeNumberField("sum", family.latencyMicrosSum);
        json.writeNumberField("min", family.latencyMicrosMin());
        json.writeNumberField("avg", family.latencyMicrosAvg());
        json.writeNumberField("max", family.latencyMicrosMax);
        json.writeNumberField("p50", family.quantileMicros(0.50));
        json.writeNumberField("p95", family.quantileMicros(0.95));
        json.writeNumberField("p99", family.quantileMicros(0.99));
        json.writeEndObject();
    }

    private static void writeCoverage(Coverage coverage, JsonGenerator json) throws IOException {
        switch (coverage) {
            case Coverage.OfCaptures captures -> writeCoverage(captures, json);
            case Coverage.OfSlowLogs logs -> {
                json.writeStringField("source", "slow_log");
                json.writeNumberField("entries", logs.entries());
                json.writeNumberField("entries_outside_period", logs.entriesOutside());
                json.writeNumberField("entries_cut", logs.entriesCut());
                json.writeNumberField("entries_without_time", logs.entriesWithoutTime());
                json.writeNumberField(
                        "entries_without_error_number", logs.entriesWithoutErrorNumber());
                json.writeNumberField("entries_folded", logs.entriesFolded());
                counts(json, "administrator_commands", logs.administratorCommands());
            }
        }
    }

    private static void writeCoverage(Coverage.OfCaptures coverage, JsonGenerator json)
            throws IOException {
        Losses losses = coverage.losses();
        json.writeStringField("source", "capture");
        json.writeNumberField("packets_dropped_by_kernel", losses.droppedByKernel());
        json.writeNumberField("packets_dropped_by_interface", losses.droppedByInterface());
        json.writeNumberField("packets_malformed", losses.malformed());
        json.writeNumberField("records_cut", losses.cutRecords());
        json.writeNumberField("gaps", losses.gaps());
        json.writeNumberField("gap_bytes", losses.gapBytes());
        counts(json, "statements_lost", coverage.sum(ServerTally::statementsLost));
        counts(json, "connections_unreadable", coverage.sum(ServerTally::connectionsUnreadable));
        json.writeArrayFieldStart("servers");
        for (ServerTally server : coverage.servers()) {
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
