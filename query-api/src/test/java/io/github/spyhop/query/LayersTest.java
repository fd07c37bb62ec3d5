package io.github.spyhop.query;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.spyhop.query", importOptions = DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule AN_ANSWER_IS_MADE_IN_ONE_DIRECTION =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("endpoint")
                    .definedBy("..query.endpoint..")
                    .layer("report")
                    .definedBy("..query.report..")
                    .layer("query")
                    .definedBy("..query.query..")
                    .layer("response")
                    .definedBy("..query.response..")
                    .layer("read")
                    .definedBy("..query.read..")
                    .layer("access")
                    .definedBy("..query.access..")
                    .layer("rollup")
                    .definedBy("..query.rollup..")
                    .layer("schedule")
                    .definedBy("..query.schedule..")
                    .whereLayer("rollup")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("endpoint")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("schedule")
                    .mayOnlyBeAccessedByLayers("endpoint")
                    .whereLayer("report")
                    .mayOnlyBeAccessedByLayers("endpoint", "schedule")
                    .whereLayer("query")
                    .mayOnlyBeAccessedByLayers("endpoint", "report")
                    .whereLayer("response")
                    .mayOnlyBeAccessedByLayers("endpoint", "report", "query")
                    .whereLayer("read")
                    .mayOnlyBeAccessedByLayers(
                            "endpoint",
                            "schedule",
                            "report",
                            "query",
                            "response",
                            "access",
                            "rollup")
                    .whereLayer("access")
                    .mayOnlyBeAccessedByLayers("endpoint");
}
