package org.paceline.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.probe.host.HostFiles;

class HostChecksTest {
    private static final ProgramRun DONE = new ProgramRun(0, "");
    private static final ProgramRun ABSENT = new ProgramRun(ProgramRun.NOT_STARTED, "");

    @TempDir
    Path root;

    @Test
    void aQdiscIsBuiltInOrAModuleOrMissing() {
        String config = """
                CONFIG_NET_SCH_TBF=y
                CONFIG_NET_SCH_FQ_CODEL=y
                CONFIG_NET_SCH_NETEM=m
                # CONFIG_NET_SCH_ETF is not set
                """;

        assertEquals("built in", QdiscCheck.qdisc("tbf", config).fact());
        assertEquals("a module", QdiscCheck.qdisc("netem", config).fact());
        assertEquals(Status.MISSING, QdiscCheck.qdisc("etf", config).status());
        assertEquals(Status.MISSING, QdiscCheck.qdisc("fq", config).status());
        assertEquals(Status.LIMITED, QdiscCheck.qdisc("fq", "").status());
    }

    @Test
    void theKernelsConfigurationIsReadFromEitherPlace() throws IOException {
        write("proc/sys/kernel/osrelease", "6.1.0\n");
        write("boot/config-6.1.0", "CONFIG_NET_SCH_TBF=m\n");
        assertEquals("a module", QdiscCheck.findings(new HostFiles(root)).get(0).fact());

        try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(root.resolve("proc/config.gz")))) {
            zipped.write("CONFIG_NET_SCH_TBF=y\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("built in", QdiscCheck.findings(new HostFiles(root)).get(0).fact());
    }

    @Test
    void aFileThatIsNotThereIsEmpty() {
        assertEquals("", new HostFiles(root).text("proc/version"));
    }

    @Test
    void aSysctlIsReadWhole() {
        // the kernel hands out a sysctl in one reading only; "2" of "212" is what a careless reader gets
        String pidMax = new HostFiles(Path.of("/")).text("proc/sys/kernel/pid_max");

        assertTrue(pidMax.length() > 1, pidMax);
    }

    @Test
    void rootIsTheEffectiveUserZero() {
        assertTrue(NamespaceCheck.root("Name:\tx\nUid:\t1000\t0\t1000\t1000\n"));
        assertFalse(NamespaceCheck.root("Name:\tx\nUid:\t0\t1000\t0\t0\n"));
    }

    @Test
    void withoutNamespacesTheDemoIsBlocked() {
        Finding refused = NamespaceCheck.finding(false, new ProgramRun(1, "unshare: Operation not permitted"));

        assertTrue(refused.blocks());
        assertFalse(new Examination(List.of(refused)).readyForDemo());
        assertTrue(new Examination(List.of(NamespaceCheck.finding(false, DONE))).readyForDemo());
    }

    @Test
    void aToolThatIsNotInstalledComesWithItsPackage() {
        Finding found = ToolCheck.tool("iperf3", "apt-get install iperf3", ABSENT);

        assertEquals(Status.MISSING, found.status());
        assertEquals("apt-get install iperf3", found.remedy());
        assertFalse(found.blocks());
    }

    @Test
    void theVersionIsFoundBelowAWarning() {
        ProgramRun run = new ProgramRun(0, "Running as user \"root\".\nTShark (Wireshark) 4.0.17\n");

        assertEquals(
                "TShark (Wireshark) 4.0.17", ToolCheck.tool("tshark", "", run).fact());
    }

    @Test
    void aCollectorThatStopsTheLoopIsToldOf() {
        assertEquals(
                Status.OK,
                JavaCheck.collector(List.of("ZGC Cycles", "ZGC Pauses")).status());
        assertEquals(
                Status.OK,
                JavaCheck.collector(List.of("Shenandoah Cycles", "Shenandoah Pauses"))
                        .status());
        assertEquals(
                Status.LIMITED,
                JavaCheck.collector(List.of("G1 Young Generation")).status());
    }

    @Test
    void aKernelWithoutCubicLimitsTheComparison() {
        assertEquals(Status.OK, CongestionCheck.finding("reno cubic", "cubic").status());
        assertEquals(Status.LIMITED, CongestionCheck.finding("reno", "reno").status());
    }

    @Test
    void aProgramThatIsNotThereIsNotStarted() {
        assertEquals(
                ProgramRun.NOT_STARTED,
                ProgramRun.of("paceline-no-such-program").exitCode());
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
