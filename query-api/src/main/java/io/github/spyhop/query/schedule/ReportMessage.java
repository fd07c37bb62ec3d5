package io.github.spyhop.query.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.model.notify.Message;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** The words that tell of a report. */
final class ReportMessage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportMessage() {}

    /** With a link into the console, where whoever follows it logs in. */
    static Message of(StoredReport report, URI publicUrl) {
        ZoneId zone = ZoneId.of(report.timeZone());
        String instance = report.instance();
        String title =
                "Spyhop report of %s, %s from %s to %s"
                        .formatted(
                                instance == null ? "the fleet" : instance,
                                report.period(),
                                report.from().atZone(zone).toLocalDate(),
                                report.to().atZone(zone).toLocalDate().minusDays(1));
        String url = link(publicUrl, report.id());
        StringBuilder text = new StringBuilder();
        text.append(
                report.findings() == 0
                        ? "Nothing stands out."
                        : "To look at: %d.".formatted(report.findings()));
        report.highlights().forEach(highlight -> text.append("\n• ").append(highlight));
        text.append('\n').append(url);

        ObjectNode json =
                JSON.createObjectNode()
                        .put("version", 1)
                        .put("kind", "report")
                        .put("id", report.id())
                        .put("period", report.period())
                        .put("from", report.from().toString())
                        .put("to", report.to().toString())
                        .put("time_zone", report.timeZone())
                        .put("findings", report.findings())
                        .put("url", url)
                        .put("title", title)
                        .put("text", text.toString());
        if (instance != null) {
            json.put("instance", instance);
        }
        return new Message(title, text.toString(), json);
    }

    private static String link(URI publicUrl, String id) {
        return publicUrl.toString().replaceAll("/+$", "")
                + "/#/reports/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
