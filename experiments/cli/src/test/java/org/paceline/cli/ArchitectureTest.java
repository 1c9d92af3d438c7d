package org.paceline.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;

/**
 * Who may import whom, and what the pure packages never touch; docs/architecture.md has the picture and the reasons.
 *
 * <p>Stands in the one module that sees all others. A package that is still empty passes.
 */
@AnalyzeClasses(packages = "org.paceline", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String PACER = "org.paceline.pacer..";
    private static final String NIC = "org.paceline.nic..";
    private static final String UTCP = "org.paceline.utcp..";
    private static final String PROBE = "org.paceline.probe..";
    private static final String JOURNAL = "org.paceline.journal..";
    private static final String TESTBED = "org.paceline.testbed..";
    private static final String PACKETDRILL = "org.paceline.packetdrill..";
    private static final String CLI = "org.paceline.cli..";

    /** The same inputs give the same frames, to the bit: time, randomness and secrets are arguments there. */
    private static final String[] PURE = {
        "org.paceline.pacer.control..",
        "org.paceline.nic.wire..",
        "org.paceline.utcp.tcp..",
        "org.paceline.utcp.stack..",
        "org.paceline.probe.analysis.."
    };

    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

    @ArchTest
    static final ArchRule THE_PACER_IMPORTS_NOTHING_OF_OURS = only(PACER, PACER);

    @ArchTest
    static final ArchRule THE_NIC_IMPORTS_NOTHING_OF_OURS = only(NIC, NIC);

    @ArchTest
    static final ArchRule THE_STACK_STANDS_ON_PACER_AND_NIC = only(UTCP, UTCP, PACER, NIC);

    @ArchTest
    static final ArchRule THE_PROBE_STANDS_ON_PACER_AND_NIC = only(PROBE, PROBE, PACER, NIC);

    @ArchTest
    static final ArchRule EXPERIMENTS_ARE_NOT_IMPORTED_BY_THE_STACK =
            none(PACER, NIC, UTCP, PROBE).dependOnClassesThat(resideInAnyPackage(JOURNAL, TESTBED, PACKETDRILL, CLI));

    @ArchTest
    static final ArchRule THE_COMMAND_IS_IMPORTED_BY_NOBODY =
            none(JOURNAL, TESTBED, PACKETDRILL).dependOnClassesThat(resideInAPackage(CLI));

    @ArchTest
    static final ArchRule SCRIPTS_STAND_ON_THE_STACK =
            only(PACKETDRILL, PACKETDRILL, UTCP, NIC, "org.paceline.pacer.control..");

    @ArchTest
    static final ArchRule TCP_KNOWS_PACING_AND_FORMATS_ONLY = only(
            "org.paceline.utcp.tcp..",
            "org.paceline.utcp.tcp..",
            "org.paceline.pacer.control..",
            "org.paceline.nic.wire..");

    @ArchTest
    static final ArchRule THE_DEMULTIPLEXER_KNOWS_NO_DEVICE = only(
            "org.paceline.utcp.stack..",
            "org.paceline.utcp.stack..",
            "org.paceline.utcp.tcp..",
            "org.paceline.pacer.control..",
            "org.paceline.nic.wire..");

    @ArchTest
    static final ArchRule ANALYSIS_KNOWS_FORMATS_ONLY =
            only("org.paceline.probe.analysis..", "org.paceline.probe.analysis..", "org.paceline.nic.wire..");

    @ArchTest
    static final ArchRule RECOVERY_STANDS_ALONE =
            only("org.paceline.utcp.tcp.recovery..", "org.paceline.utcp.tcp.recovery..", "org.paceline.nic.wire..");

    @ArchTest
    static final ArchRule CONGESTION_CONTROL_STANDS_ALONE = only(
            "org.paceline.utcp.tcp.congestion..", "org.paceline.utcp.tcp.congestion..", "org.paceline.pacer.control..");

    @ArchTest
    static final ArchRule TIMERS_STAND_ALONE = only("org.paceline.utcp.tcp.timer..", "org.paceline.utcp.tcp.timer..");

    @ArchTest
    static final ArchRule PURE_PACKAGES_TOUCH_NO_MACHINE = none(PURE)
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..",
                            "java.io..",
                            "java.nio.channels..",
                            "java.nio.file..",
                            // atomics are no machine: buffers and their budget are the one boundary between threads
                            "java.util.concurrent",
                            "java.util.concurrent.locks..",
                            "jnr..",
                            "net.openhft..",
                            "io.netty..")
                    .or(describe("threads", type -> type.isEquivalentTo(Thread.class))));

    @ArchTest
    static final ArchRule PURE_PACKAGES_READ_NO_CLOCK = none(PURE)
            .accessTargetWhere(describe(
                    "reads a clock",
                    access ->
                            access.getTargetOwner().isEquivalentTo(System.class) && CLOCKS.contains(access.getName())));

    @ArchTest
    static final ArchRule PURE_PACKAGES_DRAW_NO_LOTS =
            none(PURE).accessTargetWhere(describe("draws a random number", ArchitectureTest::drawsWithoutSeed));

    @ArchTest
    static final ArchRule ONE_PACKAGE_CALLS_LINUX =
            outside("org.paceline.nic.linux..").dependOnClassesThat(resideInAPackage("jnr.."));

    @ArchTest
    static final ArchRule CHRONICLE_STAYS_IN_THE_JOURNAL =
            outside(JOURNAL).dependOnClassesThat(resideInAPackage("net.openhft.."));

    @ArchTest
    static final ArchRule NETTY_STAYS_IN_EXPERIMENTS =
            none(PACER, NIC, UTCP, PROBE).dependOnClassesThat(resideInAPackage("io.netty.."));

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_PRINTS = outside(CLI)
            .accessTargetWhere(describe(
                    "prints to the console",
                    access -> access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("out", "err").contains(access.getName())));

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("org.paceline.(**)").should().beFreeOfCycles();

    /** Classes of {@code from} import of ours only what resides in {@code allowed}. */
    private static ArchRule only(String from, String... allowed) {
        return none(from).dependOnClassesThat(resideInAPackage("org.paceline..").and(not(resideInAnyPackage(allowed))));
    }

    private static ClassesShould none(String... packages) {
        return noClasses().that().resideInAnyPackage(packages).should();
    }

    private static ClassesShould outside(String onePackage) {
        return noClasses().that().resideOutsideOfPackage(onePackage).should();
    }

    private static boolean drawsWithoutSeed(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean unseeded = access instanceof JavaConstructorCall call
                && call.getTarget().getRawParameterTypes().isEmpty();
        return (owner.isEquivalentTo(Math.class) && access.getName().equals("random"))
                || (owner.isEquivalentTo(Random.class) && unseeded)
                || owner.isEquivalentTo(SecureRandom.class);
    }
}
