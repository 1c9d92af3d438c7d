package org.paceline.pacer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What this module may know, and what its deciding part may not touch. */
@AnalyzeClasses(packages = "org.paceline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule thePacerKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage("org.paceline.pacer..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.paceline..").and(not(resideInAPackage("org.paceline.pacer.."))));

    @ArchTest
    static final ArchRule controlKnowsTheLanguageAndItself = classes()
            .that()
            .resideInAPackage("org.paceline.pacer.control..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.paceline.pacer.control..",
                    "org.jspecify.annotations..",
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.math",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream");

    @ArchTest
    static final ArchRule controlHasNoThreadAndNoChance = noClasses()
            .that()
            .resideInAPackage("org.paceline.pacer.control..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Thread.class,
                    java.util.Random.class,
                    java.util.SplittableRandom.class,
                    java.util.Timer.class,
                    java.util.UUID.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule controlReadsNoClock = noClasses()
            .that()
            .resideInAPackage("org.paceline.pacer.control..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(System.class, Runtime.class, java.util.Date.class, java.util.Calendar.class);

    @ArchTest
    static final ArchRule decidingAndMeasuringIsNotInherited = classes()
            .that()
            .resideInAnyPackage("org.paceline.pacer.control..", "org.paceline.pacer.measure..")
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should(beFinal());

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.paceline.pacer.(*)..").should().beFreeOfCycles();

    private static ArchCondition<JavaClass> beFinal() {
        return new ArchCondition<>("be final") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(JavaModifier.FINAL)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not final"));
                }
            }
        };
    }
}
