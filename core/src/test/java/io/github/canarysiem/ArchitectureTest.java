package io.github.canarysiem;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

/** The directions in which core's packages may look. The README's picture says the same. */
@AnalyzeClasses(packages = "io.github.canarysiem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.canarysiem";

    @ArchTest
    static final ArchRule theModelIsDataAndUsesNothingOfOurs = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT, "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..");

    @ArchTest
    static final ArchRule theJsonFormUsesTheModelAlone = onlyUses("json");

    @ArchTest
    static final ArchRule theServiceInterfaceUsesTheModelAlone = onlyUses("spi");

    @ArchTest
    static final ArchRule sourcesKnowNoPipeline = noClasses()
            .that()
            .resideInAPackage(ROOT + ".source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".pipeline..", ROOT + ".internal..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule thePipelineKnowsNoSource = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".pipeline..", ROOT + ".internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".source..");

    @ArchTest
    static final ArchRule theInsideIsReachedThroughThePipelineAlone = classes()
            .that()
            .resideInAPackage(ROOT + ".internal..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage(ROOT + ".internal..", ROOT + ".pipeline");

    /** Pipeline and inside know each other: the inside returns the pipeline's records and throws its exceptions, no more. */
    @ArchTest
    static final ArchRule theInsideUsesRecordsAndExceptionsOfThePipelineAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".internal..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".pipeline")
                    .and(describe("are neither records nor exceptions", type -> !isValue(type))));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(packages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".wazuh..",
                    ROOT + ".splunk..",
                    ROOT + ".templates..",
                    ROOT + ".runner..",
                    ROOT + ".samples..",
                    ROOT + ".benchmarks..");

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logsGoThroughLog4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule theEmbeddingProgramChoosesTheLoggingBackend =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.logging.log4j.core..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

    private static ArchRule onlyUses(String name) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(describe(
                                "are outside of it and of the model",
                                type -> !type.getPackageName().equals(ROOT + "." + name)
                                        && !type.getPackageName().equals(ROOT))));
    }

    private static boolean isValue(JavaClass type) {
        return assignableTo(Record.class).or(assignableTo(Exception.class)).test(type);
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return SliceIdentifier.of(name.equals(ROOT + ".internal") ? ROOT + ".pipeline" : name);
            }

            @Override
            public String getDescription() {
                return "packages, pipeline and internal counted as one";
            }
        };
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage itsPackage = type.getPackage();
                boolean marked =
                        itsPackage.tryGetAnnotationOfType(NullMarked.class).isPresent();
                events.add(new SimpleConditionEvent(type, marked, itsPackage.getName() + " of " + type.getName()));
            }
        };
    }
}
