package io.github.spyhop.binlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** A stage knows those before it, and none behind it. */
@AnalyzeClasses(packages = "io.github.spyhop.binlog", importOptions = DoNotIncludeTests.class)
class StageOrderTest {

    private static final String ROOT = "io.github.spyhop.binlog";

    /** In the order of the data; what all may use comes first. */
    private static final List<String> STAGES =
            List.of(
                    "json",
                    "position",
                    "fault",
                    "event",
                    "charset",
                    "stream",
                    "transaction",
                    "schema",
                    "server",
                    "value",
                    "change",
                    "filter",
                    "merge",
                    "message",
                    "publish",
                    "snapshot",
                    "window",
                    "checkpoint",
                    "order");

    @ArchTest
    static void noStageKnowsALaterOne(JavaClasses classes) {
        for (int i = 0; i < STAGES.size(); i++) {
            String[] later =
                    STAGES.subList(i + 1, STAGES.size()).stream()
                            .map(stage -> ROOT + "." + stage + "..")
                            .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + STAGES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static final ArchRule NO_STAGE_KNOWS_WHAT_RUNS_IT =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            STAGES.stream()
                                    .map(stage -> ROOT + "." + stage + "..")
                                    .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT,
                            ROOT + ".source..",
                            ROOT + ".config..",
                            ROOT + ".metrics..",
                            ROOT + ".rest..");

    /** Bytes in, values out: neither a clock nor a logger nor a network. */
    @ArchTest
    static final ArchRule DECODING_IS_PURE =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".event..", ROOT + ".value..", ROOT + ".json..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.time..", "java.net..", "org.jboss..", "io.quarkus..");
}
