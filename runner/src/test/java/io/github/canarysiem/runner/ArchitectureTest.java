package io.github.canarysiem.runner;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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
import org.jspecify.annotations.NullMarked;

/** The directions between modules, and between the runner's packages. */
@AnalyzeClasses(packages = "io.github.canarysiem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.canarysiem";
    private static final String[] SINKS = {ROOT + ".wazuh..", ROOT + ".splunk..", ROOT + ".elastic.."};

    @ArchTest
    static final ArchRule nothingKnowsTheRunner = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".runner..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".runner..");

    @ArchTest
    static final ArchRule sinksKnowNeitherPipelineNorSources = noClasses()
            .that()
            .resideInAnyPackage(SINKS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".pipeline..", ROOT + ".internal..", ROOT + ".source..");

    @ArchTest
    static final ArchRule noSinkKnowsAnother =
            slices().matching(ROOT + ".(wazuh|splunk)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule sinksKnowNoTemplates = noClasses()
            .that()
            .resideInAnyPackage(SINKS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".templates..");

    @ArchTest
    static final ArchRule templatesKnowNeitherPipelineNorPlugIns = noClasses()
            .that()
            .resideInAPackage(ROOT + ".templates..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".pipeline..", ROOT + ".internal..", ROOT + ".source..");

    /** Of the sinks' module, templates use the engine, the list of fields and the writer of lines. */
    @ArchTest
    static final ArchRule templatesUseOfWazuhTheEngineAndTheLineAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".templates..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".wazuh")
                    .and(describe(
                            "are neither lines nor fields",
                            type -> !type.getSimpleName().matches("WazuhLine|WazuhField|Type|KeyValueLine"))));

    @ArchTest
    static final ArchRule theTemplatesPackagesFormNoCycle =
            slices().matching(ROOT + ".templates.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsNoProof = noClasses()
            .that()
            .resideInAPackage(ROOT + ".templates")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".templates.wazuh..");

    @ArchTest
    static final ArchRule theRunnerUsesThePublicFaceAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".runner..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".internal..");

    @ArchTest
    static final ArchRule theRunnersPackagesFormNoCycle =
            slices().matching(ROOT + ".runner.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrintsPastItsSurroundings = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logsGoThroughLog4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

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
