package org.paceline.probe.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the tables of the firmware say: SMBIOS as /sys/class/dmi/id shows it, and the maker of the ACPI tables. */
final class FirmwareClues {
    private static final String DMI = "sys/class/dmi/id/";
    private static final List<String> DMI_FIELDS =
            List.of("sys_vendor", "product_name", "product_version", "board_vendor", "bios_vendor", "chassis_vendor");
    private static final String DSDT = "sys/firmware/acpi/tables/DSDT";

    /** ACPI 6.5, 5.2.6: OEMID, six characters behind signature, length, revision and checksum. */
    private static final int OEM_OFFSET = 10;

    private static final int OEM_BYTES = 6;
    private static final double NAMED = 5;

    private static final Map<String, Hypervisor> MAKERS = Map.of(
            "vmware", Hypervisor.VMWARE,
            "virtualbox", Hypervisor.VIRTUALBOX,
            "innotek gmbh", Hypervisor.VIRTUALBOX,
            "hvm domu", Hypervisor.XEN,
            "parallels", Hypervisor.PARALLELS,
            "bhyve", Hypervisor.BHYVE,
            "acrn", Hypervisor.ACRN);

    private static final Map<String, Hypervisor> TABLE_MAKERS = Map.of(
            "VBOX", Hypervisor.VIRTUALBOX,
            "Xen", Hypervisor.XEN,
            "PTLTD", Hypervisor.VMWARE,
            "VRTUAL", Hypervisor.HYPER_V,
            "BHYVE", Hypervisor.BHYVE,
            "FIRECK", Hypervisor.KVM,
            "CLOUDH", Hypervisor.KVM,
            "CROSVM", Hypervisor.KVM);

    private static final Map<String, MachineMonitor> TABLE_PROGRAMS = Map.of(
            "FIRECK", MachineMonitor.FIRECRACKER,
            "CLOUDH", MachineMonitor.CLOUD_HYPERVISOR,
            "CROSVM", MachineMonitor.CROSVM,
            "BOCHS", MachineMonitor.QEMU,
            "AMAZON", MachineMonitor.AMAZON_EC2,
            "Google", MachineMonitor.GOOGLE_CLOUD);

    private FirmwareClues() {}

    static void note(HostFiles files, Ballot<Hypervisor> hypervisors, Ballot<MachineMonitor> monitors) {
        for (String field : DMI_FIELDS) {
            String value = files.text(DMI + field);
            if (!value.isEmpty()) {
                named(field, value, hypervisors);
                monitored(field, value, hypervisors, monitors);
            }
        }
        String vendor = files.text(DMI + "sys_vendor");
        if (vendor.startsWith("Microsoft") && files.text(DMI + "product_name").equals("Virtual Machine")) {
            hypervisors.note(Hypervisor.HYPER_V, NAMED, "DMI: " + vendor + ", Virtual Machine");
        }
        tables(files, hypervisors, monitors);
    }

    private static void named(String field, String value, Ballot<Hypervisor> hypervisors) {
        String text = value.toLowerCase(Locale.ROOT);
        MAKERS.forEach((maker, hypervisor) -> {
            if (text.contains(maker)) {
                hypervisors.note(hypervisor, NAMED, "DMI " + field + ": " + value);
            }
        });
        if (text.equals("xen")) {
            hypervisors.note(Hypervisor.XEN, NAMED, "DMI " + field + ": " + value);
        }
        if (field.equals("product_name") && (text.equals("kvm") || text.equals("rhev hypervisor"))) {
            hypervisors.note(Hypervisor.KVM, NAMED, "DMI " + field + ": " + value);
        }
    }

    private static void monitored(
            String field, String value, Ballot<Hypervisor> hypervisors, Ballot<MachineMonitor> monitors) {
        String finding = "DMI " + field + ": " + value;
        switch (value) {
            case "QEMU", "SeaBIOS" -> {
                monitors.note(MachineMonitor.QEMU, 3, finding);
                hypervisors.note(Hypervisor.KVM, 1, finding);
                hypervisors.note(Hypervisor.TCG, 1, finding);
            }
            case "Amazon EC2" -> monitors.note(MachineMonitor.AMAZON_EC2, 3, finding);
            case "Google", "Google Compute Engine" -> {
                monitors.note(MachineMonitor.GOOGLE_CLOUD, 3, finding);
                hypervisors.note(Hypervisor.KVM, 2, finding);
            }
            case "OpenStack Foundation", "OpenStack Nova" -> {
                monitors.note(MachineMonitor.OPENSTACK, 3, finding);
                hypervisors.note(Hypervisor.KVM, 1, finding);
            }
            case "Cloud Hypervisor", "cloud-hypervisor" -> {
                monitors.note(MachineMonitor.CLOUD_HYPERVISOR, 3, finding);
                hypervisors.note(Hypervisor.KVM, 2, finding);
            }
            default -> {
                if (field.equals("product_name") && value.endsWith(".metal")) {
                    hypervisors.note(Hypervisor.NONE, 3, finding + " is a whole machine of Amazon's");
                }
            }
        }
    }

    private static void tables(HostFiles files, Ballot<Hypervisor> hypervisors, Ballot<MachineMonitor> monitors) {
        ByteBuffer oem = files.bytes(DSDT, OEM_OFFSET, OEM_BYTES);
        if (!oem.hasRemaining()) {
            return;
        }
        String maker = StandardCharsets.ISO_8859_1
                .decode(oem)
                .toString()
                .replace("\0", "")
                .strip();
        String finding = "ACPI DSDT: made by " + maker;
        Hypervisor hypervisor = TABLE_MAKERS.get(maker);
        if (hypervisor != null) {
            hypervisors.note(hypervisor, 3, finding);
        }
        MachineMonitor program = TABLE_PROGRAMS.get(maker);
        if (program != null) {
            monitors.note(program, NAMED, finding);
        }
    }
}
