package io.github.spyhop.probe.load;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Executions and errors by the text of their digest, of one schema. */
final class Counts {

    private final Map<String, Executions> byText = new TreeMap<>();

    record Executions(long count, long errors) {

        static final Executions NONE = new Executions(0, 0);

        Executions plus(Executions other) {
            return new Executions(count + other.count, errors + other.errors);
        }
    }

    private void add(String text, long count, long errors) {
        byText.merge(text, new Executions(count, errors), Executions::plus);
    }

    Map<String, Executions> byText() {
        return byText;
    }

    Executions of(String text) {
        return byText.getOrDefault(text, Executions.NONE);
    }

    Executions total() {
        return byText.values().stream().reduce(Executions.NONE, Executions::plus);
    }

    /** What the server counted since its table was truncated; preparations are told elsewhere. */
    static Counts ofServer(Connection connection, String schema) throws SQLException {
        Counts counts = new Counts();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT digest_text, count_star, sum_errors FROM"
                                        + " performance_schema.events_statements_summary_by_digest"
                                        + " WHERE schema_name = '"
                                        + schema
                                        + "'")) {
            while (row.next()) {
                String text = row.getString(1);
                if (!text.startsWith("PREPARE ") && !text.startsWith("DEALLOCATE ")) {
                    counts.add(
                            text.startsWith("EXECUTE ")
                                    ? text.substring("EXECUTE ".length())
                                    : text,
                            row.getLong(2),
                            row.getLong(3));
                }
            }
        }
        return counts;
    }

    /** What a capture file shows. */
    static Counts ofFile(Path capture, int port, String schema) throws IOException {
        ProbePipeline pipeline =
                new ProbePipeline(PipelineSettings.of(PortFilter.of(List.of(port))));
        PacketView packet = new PacketView();
        try (CaptureFile file = CaptureFile.open(capture)) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                pipeline.packet(packet);
            }
        }
        pipeline.end(packet.nanos());
        Counts counts = new Counts();
        for (Cell cell : pipeline.closeWindow().cells()) {
            if (schema.equals(cell.session().schema())) {
                counts.add(
                        cell.family().text(),
                        cell.count(),
                        cell.errorNumbers().values().stream().mapToLong(Long::longValue).sum());
            }
        }
        return counts;
    }

    /** What a probe stored. */
    static Counts ofStore(Store store, String schema) {
        Map<String, String> texts = new HashMap<>();
        store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                .find()
                .forEach(digest -> texts.put(digest.id(), digest.digestText()));
        Counts counts = new Counts();
        store.collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                .find()
                .forEach(window -> {
                    if (schema.equals(window.schema())) {
                        counts.add(
                                texts.getOrDefault(window.digestId(), window.digestId()),
                                window.count(),
                                window.errors());
                    }
                });
        return counts;
    }
}
