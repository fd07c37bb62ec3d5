package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
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

/** Walks the console in a real browser; screenshots are left in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ConsoleE2E {

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
