package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opens reports that were saved, as somebody does who got one by mail. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ReportE2E {

    private static final Path SAVED = Path.of("target/report.html");
    private static final String HOSTILE =
            "</script><script>hacked = 1</script><img src=x onerror=hacked=1> \" ' {it} &amp;";

    @Inject Store store;

    private final List<String> asked = new ArrayList<>();
    private ConsoleBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new ConsoleBrowser();
        browser.page().onRequestFinished(request -> asked.add(request.url()));
        new StateStore(store).fill();
        new SampleStore(store).fill();
        Caller.register("orders-1", "127.0.0.9");
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void showsTheWholeInLightAndDarkAndOnPaper() throws IOException {
        Page page = open("from=now-1h&time_zone=Asia/Seoul");

        assertThat(page.locator("#load canvas")).isVisible();
        assertThat(page.locator("#load [role=img]"))
                .hasAttribute("aria-label", Pattern.compile("Asia/Seoul"));
        assertThat(page.locator(".u-legend")).containsText("SELECT * FROM");
        browser.look("report-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        browser.look("report-dark");
        page.setViewportSize(400, 800);
        browser.look("report-dark-400");
        page.setViewportSize(720, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.evaluate("getComputedStyle(document.querySelector('.report')).color"))
                .as("dark on white, though the screen is dark")
                .isEqualTo("rgb(28, 39, 51)");
        assertThat(overflowing(page)).as("what paper would cut off").isEmpty();
        browser.look("report-print");
        assertThat(browser.complaints()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void showsWhatIsHostileAsText() throws IOException {
        set(StoreCollection.DIGESTS, "digest_text");
        set(StoreCollection.ALERTS, "summary");
        set(StoreCollection.SCHEDULED_EVENT_RUNS, "event");
        set(StoreCollection.SERVER_EVENTS, "detail");
        set(StoreCollection.SLOW_QUERIES, "user");

        Page page = open("from=now-1h");

        assertThat(page.locator("#load canvas")).isVisible();
        assertThat(page.locator(".statement").first()).containsText(HOSTILE);
        assertThat((Boolean) page.evaluate("typeof hacked === 'undefined'")).isTrue();
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.locator("script")).hasCount(2);
        assertThat(browser.complaints()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void runsNoScriptButItsOwn() throws IOException {
        Page page = open("from=now-1h");

        page.evaluate(
                "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"hacked=1\">')");
        page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: 'hacked = 1'}))");

        assertThat((Boolean) page.evaluate("typeof hacked === 'undefined'")).isTrue();
        assertThat(browser.complaints())
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void saysInEachEmptySectionThatThereIsNothing() throws IOException {
        Page page = open("from=2001-01-01&to=2001-01-02");

        assertThat(page.locator("section .empty")).hasCount(14);
        browser.look("report-empty");
        assertThat(browser.complaints()).isEmpty();
    }

    private void set(StoreCollection collection, String field) {
        assertThat(
                        store.collection(collection, Document.class)
                                .updateMany(Filters.empty(), Updates.set(field, HOSTILE))
                                .getModifiedCount())
                .as(field)
                .isPositive();
    }

    private Page open(String query) throws IOException {
        String html = Caller.viewer().get("/api/v1/report?format=html&" + query).asString();
        Files.writeString(SAVED, html);
        browser.page().navigate(SAVED.toUri().toString());
        return browser.page();
    }

    /** The elements of text that reach beyond the page. */
    private static List<?> overflowing(Page page) {
        return (List<?>)
                page.evaluate(
                        """
                        [...document.querySelectorAll('td, th, p, h1, h2')]
                            .filter(each => each.getBoundingClientRect().right > innerWidth)
                            .map(each => each.textContent)
                        """);
    }
}
