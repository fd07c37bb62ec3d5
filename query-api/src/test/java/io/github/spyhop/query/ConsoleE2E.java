package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.testbed.browser.Chromium;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the console in a real browser; screenshots are left in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ConsoleE2E {

    private static final Path AXE = Path.of("src/main/webui/node_modules/axe-core/axe.min.js");
    private static final String SERIOUS_FAULTS =
            """
            async () => (await axe.run()).violations
                .filter(fault => ['serious', 'critical'].includes(fault.impact))
                .map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).join(' | '))
            """;

    private static final Page.GetByLabelOptions EXACTLY =
            new Page.GetByLabelOptions().setExact(true);

    @Inject Store store;

    @TestHTTPResource("/")
    URI console;

    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Page page;

    @BeforeEach
    void openBrowser() {
        Chromium chromium = Chromium.find();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(chromium.environment());
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium.program())
                                        .setArgs(Chromium.ARGUMENTS)
                                        .setEnv(environment));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1360, 900));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void closeBrowser() {
        playwright.close();
    }

    @Test
    void showsTheOverviewToWhomTheLinkLogsIn() {
        new SampleStore(store).fill();

        page.navigate(console + "#token=" + StoreOfTests.VIEWER);

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        assertThat(page.locator(".digests tbody")).containsText(SampleStore.DIGEST_TEXT);
        assertThat(page.locator(".digests tbody .number").nth(1)).hasText("40");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("plan").setExact(true))
                .click();
        assertThat(page.locator(".plan pre").first()).hasText("-> Table scan on orders");
        assertThat(page.locator("canvas")).isVisible();
        assertThat(page.url()).doesNotContain("token");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/overview.png")));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void showsEachPageWithoutAFault(String theme) {
        new SampleStore(store).fill();
        register("orders-1");
        page.navigate(console + "#token=" + StoreOfTests.ADMIN);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        page.getByLabel("Theme").selectOption(theme);

        go("Load");
        assertThat(page.locator(".u-legend")).containsText("SELECT * FROM");
        assertThat(page.locator(".u-legend")).containsText("UTC");
        look("load", theme);

        page.getByRole(AriaRole.LINK, named(SampleStore.DIGEST_TEXT)).click();
        assertThat(page.locator(".totals")).containsText("Wire");
        assertThat(page.locator("canvas")).hasCount(3);
        assertThat(page.getByText("`id` = 7")).isVisible();
        look("digest", theme);

        go("Slow queries");
        page.getByLabel("Search in all statements").fill("no such text");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("0 found");
        page.getByLabel("Search in all statements").fill("NOTE =");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 found");
        look("slow-queries", theme);

        page.getByRole(AriaRole.LINK, named("plan").setExact(true)).click();
        assertThat(page.locator("[data-step]")).hasCount(4);
        assertThat(page.locator(".findings")).containsText("full scan on orders");
        page.getByRole(AriaRole.BUTTON, named("table orders").setExact(true)).click();
        assertThat(page.locator("aside")).containsText("note <> ''");
        look("plan", theme);

        go("Alerts");
        assertThat(page.locator("main")).containsText("The plan of a family changed");
        look("alerts", theme);

        go("Instances");
        assertThat(page.locator("main")).containsText("GRANT SELECT");
        look("instances", theme);

        go("Draw a plan");
        page.getByLabel("The plan's text")
                .fill(
                        """
                        -> Nested loop inner join  (cost=4.5 rows=10) (actual time=0.1..2.5 rows=12 loops=1)
                            -> Table scan on o  (cost=1.2 rows=10) (actual time=0.1..0.2 rows=10 loops=1)
                            -> Single-row index lookup on i using PRIMARY (id=o.id)  (cost=0.3 rows=1)
                        """);
        assertThat(page.locator("[data-step]")).hasCount(3);
        look("paste", theme);

        assertThat(complaints).isEmpty();
    }

    @Test
    void managesInstancesAndRefusesWhatIsNoDatabase() {
        page.navigate(console + "#token=" + StoreOfTests.ADMIN);
        go("Instances");
        page.getByLabel("Name", EXACTLY).fill("by-hand");
        page.getByLabel("Host", EXACTLY).fill("169.254.169.254");
        page.getByLabel("User", EXACTLY).fill("u");
        page.getByLabel("Password", EXACTLY).fill("s3cret");
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("may not be registered");

        page.getByLabel("Host", EXACTLY).fill("127.0.0.7");
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.locator("table")).containsText("127.0.0.7:3306");

        page.onDialog(Dialog::accept);
        page.locator("tr", new Page.LocatorOptions().setHasText("by-hand"))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(page.locator("main")).not().containsText("127.0.0.7:3306");
    }

    private void go(String title) {
        page.getByRole(AriaRole.LINK, named(title).setExact(true)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** Leaves a screenshot, and finds no serious fault of accessibility. */
    private void look(String name, String theme) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/%s-%s.png".formatted(name, theme))));
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(AXE));
        assertThat((List<?>) page.evaluate(SERIOUS_FAULTS)).as(name).isEmpty();
    }

    private static void register(String name) {
        given().header("Authorization", "Bearer " + StoreOfTests.ADMIN)
                .contentType("application/json")
                .body(
                        """
                        {"instance_name": "%s", "host": "127.0.0.9", "user": "u", "password": "p"}\
                        """
                                .formatted(name))
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(201);
    }

    @Test
    void asksAStrangerForATokenAndSaysWhenItIsWrong() {
        page.navigate(console.toString());
        page.getByLabel("Access token").fill("not the token of anybody");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The token is not known.");

        page.getByLabel("Access token").fill(StoreOfTests.VIEWER);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        page.reload();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out")).click();
        assertThat(page.getByLabel("Access token")).isVisible();
        // The browser itself reports each answer 401, which is what was asked for here.
        assertThat(complaints).allMatch(Pattern.compile("401").asPredicate());
    }
}
