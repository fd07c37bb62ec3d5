package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.spyhop.query.ConsoleBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the console in a real browser; screenshots are left in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ConsoleE2E {

    private static final Page.GetByLabelOptions EXACTLY =
            new Page.GetByLabelOptions().setExact(true);

    private static final String ANALYZED =
            """
            -> Nested loop inner join  (cost=4.5 rows=10) (actual time=0.1..2.5 rows=12 loops=1)
                -> Table scan on o  (cost=1.2 rows=10) (actual time=0.1..0.2 rows=9000 loops=1)
                -> Single-row index lookup on i using PRIMARY (id=o.id)  (cost=0.3 rows=1)\
            """;

    @Inject Store store;

    @TestHTTPResource("/")
    URI console;

    private ConsoleBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new ConsoleBrowser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void showsTheOverviewToWhomTheLinkLogsIn() {
        new SampleStore(store).fill();

        Page page = open(StoreOfTests.VIEWER);

        assertThat(page.locator(".digests tbody")).containsText(SampleStore.DIGEST_TEXT);
        assertThat(page.locator(".digests tbody .number").nth(1)).hasText("40");
        assertThat(page.locator("canvas")).isVisible();
        assertThat(page.url()).doesNotContain("token");
        browser.look("overview");
        browser.link("plan").click();
        assertThat(page.locator(".findings").first()).containsText("100000 rows are read");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void showsEachPageWithoutAFault(String theme) {
        new SampleStore(store).fill();
        Caller.register("orders-1", "127.0.0.9");
        Page page = open(StoreOfTests.ADMIN);
        browser.go("Settings");
        page.getByLabel("Theme").selectOption(theme);
        look("settings", theme);

        browser.go("Load");
        assertThat(page.locator(".u-legend")).containsText("SELECT * FROM");
        assertThat(page.locator(".u-legend")).containsText("UTC");
        assertThat(page.locator(".happened")).containsText("orders-1: plan changed");
        look("load", theme);

        page.getByRole(AriaRole.LINK, named(SampleStore.DIGEST_TEXT)).first().click();
        assertThat(page.locator(".sides")).containsText("On the wire");
        assertThat(page.locator("canvas")).hasCount(3);
        assertThat(page.getByText("`id` = 7")).isVisible();
        assertThat(page.locator(".diff .removed")).hasText("− -> Index lookup on orders");
        assertThat(page.locator(".diff .added")).hasText("+ -> Table scan on orders");
        look("digest", theme);

        browser.go("Slow queries");
        page.getByLabel("Search in all statements").fill("no such text");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("0 found");
        page.getByLabel("Search in all statements").fill("NOTE =");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 found");
        look("slow-queries", theme);

        browser.link("plan").click();
        assertThat(page.locator("[data-step]")).hasCount(4);
        assertThat(page.locator("main")).containsText("Full scan of orders: 100,000 rows read");
        page.getByRole(AriaRole.BUTTON, named("table orders")).last().click();
        assertThat(page.locator("aside")).containsText("note <> ''");
        look("plan", theme);
        browser.button("Graph").click();
        assertThat(page.locator("g[data-step]")).hasCount(4);
        look("plan-graph", theme);

        browser.go("Alerts");
        assertThat(page.locator("main")).containsText("The plan of a family changed");
        look("alerts", theme);

        browser.go("Instances");
        assertThat(page.locator("main")).containsText("GRANT SELECT");
        look("instances", theme);

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void choosesTheOnlyInstanceWhereOneIsNeeded() {
        new StateStore(store).fill();
        new SampleStore(store).fill();
        store.collection(StoreCollection.INSTANCES, Document.class).deleteMany(new Document());
        Caller.register("orders-1", "127.0.0.9");
        Page page = open(StoreOfTests.ADMIN);
        browser.go("Storage");

        browser.go("Status");
        assertThat(page.getByLabel("Instance", EXACTLY)).hasValue("orders-1");
        assertThat(page.locator(".u-legend").first()).containsText("Questions");

        page.goBack();
        assertThat(page.locator("main")).containsText("Size over time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void showsTheStateOfTheServers(String theme) {
        new StateStore(store).fill();
        new SampleStore(store).fill();
        Caller.register("orders-1", "127.0.0.9");
        Page page = open(StoreOfTests.ADMIN);
        browser.go("Settings");
        page.getByLabel("Theme").selectOption(theme);

        browser.go("Running now");
        assertThat(page.locator("main")).containsText("KILL 11");
        assertThat(page.locator("main").getByRole(AriaRole.STATUS)).hasText("live");
        look("running", theme);
        browser.go("Locks");
        assertThat(page.locator(".lock-tree > li > ul > li")).containsText("shop.orders · PRIMARY");
        page.locator("main summary").last().click();
        assertThat(page.locator("main details").last()).containsText("LATEST DETECTED DEADLOCK");
        look("locks", theme);
        browser.go("Status");
        page.getByLabel("Instance", EXACTLY).selectOption("orders-1");
        page.getByLabel("Show Questions").click();
        assertThat(page.locator(".u-legend").nth(1)).containsText("Threads_running");
        assertThat(page.locator("main")).containsText("What was waited for");
        look("status", theme);
        browser.go("Storage");
        page.getByLabel("Instance", EXACTLY).selectOption("orders-1");
        assertThat(page.locator("main")).containsText("InnoDB");
        browser.button("duplicate").click();
        assertThat(page.locator("main")).containsText("note_2");
        look("storage", theme);
        browser.go("Events");
        assertThat(page.locator("main")).containsText("every 1 HOUR");
        assertThat(page.locator("main")).containsText("SET GLOBAL event_scheduler = ON");
        look("events", theme);
        browser.go("Row changes");
        assertThat(page.locator("main")).containsText("binlog.000002:4711");
        browser.button("shop.orders").click();
        assertThat(page.locator("main")).containsText("Row changes of shop.orders");
        look("row-changes", theme);
        browser.go("Coverage");
        assertThat(page.locator("main")).containsText("tls 4");
        look("coverage", theme);
        browser.go("Collection");
        browser.button("Collect last month").click();
        assertThat(page.locator("main tbody")).containsText("requested");
        look("collection", theme);
        browser.go("Alerts");
        assertThat(page.locator("main")).containsText("source to replica");
        browser.go("Instances");
        assertThat(page.locator("main")).containsText("10.0.0.8:3306");

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysOnEachEmptyPageWhatFillsIt() {
        store.database().drop();
        store.ensureIndexes(StoreCollection.values());
        Page page = open(StoreOfTests.VIEWER);
        for (String title : page.locator("nav a").allInnerTexts()) {
            browser.go(title);
            assertThat(browser.link(title)).hasAttribute("aria-current", "page");
            if (!title.equals("Settings")) {
                assertThat(page.locator("main .empty").first()).isVisible();
            }
            browser.look("empty-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void drawsAPastedPlanAndHandsItOn() throws IOException {
        Page page = open(StoreOfTests.VIEWER);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        browser.go("Draw a plan");
        page.getByLabel("The plan's text").fill(ANALYZED);
        assertThat(page.locator("[data-step]")).hasCount(3);
        assertThat(page.locator("aside"))
                .containsText("wrong by a factor of 900: 10 rows expected, 9,000 seen");

        Download markdown = page.waitForDownload(() -> browser.button("Markdown").click());
        assertThat(Files.readString(markdown.path()))
                .contains("Nested loop inner join", "wrong by a factor", ANALYZED);

        browser.button("Share link").click();
        assertThat(browser.button("Copied")).isVisible();
        page.navigate((String) page.evaluate("navigator.clipboard.readText()"));
        page.reload();
        assertThat(page.getByLabel("The plan's text")).hasValue(ANALYZED);
        assertThat(page.locator("[data-step]")).hasCount(3);

        page.getByLabel("The plan's text").fill("SELECT 1");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("It cannot be drawn");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void speaksTheLanguageAndTheTimeZoneOfTheSettings() {
        new SampleStore(store).fill();
        Page page = open(StoreOfTests.VIEWER);
        browser.go("Settings");
        page.getByLabel("Time zone").selectOption("Asia/Seoul");
        page.getByLabel("Language").selectOption("ko");

        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        browser.go("느린 쿼리");
        assertThat(page.locator("main")).containsText("시각은 Asia/Seoul");
        browser.look("slow-queries-ko");
        browser.go("부하");
        assertThat(page.locator(".u-legend")).containsText("시각 (Asia/Seoul)");
        browser.look("load-ko");
        page.reload();
        assertThat(browser.link("부하")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isWalkedByKeys() {
        new SampleStore(store).fill();
        Page page = open(StoreOfTests.VIEWER);
        page.keyboard().press("g");
        page.keyboard().press("s");
        assertThat(page.getByLabel("Search in all statements")).isVisible();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Search in all statements")).isFocused();
        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Slow queries");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void managesInstancesAndRefusesWhatIsNoDatabase() {
        Page page = open(StoreOfTests.ADMIN);
        browser.go("Instances");
        page.getByLabel("Name", EXACTLY).fill("by-hand");
        page.getByLabel("Host", EXACTLY).fill("169.254.169.254");
        page.getByLabel("User", EXACTLY).fill("u");
        page.getByLabel("Password", EXACTLY).fill("s3cret");
        browser.button("Add").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("may not be registered");

        page.getByLabel("Host", EXACTLY).fill("127.0.0.7");
        browser.button("Add").click();
        assertThat(page.locator("table").first()).containsText("127.0.0.7:3306");

        page.onDialog(Dialog::accept);
        page.locator("tr", new Page.LocatorOptions().setHasText("by-hand"))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(page.locator("main")).not().containsText("127.0.0.7:3306");
    }

    @Test
    void changesWhatIsWatchedFor() {
        store.collection(StoreCollection.ALERT_RULES, Document.class).deleteMany(new Document());
        Page page = open(StoreOfTests.ADMIN);
        page.onDialog(Dialog::accept);
        browser.go("Alerts");
        page.getByLabel("Rule", EXACTLY).fill("busy");
        page.getByLabel("Status variable", EXACTLY).fill("Threads_running");
        page.getByLabel("Than", EXACTLY).fill("64");
        browser.button("Add").click();
        assertThat(page.locator("main")).containsText("Threads_running above 64");

        press("Switch off: busy");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Switch on: busy"))).isVisible();
        press("Change: busy");
        page.getByLabel("Than", EXACTLY).fill("80");
        browser.button("Save").click();
        assertThat(page.locator("main")).containsText("Threads_running above 80");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Switch on: busy"))).isVisible();
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("busy")))
                .containsText("warning");
        look("alert-rules", "light");

        press("Delete: busy");
        assertThat(page.locator("main")).not().containsText("Threads_running");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Delete: plan_changed"))).hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    private void press(String name) {
        browser.page().getByRole(AriaRole.BUTTON, named(name)).click();
    }

    @Test
    void marksWhatAnOperatorDidInTheCharts() {
        Page page = open(StoreOfTests.OPERATOR);
        browser.go("Alerts");
        page.getByLabel("What you did").fill("console v7");
        page.getByLabel("When (such").fill("yesterday");
        browser.button("Mark it").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("'time' is not a time");
        page.getByLabel("When (such").fill("now-1m");
        browser.button("Mark it").click();
        assertThat(page.locator("main")).containsText("console v7");

        browser.go("Load");
        assertThat(page.locator(".happened")).containsText("console v7");
        browser.go("Alerts");
        browser.button("Take back: console v7").click();
        assertThat(page.locator("table", new Page.LocatorOptions().setHasText("console v7")))
                .hasCount(0);
    }

    @Test
    void asksAStrangerForATokenAndSaysWhenItIsWrong() {
        Page page = browser.page();
        page.navigate(console.toString());
        page.getByLabel("Access token").fill("not the token of anybody");
        browser.button("Log in").click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The token is not known.");

        page.getByLabel("Access token").fill(StoreOfTests.VIEWER);
        browser.button("Log in").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        page.reload();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        browser.button("Log out").click();
        assertThat(page.getByLabel("Access token")).isVisible();
        // The browser itself reports each answer 401, which is what was asked for here.
        assertThat(browser.complaints()).allMatch(Pattern.compile("401").asPredicate());
    }

    private Page open(String token) {
        Page page = browser.page();
        page.navigate(console + "#token=" + token);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
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
