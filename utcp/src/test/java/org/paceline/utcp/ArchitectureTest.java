package org.paceline.utcp;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of TCP may know: docs/architecture.md sections 1, 2 and 4. */
@AnalyzeClasses(packages = "org.paceline.utcp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String TCP = "org.paceline.utcp.tcp..";
    private static final String STACK = "org.paceline.utcp.stack..";
    private static final String SIMULATION = "org.paceline.utcp.simulation..";
    private static final String RUNTIME = "org.paceline.utcp.runtime..";
    private static final String RECOVERY = "org.paceline.utcp.tcp.recovery..";
    private static final String CONGESTION = "org.paceline.utcp.tcp.congestion..";
    private static final String TIMER = "org.paceline.utcp.tcp.timer..";
    private static final String WIRE = "org.paceline.nic.wire..";
    private static final String CONTROL = "org.paceline.pacer.control..";
    private static final String[] LANGUAGE = {
        "java.lang",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.nio",
        "java.util",
        "java.util.function",
        "java.util.stream",
        "java.util.concurrent.atomic",
        "org.jspecify.annotations.."
    };

    @ArchTest
    static final ArchRule thePurePackagesKnowTheWireAndThePacersControlAndNoMore = classes()
            .that()
            .resideInAnyPackage(TCP, STACK)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(TCP, STACK, WIRE, CONTROL).or(resideInAnyPackage(LANGUAGE)));

    @ArchTest
    static final ArchRule thePurePackagesHaveNoThreadNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage(TCP, STACK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Thread.class,
                    Runtime.class,
                    ThreadLocal.class,
                    java.util.Random.class,
                    java.util.SplittableRandom.class,
                    java.util.Timer.class,
                    java.util.Date.class,
                    java.util.UUID.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule recoveryKnowsTheWireAndItself = classes()
            .that()
            .resideInAPackage(RECOVERY)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(RECOVERY, WIRE).or(resideInAnyPackage(LANGUAGE)));

    @ArchTest
    static final ArchRule congestionKnowsItself = classes()
            .that()
            .resideInAPackage(CONGESTION)
            .should()
            .onlyDependOnClassesThat(resideInAPackage(CONGESTION).or(resideInAnyPackage(LANGUAGE)));

    @ArchTest
    static final ArchRule timerKnowsItself = classes()
            .that()
            .resideInAPackage(TIMER)
            .should()
            .onlyDependOnClassesThat(resideInAPackage(TIMER).or(resideInAnyPackage(LANGUAGE)));

    @ArchTest
    static final ArchRule theConnectionKnowsNoStack =
            noClasses().that().resideInAPackage(TCP).should().dependOnClassesThat(resideInAPackage(STACK));

    @ArchTest
    static final ArchRule onlyTheRuntimeHasADeviceAClockAndAWait = noClasses()
            .that(not(resideInAnyPackage(RUNTIME, SIMULATION)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.paceline.nic",
                    "org.paceline.nic.linux..",
                    "org.paceline.nic.memory..",
                    "org.paceline.pacer.clock..",
                    "org.paceline.pacer.wait..",
                    "org.paceline.pacer.ipg..",
                    "org.paceline.pacer.measure..",
                    "java.util.concurrent",
                    "java.util.concurrent.locks");

    @ArchTest
    static final ArchRule theSimulationHasVirtualTimeAndMemoryAndNothingReal = noClasses()
            .that()
            .resideInAPackage(SIMULATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    RUNTIME,
                    "org.paceline.nic.linux..",
                    "org.paceline.pacer.wait..",
                    "org.paceline.pacer.ipg..",
                    "java.util.concurrent..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule theRuntimeKnowsDevicesByTheirInterfaceOnly = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.paceline.nic.linux..", "org.paceline.nic.memory..");

    @ArchTest
    static final ArchRule nothingIsInherited = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .areNotAssignableTo(Enum.class)
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.paceline.utcp.(*)..").should().beFreeOfCycles();
}
