package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.github.spyhop.testbed.browser.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A new Chromium with all that it complains about. */
final class ConsoleBrowser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Path AXE = Path.of("src/main/webui/node_modules/axe-core/axe.min.js");
    private static final String SERIOUS_FAULTS =
            """
            async () => (await axe.run()).violations
                .filter(fault => ['serious', 'critical'].includes(fault.impact))
                .map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).join(' | '))
            """;

    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Page page;

    ConsoleBrowser() {
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

    @Override
    public void close() {
        playwright.close();
    }

    Page page() {
        return page;
    }

    /** What the browser's console said that is an error. */
    List<String> complaints() {
        return complaints;
    }

    /** Follows a link of the menu. */
    void go(String title) {
        link(title).click();
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, named(name).setExact(true)).first();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name).setExact(true)).first();
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException notInstalled) {
            throw new UncheckedIOException(notInstalled);
        }
    }

    /** Leaves a screenshot, finds no serious fault of accessibility, and nothing beside the page. */
    void look(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENSHOTS.resolve(name + ".png")));
        // Not as an element of the page, whose policy may forbid that.
        page.evaluate(axe());
        assertThat((List<?>) page.evaluate(SERIOUS_FAULTS)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels of %s beside the window", name)
                .isEqualTo(0);
    }
}
