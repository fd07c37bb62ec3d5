package io.github.spyhop.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.spyhop.probe", importOptions = DoNotIncludeTests.class)
class StagesTest {

    /** A stage knows those before it, whose output it takes, and none behind it. */
    @ArchTest
    static final ArchRule STAGES_STAND_IN_THE_ORDER_OF_THE_DATA =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("capture")
                    .definedBy("..probe.capture..")
                    .layer("reassembly")
                    .definedBy("..probe.reassembly..")
                    .layer("decode")
                    .definedBy("..probe.decode..")
                    .layer("digest")
                    .definedBy("..probe.digest..")
                    .layer("exchange")
                    .definedBy("..probe.exchange..")
                    .layer("aggregate")
                    .definedBy("..probe.aggregate..")
                    .layer("report")
                    .definedBy("..probe.report..")
                    .layer("outbox")
                    .definedBy("..probe.outbox..")
                    .whereLayer("reassembly")
                    .mayOnlyAccessLayers("capture")
                    .whereLayer("decode")
                    .mayOnlyAccessLayers("capture", "reassembly")
                    .whereLayer("digest")
                    .mayNotAccessAnyLayer()
                    .whereLayer("exchange")
                    .mayOnlyAccessLayers("capture", "decode", "digest")
                    .whereLayer("aggregate")
                    .mayOnlyAccessLayers("decode", "digest", "exchange")
                    .whereLayer("report")
                    .mayOnlyAccessLayers("decode", "digest", "exchange", "aggregate")
                    .whereLayer("outbox")
                    .mayOnlyAccessLayers("report");

    /** The stages run from the command line too, where a framework would only cost time. */
    @ArchTest
    static final ArchRule STAGES_KNOW_NO_FRAMEWORK =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..probe.capture..",
                            "..probe.reassembly..",
                            "..probe.decode..",
                            "..probe.digest..",
                            "..probe.exchange..",
                            "..probe.aggregate..",
                            "..probe.report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.quarkus..",
                            "jakarta..",
                            "io.vertx..",
                            "io.smallrye..",
                            "org.jboss..",
                            "com.mongodb..");
}
