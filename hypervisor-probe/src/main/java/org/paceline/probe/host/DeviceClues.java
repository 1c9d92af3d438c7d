package org.paceline.probe.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the devices say of a hypervisor: virtio, VMBus, and functions of PCI that only virtual machines have. */
final class DeviceClues {
    private static final String PCI = "sys/bus/pci/devices";
    private static final String VMBUS = "sys/bus/vmbus/devices";

    /** Vendors that make virtual devices alone, from pci.ids. */
    private static final Map<String, Hypervisor> PCI_VENDORS = Map.of(
            "0x5853", Hypervisor.XEN,
            "0x15ad", Hypervisor.VMWARE,
            "0x80ee", Hypervisor.VIRTUALBOX,
            "0x1414", Hypervisor.HYPER_V,
            "0x1ab8", Hypervisor.PARALLELS);

    /** QEMU's own devices: its bridge, its VGA, its guest's panic. */
    private static final String QEMU_VENDOR = "0x1234";

    private static final String REDHAT_VENDOR = "0x1b36";

    private DeviceClues() {}

    static void note(
            HostFiles files,
            List<VirtioDevice> virtio,
            Ballot<Hypervisor> hypervisors,
            Ballot<MachineMonitor> monitors) {
        if (!virtio.isEmpty()) {
            String finding = "virtio: " + String.join(" ", names(virtio));
            hypervisors.note(Hypervisor.NONE, -3, finding);
            hypervisors.note(Hypervisor.KVM, 1.5, finding);
            hypervisors.note(Hypervisor.TCG, 1, finding);
            monitors.note(MachineMonitor.QEMU, 0.5, finding);
        }
        vendors(files).forEach((vendor, count) -> {
            Hypervisor hypervisor = PCI_VENDORS.get(vendor);
            if (hypervisor != null) {
                hypervisors.note(hypervisor, 3, "PCI: " + count + " functions of the vendor " + vendor);
            }
            if (vendor.equals(QEMU_VENDOR) || vendor.equals(REDHAT_VENDOR)) {
                monitors.note(MachineMonitor.QEMU, 3, "PCI: " + count + " functions of the vendor " + vendor);
            }
        });
        int channels = files.names(VMBUS).size();
        if (channels > 0) {
            hypervisors.note(Hypervisor.HYPER_V, 4, "VMBus: " + channels + " channels");
            hypervisors.note(Hypervisor.NONE, -3, "VMBus: " + channels + " channels");
        }
        bareFirecracker(files, virtio, monitors);
    }

    /** Firecracker before its ACPI tables: no firmware tables, no PCI, virtio in memory-mapped registers. */
    private static void bareFirecracker(HostFiles files, List<VirtioDevice> virtio, Ballot<MachineMonitor> monitors) {
        boolean mapped = files.text("proc/cmdline").contains("virtio_mmio.device=");
        boolean noFirmware = !files.exists("sys/class/dmi/id/sys_vendor");
        if (!virtio.isEmpty() && mapped && noFirmware && files.names(PCI).isEmpty()) {
            monitors.note(MachineMonitor.FIRECRACKER, 2.5, "virtio-mmio of the command line, no DMI, no PCI");
        }
    }

    private static List<String> names(List<VirtioDevice> virtio) {
        return virtio.stream().map(VirtioDevice::type).distinct().sorted().toList();
    }

    private static Map<String, Integer> vendors(HostFiles files) {
        Map<String, Integer> vendors = new HashMap<>();
        for (String function : files.names(PCI)) {
            String vendor = files.text(PCI + "/" + function + "/vendor");
            if (!vendor.isEmpty()) {
                vendors.merge(vendor, 1, Integer::sum);
            }
        }
        return vendors;
    }
}
