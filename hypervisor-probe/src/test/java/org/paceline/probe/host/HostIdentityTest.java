package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostIdentityTest {
    private static final List<String> READ = List.of(
            "proc/cpuinfo",
            "proc/cmdline",
            "proc/1/cgroup",
            "proc/self/cgroup",
            "proc/1/environ",
            "proc/1/sched",
            "proc/sys/kernel/osrelease",
            "proc/xen/capabilities",
            "dev/cpu/0/cpuid",
            "sys/hypervisor/type",
            "sys/hypervisor/guest_type",
            "sys/hypervisor/uuid",
            "sys/hypervisor/properties/features",
            "sys/class/dmi/id/sys_vendor",
            "sys/class/dmi/id/product_name",
            "sys/class/dmi/id/bios_vendor",
            "sys/firmware/acpi/tables/DSDT",
            "sys/devices/system/clocksource/clocksource0/current_clocksource",
            "sys/devices/system/clocksource/clocksource0/available_clocksource",
            "sys/bus/virtio/devices/virtio0/device",
            "sys/bus/virtio/devices/virtio0/features",
            "sys/bus/pci/devices/0000:00:01.0/vendor",
            "run/systemd/container",
            "run/host/container-manager");

    @TempDir
    Path root;

    private HostTree tree;

    @BeforeEach
    void begin() {
        tree = new HostTree(root);
    }

    @Test
    void aGuestOfKvmUnderQemu() {
        tree.cpuInfo("AMD EPYC", true)
                .cpuid(true, "KVMKVMKVM")
                .clocks("kvm-clock", "kvm-clock tsc acpi_pm")
                .dmi("sys_vendor", "QEMU")
                .dmi("product_name", "Standard PC (Q35 + ICH9, 2009)")
                .virtio(0, 1, 0, 11, 15, 29, 32)
                .virtio(1, 2, 29);

        HostIdentity identity = certain(Hypervisor.KVM);

        assertEquals(MachineMonitor.QEMU, identity.monitor());
        assertEquals(Container.NONE, identity.container());
        assertEquals("", identity.xenRole());
        assertTrue(evidence(identity).contains("CPUID leaf 0x40000000: \"KVMKVMKVM\""));
        assertTrue(evidence(identity).contains("the clock source is kvm-clock"));
        assertEquals(
                new VirtioDevice("virtio0", "net", List.of("CSUM", "HOST_TSO4", "MRG_RXBUF", "EVENT_IDX", "VERSION_1")),
                identity.virtio().get(0));
        assertEquals(
                new VirtioDevice("virtio1", "block", List.of("EVENT_IDX")),
                identity.virtio().get(1));
    }

    @Test
    void aGuestThatQemuEmulates() {
        tree.cpuInfo("QEMU TCG CPU version 2.5+", true)
                .cpuid(true, "TCGTCGTCGTCG")
                .clocks("tsc", "tsc hpet acpi_pm")
                .dmi("sys_vendor", "QEMU")
                .virtio(0, 1, 32);

        assertEquals(MachineMonitor.QEMU, certain(Hypervisor.TCG).monitor());
    }

    @Test
    void aParavirtualDomainOfXen() {
        tree.cpuInfo("Intel Xeon", true)
                .clocks("xen", "xen tsc")
                .file("sys/hypervisor/type", "xen\n")
                .file("sys/hypervisor/guest_type", "PV\n")
                .file("sys/hypervisor/uuid", "3c1f2a9e-3e0c-4a11-9a55-1d1a1c1f1e1b\n")
                .file("sys/hypervisor/properties/features", "000042f5\n")
                .file("proc/xen/capabilities", "")
                .directory("sys/bus/xen/devices/vif-0")
                .directory("sys/bus/xen/devices/vbd-51712");

        HostIdentity identity = certain(Hypervisor.XEN);

        assertEquals("PV", identity.xenRole());
        assertTrue(evidence(identity).contains("xenbus: vbd-51712 vif-0"));
    }

    @Test
    void theFirstDomainOfXen() {
        tree.cpuInfo("Intel Xeon", true)
                .file("sys/hypervisor/type", "xen\n")
                .file("sys/hypervisor/guest_type", "PV\n")
                .file("proc/xen/capabilities", "control_d\n")
                .dmi("sys_vendor", "Dell Inc.")
                .dmi("product_name", "PowerEdge R640")
                .directory("sys/bus/xen-backend/devices/vif-1-0");

        assertEquals("dom0", certain(Hypervisor.XEN).xenRole());
    }

    @ParameterizedTest
    @CsvSource({"00000800,dom0", "0000,domU", "zz,domU"})
    void withoutCapabilitiesTheFeaturesTellTheFirstDomain(String features, String role) {
        tree.file("sys/hypervisor/type", "xen\n").file("sys/hypervisor/properties/features", features + "\n");

        assertEquals(role, HostIdentity.of(tree.files()).xenRole());
    }

    @Test
    void aWholeMachineForAGuestOfXen() {
        tree.cpuInfo("Intel Xeon", true)
                .cpuid(true, "Microsoft Hv", "XenVMMXenVMM")
                .dmi("sys_vendor", "Xen")
                .dmi("product_name", "HVM domU")
                .file("sys/hypervisor/type", "xen\n")
                .file("sys/hypervisor/guest_type", "HVM\n");

        assertEquals("HVM", certain(Hypervisor.XEN).xenRole());
    }

    @Test
    void aGuestOfHyperV() {
        tree.cpuInfo("Intel Xeon", true)
                .cpuid(true, "Microsoft Hv")
                .clocks("hyperv_clocksource_tsc_page", "hyperv_clocksource_tsc_page tsc")
                .dmi("sys_vendor", "Microsoft Corporation")
                .dmi("product_name", "Virtual Machine")
                .directory("sys/bus/vmbus/devices/net-1");

        certain(Hypervisor.HYPER_V);
    }

    @Test
    void kvmThatPlaysHyperVsPartIsKvm() {
        tree.cpuInfo("Intel Xeon", true)
                .cpuid(true, "Microsoft Hv", "KVMKVMKVM")
                .clocks("tsc", "tsc kvm-clock")
                .virtio(0, 1, 32);

        HostIdentity identity = certain(Hypervisor.KVM);

        assertEquals(Hypervisor.HYPER_V, identity.hypervisors().get(1).candidate());
    }

    @Test
    void aGuestOfVmware() {
        tree.cpuInfo("Intel Xeon", true)
                .cpuid(true, "VMwareVMware")
                .dmi("sys_vendor", "VMware, Inc.")
                .dmi("product_name", "VMware Virtual Platform")
                .file("sys/bus/pci/devices/0000:00:0f.0/vendor", "0x15ad\n");

        certain(Hypervisor.VMWARE);
    }

    @Test
    void firecrackerTellsByTheMakerOfItsTables() {
        tree.cpuInfo("AMD EPYC", true)
                .cpuid(true, "KVMKVMKVM")
                .clocks("tsc", "tsc kvm-clock")
                .file("sys/firmware/acpi/tables/DSDT", "DSDT....wwFIRECKFCVMDSDT")
                .virtio(0, 1, 32)
                .virtio(1, 0x13, 32);

        assertEquals(MachineMonitor.FIRECRACKER, certain(Hypervisor.KVM).monitor());
    }

    @Test
    void anOlderFirecrackerTellsByWhatItLacks() {
        tree.cpuInfo("Intel Xeon", true)
                .clocks("kvm-clock", "kvm-clock")
                .file("proc/cmdline", "reboot=k panic=1 pci=off virtio_mmio.device=4K@0xd0000000:5\n")
                .virtio(0, 1, 32);

        assertEquals(MachineMonitor.FIRECRACKER, certain(Hypervisor.KVM).monitor());
    }

    @Test
    void bareMetal() {
        tree.cpuInfo("AMD Ryzen 7", false)
                .cpuid(false)
                .clocks("tsc", "tsc hpet acpi_pm")
                .dmi("sys_vendor", "LENOVO")
                .file("proc/1/cgroup", "0::/init.scope\n")
                .file("proc/1/sched", "systemd (1, #threads: 1)\n");

        HostIdentity identity = certain(Hypervisor.NONE);

        assertEquals(Container.NONE, identity.container());
        assertEquals(MachineMonitor.UNKNOWN, identity.monitor());
        assertFalse(identity.stealTold());
    }

    @Test
    void aFlagAloneNamesNobody() {
        tree.cpuInfo("Intel Xeon", true);

        Vote<Hypervisor> first = HostIdentity.of(tree.files()).hypervisors().get(0);

        assertEquals(Hypervisor.UNKNOWN, first.candidate());
        assertEquals(List.of("/proc/cpuinfo: the flag hypervisor is set"), first.evidence());
    }

    @ParameterizedTest
    @CsvSource({
        ".dockerenv,'',DOCKER",
        "proc/1/cgroup,0::/docker/0a1b2c,DOCKER",
        "run/.containerenv,'',PODMAN",
        "proc/self/cgroup,0::/lxc.payload.web/init.scope,LXC",
        "run/systemd/container,lxc,LXC",
        "proc/1/environ,container=lxc,LXC",
        "run/host/container-manager,systemd-nspawn,NSPAWN",
        "proc/1/cgroup,0::/kubepods/besteffort/pod1,KUBERNETES",
        "proc/vz/veinfo,'',OPENVZ",
        "proc/sys/kernel/osrelease,5.15.90.1-microsoft-standard-WSL2,WSL"
    })
    void aContainerOnBareMetalIsNoHypervisor(String file, String text, Container container) {
        tree.cpuInfo("AMD Ryzen 7", false).cpuid(false).file(file, text);

        HostIdentity identity = certain(Hypervisor.NONE);

        assertEquals(
                container, identity.container(), () -> identity.containers().toString());
    }

    @Test
    void aContainerInAGuestIsBoth() {
        tree.cpuInfo("AMD EPYC", true).cpuid(true, "KVMKVMKVM").file(".dockerenv", "");

        assertEquals(Container.DOCKER, certain(Hypervisor.KVM).container());
    }

    @Test
    void whereNothingCanBeReadNothingIsSaid() {
        for (String path : READ) {
            // a device or /proc/xen that is there tells something, even if it cannot be read
            if (!path.startsWith("sys/bus/") && !path.startsWith("proc/xen/")) {
                tree.directory(path); // reading it as a file fails for everybody, root too
            }
        }

        HostIdentity identity = HostIdentity.of(tree.files());

        assertEquals(Hypervisor.UNKNOWN, identity.hypervisors().get(0).candidate());
        assertTrue(identity.hypervisors().get(0).confidence() < 0.7, identity::toString);
        consistent(identity);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rubbishIsReadWithoutHarm(long seed) {
        Random random = new Random(seed);
        for (String path : READ) {
            byte[] rubbish = new byte[random.nextInt(5_000)];
            random.nextBytes(rubbish);
            tree.write(path, rubbish);
        }
        tree.write("proc/stat", new byte[] {'c', 'p', 'u', ' ', -1, 0, 7});

        HostIdentity identity = HostIdentity.of(tree.files());

        consistent(identity);
        assertEquals(0, StealTime.of(tree.files()).msSince(StealTime.parse("")));
        for (Vote<Hypervisor> vote : identity.hypervisors()) {
            vote.evidence().forEach(text -> assertTrue(text.matches("[\\x20-\\x7e]{1,100}"), text));
        }
    }

    private HostIdentity certain(Hypervisor expected) {
        HostIdentity identity = HostIdentity.of(tree.files());
        assertEquals(
                expected, identity.hypervisor(), () -> identity.hypervisors().toString());
        assertTrue(identity.hypervisors().get(0).confidence() > 0.8, identity::toString);
        consistent(identity);
        return identity;
    }

    private static void consistent(HostIdentity identity) {
        double hypervisors =
                identity.hypervisors().stream().mapToDouble(Vote::confidence).sum();
        double containers =
                identity.containers().stream().mapToDouble(Vote::confidence).sum();
        assertEquals(1, hypervisors, 1e-9);
        assertEquals(1, containers, 1e-9);
    }

    private static List<String> evidence(HostIdentity identity) {
        return identity.hypervisors().get(0).evidence();
    }
}
