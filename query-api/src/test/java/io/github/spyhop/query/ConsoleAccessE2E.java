package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's pages of reports, tokens and the audit log, and what is pushed to it. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ConsoleAccessE2E {

    private static final Pattern LIVE = Pattern.compile("/ws/live/");
    private static final String REPORT = "month-2026-10";

    @Inject Store store;

    @TestHTTPResource("/")
    URI console;

    private ConsoleBrowser browser;

    @BeforeEach
    void openBrowser() {
        new StateStore(store).fill();
        new SampleStore(store).fill();
        Caller.register("orders-1", "127.0.0.9");
        browser = new ConsoleBrowser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void handsReportsOut(String theme) throws IOException {
        keepReport();
        Page page = open(StoreOfTests.VIEWER, theme);
        browser.go("Reports");
        choice(page, "Period").selectOption("now-1h");
        choice(page, "Instance").selectOption("orders-1");

        assertThat(Files.readString(saved("↓ Markdown")))
                .contains("# Spyhop report", "Servers: `orders-1`", "Compared with");
        choice(page, "Compared with").selectOption("nothing");
        assertThat(Files.readString(saved("↓ JSON")))
                .contains("\"instances\":[\"orders-1\"]")
                .doesNotContain("\"before\":{");
        Page report = page.waitForPopup(() -> browser.link("Open").click());
        assertThat(report.locator("h1")).hasText("Spyhop report");
        assertThat(report.locator("#load canvas")).isVisible();
        report.close();

        choice(page, "Period").selectOption("own");
        typed(page, "From").fill("2026-11-20T00:00");
        typed(page, "To (excluded)").fill("2026-11-19T00:00");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The period ends before it begins.");
        typed(page, "To (excluded)").fill("2026-11-21T00:00");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(browser.link("Open"))
                .hasAttribute("href", Pattern.compile("from=2026-11-20T00%3A00%3A00"));
        look("reports", theme);

        browser.link(REPORT).click();
        assertThat(page.locator(".findings")).hasText("There were deadlocks");
        look("report-kept", theme);
        assertThat(browser.complaints()).isEmpty();
    }

    private static Locator typed(Page page, String name) {
        return page.getByRole(AriaRole.TEXTBOX, ConsoleBrowser.named(name).setExact(true));
    }

    private static Locator choice(Page page, String name) {
        return page.getByRole(AriaRole.COMBOBOX, ConsoleBrowser.named(name).setExact(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void managesTokensAndShowsWhoDidWhat(String theme) {
        Page page = open(StoreOfTests.ADMIN, theme);
        String name = "grafana-" + theme;
        browser.go("Tokens");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Scope").selectOption("operator");
        page.getByLabel("Valid for (days)").fill("7");
        browser.button("Create").click();
        String token = page.locator(".made code").innerText();
        Caller.bearing(token).get("/api/v1/servers").then().statusCode(200);
        assertThat(page.locator("table")).containsText(name);
        look("tokens", theme);

        browser.button("I have it").click();
        assertThat(page.locator("main")).not().containsText(token);
        page.onDialog(Dialog::accept);
        browser.button("Revoke: " + name).click();
        assertThat(browser.button("Revoke: " + name)).hasCount(0);
        Caller.bearing(token).get("/api/v1/servers").then().statusCode(401);

        browser.go("Audit log");
        assertThat(page.locator("table")).containsText(name);
        assertThat(page.locator("table")).containsText("/api/v1/tokens");
        assertThat(page.locator("main")).not().containsText(token);
        look("audit", theme);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void speaksKoreanThereToo() {
        keepReport();
        Page page = open(StoreOfTests.ADMIN, "light");
        browser.go("Settings");
        page.getByLabel("Language").selectOption("ko");
        browser.go("보고서");
        assertThat(page.locator("main")).containsText("예약 보고서");
        browser.look("reports-ko");
        browser.go("토큰");
        assertThat(page.locator("main")).containsText("유효 기간");
        browser.look("tokens-ko");
        browser.go("감사 로그");
        browser.look("audit-ko");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAViewerNeitherTokensNorTheAuditLog() {
        Page page = open(StoreOfTests.VIEWER, "light");
        assertThat(browser.link("Tokens")).hasCount(0);
        page.navigate(console + "#/tokens");
        assertThat(page.locator("main")).hasText("Only an admin sees this.");
        page.navigate(console + "#/audit");
        assertThat(page.locator("main")).hasText("Only an admin sees this.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isPushedWhatRunsAndAsksForNothing() {
        Page page = open(StoreOfTests.VIEWER, "light");
        browser.go("Locks");
        assertThat(page.locator("main").getByRole(AriaRole.STATUS)).hasText("live");
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        page.onRequest(request -> asked.add(request.url()));
        assertThat(page.locator(".lock-tree").first()).isVisible();

        store.collection(StoreCollection.LOCK_WAITS, Document.class).deleteMany(new Document());

        assertThat(page.locator("main")).containsText("Nobody waits for a lock now.");
        assertThat(asked).noneMatch(url -> url.endsWith("/api/v1/locks"));
    }

    @Test
    void asksWhereNothingCanBePushed() {
        Page page = browser.page();
        page.routeWebSocket(LIVE, socket -> socket.close());
        open(StoreOfTests.VIEWER, "light");
        browser.go("Running now");
        assertThat(page.locator("main")).containsText("KILL 11");
        assertThat(page.locator("main").getByRole(AriaRole.STATUS)).hasText("every 3 seconds");
        browser.go("Locks");
        assertThat(page.locator(".lock-tree").first()).isVisible();

        store.collection(StoreCollection.LOCK_WAITS, Document.class).deleteMany(new Document());

        assertThat(page.locator("main")).containsText("Nobody waits for a lock now.");
    }

    @Test
    void offersTheProviderWhereThereIsOne() {
        Page page = browser.page();
        page.route(
                "**/api/v1/session/options",
                route -> route.fulfill(new Route.FulfillOptions().setBody("{\"oidc\":true}")));
        page.navigate(console.toString());

        assertThat(browser.link("Log in with your organisation's account"))
                .hasAttribute("href", "api/v1/session/oidc");
        browser.look("log-in-oidc");
    }

    private Path saved(String link) {
        Download download = browser.page().waitForDownload(() -> browser.link(link).click());
        return download.path();
    }

    private void keepReport() {
        store.collection(StoreCollection.REPORTS, Document.class)
                .replaceOne(
                        Filters.eq(REPORT),
                        new Document("period", "month")
                                .append("from", Instant.parse("2026-10-01T00:00:00Z"))
                                .append("to", Instant.parse("2026-11-01T00:00:00Z"))
                                .append("time_zone", "UTC")
                                .append("state", "ready")
                                .append("made_at", Instant.parse("2026-11-01T06:00:00Z"))
                                .append("formats", List.of("html", "json"))
                                .append("findings", 1)
                                .append("highlights", List.of("There were deadlocks"))
                                .append("undelivered", List.of()),
                        new ReplaceOptions().upsert(true));
    }

    private Page open(String token, String theme) {
        Page page = browser.page();
        page.navigate(console + "#token=" + token);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        browser.go("Settings");
        page.getByLabel("Theme").selectOption(theme);
        return page;
    }

    /** Looks at a page as wide as a desk's screen and as narrow as a telephone's. */
    private void look(String name, String theme) {
        browser.look(name + "-" + theme);
        browser.page().setViewportSize(400, 800);
        browser.look(name + "-" + theme + "-400");
        browser.page().setViewportSize(1360, 900);
    }
}
