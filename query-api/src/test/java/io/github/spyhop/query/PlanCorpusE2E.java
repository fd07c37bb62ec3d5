package io.github.spyhop.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.github.spyhop.query.PlanCorpus.Form;
import io.github.spyhop.query.PlanCorpus.Plan;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Draws every plan of the corpus in a browser: as many steps as the server told, in both forms. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class PlanCorpusE2E {

    private static final int PLANS_MIN = 200;

    /** Puts a text into the page as a paste does and counts what is drawn of it. */
    private static final String DRAW =
            """
            async text => {
                const area = document.querySelector('textarea');
                const rendered = () => new Promise(resolve => setTimeout(resolve));
                const button = name => [...document.querySelectorAll('button')]
                    .find(each => each.textContent === name);
                const count = selector => document.querySelectorAll(selector).length;
                Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')
                    .set.call(area, text);
                area.dispatchEvent(new Event('input', {bubbles: true}));
                const drawn = async (name, selector) => {
                    for (let turn = 0; turn < 60; turn++) {
                        await rendered();
                        const other = button(name)?.getAttribute('aria-pressed') !== 'true';
                        if (other) button(name)?.click();
                        else if (count(selector) > 0) break;
                    }
                    return count(selector);
                };
                return {
                    tree: await drawn('Tree', 'tr[data-step]'),
                    graph: await drawn('Graph', 'g[data-step]'),
                };
            }
            """;

    /** Objects of version 1 that say more about the step around them. */
    private static final Set<String> NO_STEPS =
            Set.of("cost_info", "frame_buffer", "sharing_temporary_table_with");

    private ConsoleBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new ConsoleBrowser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @TestHTTPResource("/")
    URI console;

    @Test
    void drawsEveryPlanWithoutLoss() {
        List<Plan> plans =
                Stream.of(ServerKind.MYSQL, ServerKind.MYSQL80)
                        .flatMap(server -> PlanCorpus.plans(server).stream())
                        .toList();
        assertThat(plans).hasSizeGreaterThanOrEqualTo(PLANS_MIN);
        Page page = browser.page();
        page.navigate(console + "#token=" + StoreOfTests.VIEWER);
        browser.go("Draw a plan");
        assertThat(page.getByLabel("The plan's text")).isVisible();

        List<String> lost = new ArrayList<>();
        for (Plan plan : plans) {
            Object drawn = page.evaluate(DRAW, plan.text());
            int steps = steps(plan);
            if (!drawn.equals(Map.of("tree", steps, "graph", steps))) {
                lost.add("%s: %s of %d".formatted(plan.key(), drawn, steps));
            }
        }

        assertThat(lost).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** The steps that the server told, counted without the console's own reading. */
    private static int steps(Plan plan) {
        if (plan.form() == Form.JSON_V2 || plan.form() == Form.ANALYZE_JSON) {
            return operations(json(plan.text()));
        }
        return plan.form().isJson()
                ? objects(json(plan.text())) - 1 // the outermost
                : Math.toIntExact(
                        plan.text().lines().filter(line -> line.strip().startsWith("-> ")).count());
    }

    private static int operations(JsonNode node) {
        int own = node.isObject() && node.has("operation") ? 1 : 0;
        return own + node.valueStream().mapToInt(PlanCorpusE2E::operations).sum();
    }

    private static int objects(JsonNode node) {
        int inside =
                node.propertyStream()
                        .filter(field -> !NO_STEPS.contains(field.getKey()))
                        .mapToInt(field ->
                                field.getKey().equals("nested_loop")
                                        // Its elements only name the step that each holds.
                                        ? objects(field.getValue()) - field.getValue().size()
                                        : objects(field.getValue()))
                        .sum();
        int elements =
                node.isArray() ? node.valueStream().mapToInt(PlanCorpusE2E::objects).sum() : 0;
        return (node.isObject() ? 1 : 0) + inside + elements;
    }

    private static JsonNode json(String text) {
        try {
            return PlanCorpus.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
