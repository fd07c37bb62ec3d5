package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.query.Dashboards.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of the dashboards lead to dashboards and pages of the console that there are. */
class DashboardLinksTest {

    private static final Path PAGES = Path.of("src/main/webui/src/pages.tsx");
    private static final Pattern PAGE = Pattern.compile("(?m)^  page\\(\"([a-z-]*)\"");
    private static final Pattern TO_CONSOLE =
            Pattern.compile("\\$\\{console:raw}/#/([a-z-]*)[/?].*");
    private static final Pattern TO_DASHBOARD =
            Pattern.compile("/d/([a-z-]+)\\?\\$\\{__url_time_range}&.*");
    private static final Pattern FIELD =
            Pattern.compile(
                    "\\$\\{__data\\.fields\\[\"([^\"]+)\"]}|\\$\\{__field\\.labels\\.(\\w+)}");

    record Link(String place, String url, List<String> columns) {
        @Override
        public String toString() {
            return place + ": " + url;
        }
    }

    static List<Link> links() {
        return Dashboards.all().stream().flatMap(DashboardLinksTest::linksOf).toList();
    }

    @Test
    void areOnEachDashboardOfTheFleet() {
        assertThat(links()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("links")
    void leadToWhatThereIs(Link link) throws IOException {
        Matcher toConsole = TO_CONSOLE.matcher(link.url());
        Matcher toDashboard = TO_DASHBOARD.matcher(link.url());

        if (toConsole.matches()) {
            assertThat(PAGE.matcher(Files.readString(PAGES)).results().map(page -> page.group(1)))
                    .contains(toConsole.group(1));
        } else {
            assertThat(toDashboard.matches()).as(link.url()).isTrue();
            assertThat(Dashboards.all())
                    .extracting(dashboard -> dashboard.json().get("uid").asText())
                    .contains(toDashboard.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void areMadeOfColumnsOfTheSameRow(Link link) {
        assertThat(FIELD.matcher(link.url()).results().map(DashboardLinksTest::name))
                .isSubsetOf(link.columns());
    }

    private static String name(MatchResult field) {
        return field.group(1) == null ? field.group(2) : field.group(1);
    }

    private static Stream<Link> linksOf(Dashboard dashboard) {
        return dashboard.panels().stream()
                .flatMap(panel -> {
                    List<String> columns =
                            Dashboards.stream(panel.at("/targets/0/columns"))
                                    .map(column -> column.get("text").asText())
                                    .toList();
                    String place = dashboard + ": " + panel.get("title").asText();
                    return urlsOf(panel.get("fieldConfig"))
                            .map(url -> new Link(place, url, columns));
                });
    }

    private static Stream<String> urlsOf(JsonNode fields) {
        Stream<JsonNode> ofColumns =
                Dashboards.stream(fields.get("overrides"))
                        .flatMap(each -> Dashboards.stream(each.get("properties")))
                        .filter(property -> property.get("id").asText().equals("links"))
                        .flatMap(property -> Dashboards.stream(property.get("value")));
        Stream<JsonNode> ofAll = Dashboards.stream(fields.at("/defaults/links"));
        return Stream.concat(ofAll, ofColumns).map(link -> link.get("url").asText());
    }
}
