package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;

/** What is said of the machine that runs the tests, whatever it is. */
class LiveHostTest {
    private static final String FLAG = "/proc/cpuinfo: the flag hypervisor is set";

    /** Names of systemd-detect-virt(1). */
    private static final Map<String, Hypervisor> SYSTEMD = Map.of(
            "none", Hypervisor.NONE,
            "kvm", Hypervisor.KVM,
            "qemu", Hypervisor.TCG,
            "xen", Hypervisor.XEN,
            "microsoft", Hypervisor.HYPER_V,
            "vmware", Hypervisor.VMWARE,
            "oracle", Hypervisor.VIRTUALBOX,
            "bhyve", Hypervisor.BHYVE);

    private final HostFiles files = HostFiles.live();

    @Test
    void theProcessorsFlagIsEvidence() {
        boolean flag = HostFacts.hypervisorFlag(files.text("proc/cpuinfo"));

        Vote<Hypervisor> first = HostIdentity.of(files).hypervisors().get(0);

        if (flag) {
            assertNotEquals(Hypervisor.NONE, first.candidate());
            assertTrue(first.evidence().contains(FLAG), first::toString);
        } else {
            assertTrue(first.evidence().stream().noneMatch(FLAG::equals), first::toString);
        }
    }

    /**
     * Unless the kernel answered: systemd runs the CPUID instruction itself, which PVM does not trap in a program, so
     * that it tells of the host below the one that the kernel is a guest of.
     */
    @Test
    void systemdSaysTheSame() throws IOException, InterruptedException {
        String name;
        try {
            Process process = new ProcessBuilder("systemd-detect-virt", "--vm").start();
            name = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
        } catch (IOException absent) {
            name = Assumptions.abort("systemd-detect-virt is not installed");
        }
        Assumptions.assumeTrue(SYSTEMD.containsKey(name), "systemd says " + name);

        Vote<Hypervisor> first = HostIdentity.of(files).hypervisors().get(0);
        boolean kernelAnswered = first.evidence().stream().anyMatch(each -> each.startsWith("CPUID leaf 0x40000000"));
        assertTrue(
                kernelAnswered || first.candidate() == SYSTEMD.get(name), "systemd says " + name + ", and we " + first);
    }

    @Test
    void aWatchSeesStallsSamplesAndInterfaces() throws InterruptedException {
        HostReport report;
        try (HostWatch watch = HostWatch.begin(files, List.of("lo"), 20_000_000)) {
            Thread.sleep(200);
            report = watch.end();
        }

        assertTrue(report.durationNs() >= 200_000_000L, report::toString);
        assertTrue(report.stalls().wakeUps() > 0, report::toString);
        assertTrue(report.stalls().p50Ns() <= report.stalls().maxNs());
        assertTrue(report.samples().size() >= 2, report::toString);
        long sampledNs =
                report.samples().stream().mapToLong(HostSample::lengthNs).sum();
        assertTrue(sampledNs <= report.durationNs() && sampledNs >= 200_000_000L, () -> "sampled " + sampledNs);
        assertEquals("lo", report.interfaces().get(0).after().name());
        assertTrue(report.interfaces().get(0).before().counters().containsKey("rx_packets"));
    }

    @Test
    void anInterfaceThatIsNotThereIsSaidInOneLine() {
        DeviceException refused =
                assertThrows(DeviceException.class, () -> HostWatch.begin(files, List.of("nope0"), 1_000_000));

        assertTrue(refused.getMessage().contains("no interface nope0"), refused.getMessage());
    }
}
