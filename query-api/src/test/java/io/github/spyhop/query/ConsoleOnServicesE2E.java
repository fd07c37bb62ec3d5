package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.spyhop.query.ConsoleBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Walks the console on what the real services saw of a real MySQL while clients work on it. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ConsoleOnServicesE2E {

    private static final Page.GetByLabelOptions EXACTLY =
            new Page.GetByLabelOptions().setExact(true);
    private static final String INSTANCE = "shop-walk";

    /** What the services know at their slowest interval, on a machine that builds meanwhile. */
    private static final ContainsTextOptions IN_TIME = new ContainsTextOptions().setTimeout(90_000);

    @TestHTTPResource("/")
    URI console;

    private Page page;
    private ConsoleBrowser browser;

    @Test
    void showsOnEachPageWhatTheServicesSaw() throws Exception {
        ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
        try (var _ = WatchingServices.start(mysql, INSTANCE);
                var _ = ShopClients.open(mysql);
                ConsoleBrowser chromium = new ConsoleBrowser()) {
            browser = chromium;
            page = browser.page();
            register(mysql);
            page.navigate(console + "#token=" + StoreOfTests.VIEWER);

            shows("Instances", page.locator("main"), "watched");
            shows("Overview", page.locator(".digests tbody"), "UPDATE `orders`");
            shows("Load", page.locator(".u-legend").first(), "SLEEP");
            shows("Running now", page.locator("main"), "KILL QUERY");
            shows("Locks", page.locator(".lock-tree li li").first(), "orders");
            showsOfTheInstance("Status", page.locator(".u-legend").first(), "Questions");
            showsOfTheInstance("Storage", page.locator("main"), ShopClients.SCHEMA);
            shows("Events", page.locator("main"), "succeeded");
            shows("Row changes", page.locator("main"), ShopClients.SCHEMA + ".orders");
            shows("Coverage", page.locator("main"), " %");
            shows("Alerts", page.locator("main"), "Plans that changed");
            shows("Slow queries", page.locator("main"), "SLEEP(?)");
            // What only sleeps has no plan.
            page.locator("tr", new Page.LocatorOptions().setHasText("SELECT"))
                    .getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions().setName("plan").setExact(true))
                    .last()
                    .click();
            sees("Plan", page.locator("[data-step]").first(), "");
            browser.go("Overview");
            page.getByRole(AriaRole.LINK, named("UPDATE `orders`")).first().click();
            sees(
                    "Family",
                    page.locator(".sides"),
                    "in the binlog: %s.orders".formatted(ShopClients.SCHEMA));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void register(ServerAddress mysql) {
        Caller.admin()
                .contentType("application/json")
                .body(
                        """
                        {"instance_name": "%s", "host": "%s", "port": %d, "user": "%s", "password": "%s"}\
                        """
                                .formatted(
                                        INSTANCE,
                                        mysql.host(),
                                        mysql.port(),
                                        mysql.user(),
                                        mysql.password()))
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(201);
    }

    private void shows(String title, Locator where, String text) {
        browser.go(title);
        sees(title, where, text);
    }

    private void showsOfTheInstance(String title, Locator where, String text) {
        browser.go(title);
        page.getByLabel("Instance", EXACTLY).selectOption(INSTANCE);
        sees(title, where, text);
    }

    private void sees(String title, Locator where, String text) {
        assertThat(where).containsText(text, IN_TIME);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        browser.look("services-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
}
