package org.capi4j.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the design says about packages and names, checked against the classes. */
class ArchitectureTest {
    private static JavaClasses runtime;

    @BeforeAll
    static void read() {
        runtime = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.capi4j")
                .that(describe("of the runtime", type -> !type.getPackageName().matches("org[.]capi4j[.](bindings|generator|cli|tests|benchmarks).*")));
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("memory").definedBy("org.capi4j.memory")
                .layer("object").definedBy("org.capi4j.object")
                .layer("text").definedBy("org.capi4j.text")
                .layer("type").definedBy("org.capi4j.type")
                .layer("module").definedBy("org.capi4j.module")
                .layer("capi").definedBy("org.capi4j.capi")
                .layer("bridge").definedBy("org.capi4j.bridge")
                .layer("link").definedBy("org.capi4j.link")
                .layer("api").definedBy("org.capi4j")
                .whereLayer("api").mayNotBeAccessedByAnyLayer()
                .whereLayer("link").mayOnlyBeAccessedByLayers("api")
                .whereLayer("bridge").mayOnlyBeAccessedByLayers("api", "link")
                .whereLayer("capi").mayOnlyBeAccessedByLayers("api", "link", "bridge")
                .whereLayer("module").mayOnlyBeAccessedByLayers("api", "link", "bridge", "capi")
                .whereLayer("type").mayOnlyBeAccessedByLayers("api", "link", "bridge", "capi", "module")
                .whereLayer("object").mayOnlyBeAccessedByLayers("api", "link", "bridge", "capi", "module", "type")
                .check(runtime);
    }

    @Test
    void textKnowsNoObjects() {
        noClasses().that().resideInAPackage("org.capi4j.text").should().dependOnClassesThat().resideInAnyPackage("org.capi4j.object", "org.capi4j.memory")
                .check(runtime);
    }

    /** Beside Memory: those that open libraries, make calls and hand memory to the Java user. */
    @Test
    void oneClassTouchesRawMemory() {
        noClasses()
                .that()
                .haveNameNotMatching("org[.]capi4j[.](memory[.](Memory|Shim|NativeCall|Platform).*|PyBuffer.*|bridge[.](Conversion|WholeValues).*)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MemorySegment.class)
                .check(runtime);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Utils|Util|Helper|Helpers)").check(runtime);
    }

    @Test
    void implementationIsOutOfReach() {
        classes().that().resideInAPackage("org.capi4j.capi").should().onlyBeAccessed().byAnyPackage("org.capi4j.capi", "org.capi4j.link", "org.capi4j.bridge")
                .check(runtime);
    }
}
