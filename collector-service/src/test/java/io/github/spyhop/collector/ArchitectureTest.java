package io.github.spyhop.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The stages, in the order of {@link CollectorPipeline}: a later one may know an earlier one. */
@AnalyzeClasses(
        packages = "io.github.spyhop.collector",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.spyhop.collector";

    @ArchTest
    static final ArchRule STAGES =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("config")
                    .definedBy(ROOT + ".config..")
                    .layer("discover")
                    .definedBy(ROOT + ".discover..")
                    .layer("own")
                    .definedBy(ROOT + ".own..")
                    .layer("poll")
                    .definedBy(ROOT + ".poll..")
                    .layer("normalise")
                    .definedBy(ROOT + ".normalise..")
                    .layer("explain")
                    .definedBy(ROOT + ".explain..")
                    .layer("store")
                    .definedBy(ROOT + ".store..")
                    .layer("alert")
                    .definedBy(ROOT + ".alert..")
                    .layer("pipeline")
                    .definedBy(ROOT)
                    .layer("outside")
                    .definedBy(ROOT + ".health..")
                    .whereLayer("discover")
                    .mayOnlyBeAccessedByLayers(
                            "own", "poll", "normalise", "explain", "store", "pipeline")
                    .whereLayer("own")
                    .mayOnlyBeAccessedByLayers("store", "pipeline")
                    .whereLayer("poll")
                    .mayOnlyBeAccessedByLayers("normalise", "explain", "store", "pipeline")
                    .whereLayer("normalise")
                    .mayOnlyBeAccessedByLayers("explain", "store", "alert", "pipeline")
                    .whereLayer("explain")
                    .mayOnlyBeAccessedByLayers("store", "pipeline")
                    .whereLayer("store")
                    .mayOnlyBeAccessedByLayers("pipeline", "outside")
                    .whereLayer("alert")
                    .mayOnlyBeAccessedByLayers("pipeline")
                    .whereLayer("pipeline")
                    .mayOnlyBeAccessedByLayers("outside")
                    .whereLayer("outside")
                    .mayNotBeAccessedByAnyLayer()
                    .withOptionalLayers(true);

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PURE =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".normalise..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.mongodb..", "io.vertx..", "io.quarkus..");

    @ArchTest
    static final ArchRule ONLY_THE_LINK_CONNECTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".poll.link..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.vertx.mysqlclient..");

    @ArchTest
    static final ArchRule NAMES =
            classes()
                    .should()
                    .haveNameNotMatching(".*(Helper|Manager|Util|Utils|Impl)(\\$.*)?$")
                    .allowEmptyShould(false);
}
