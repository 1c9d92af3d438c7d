package org.paceline.probe.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the processor says of a hypervisor: CPUID, /proc/cpuinfo, and the clocks that the kernel found. */
final class CpuClues {
    private static final String CPUID = "dev/cpu/0/cpuid";
    private static final String CPU_INFO = "proc/cpuinfo";
    private static final String CLOCKS = "sys/devices/system/clocksource/clocksource0/";

    /** EAX, EBX, ECX, EDX of a leaf, as the cpuid device hands them out. */
    private static final int LEAF_BYTES = 16;

    private static final int FEATURES_LEAF = 1;
    private static final int ECX = 8;

    /** Set aside for hypervisors by Intel and AMD, clear on every real processor. */
    private static final int HYPERVISOR_PRESENT = 1 << 31;

    /**
     * Hypervisors tell their names here; one that also plays another's part (KVM with the enlightenments of Hyper-V, or
     * Xen with them) tells its own at the next multiple of 0x100.
     */
    private static final long FIRST_LEAF = 0x4000_0000L;

    private static final int LEAF_STEP = 0x100;
    private static final int LEAF_PLACES = 8;

    /** KVM's features, EAX: the guest is told of stolen time. */
    private static final int KVM_STEAL_TIME = 1 << 5;

    private static final Map<String, Hypervisor> SIGNATURES = Map.of(
            "KVMKVMKVM", Hypervisor.KVM,
            "Linux KVM Hv", Hypervisor.KVM,
            "TCGTCGTCGTCG", Hypervisor.TCG,
            "XenVMMXenVMM", Hypervisor.XEN,
            "Microsoft Hv", Hypervisor.HYPER_V,
            "VMwareVMware", Hypervisor.VMWARE,
            "VBoxVBoxVBox", Hypervisor.VIRTUALBOX,
            "bhyve bhyve", Hypervisor.BHYVE,
            "ACRNACRNACRN", Hypervisor.ACRN,
            "prl hyperv", Hypervisor.PARALLELS);

    private static final Map<String, Hypervisor> CLOCK_SOURCES = Map.of(
            "kvm-clock", Hypervisor.KVM,
            "xen", Hypervisor.XEN,
            "hyperv_clocksource_tsc_page", Hypervisor.HYPER_V,
            "hyperv_clocksource_msr", Hypervisor.HYPER_V);

    private CpuClues() {}

    static void note(HostFiles files, Ballot<Hypervisor> ballot) {
        model(files, ballot);
        cpuid(files, ballot);
        clocks(files, ballot);
    }

    /** The flag says that there is a hypervisor, and not which: to be asked last, when the candidates are known. */
    static void noteFlag(HostFiles files, Ballot<Hypervisor> ballot) {
        String cpuInfo = files.text(CPU_INFO);
        if (HostFacts.hypervisorFlag(cpuInfo)) {
            ballot.noteOthers(Hypervisor.NONE, 6, "/proc/cpuinfo: the flag hypervisor is set");
        } else if (cpuInfo.lines().anyMatch(line -> line.startsWith("flags"))) {
            ballot.note(Hypervisor.NONE, 3, "/proc/cpuinfo: the flag hypervisor is not set");
        }
    }

    private static void model(HostFiles files, Ballot<Hypervisor> ballot) {
        String model = HostFacts.cpuModel(files.text(CPU_INFO));
        if (model.contains("QEMU Virtual CPU") || model.contains("QEMU TCG")) {
            ballot.note(Hypervisor.TCG, 2, "/proc/cpuinfo: model name " + model);
            ballot.note(Hypervisor.KVM, 1, "/proc/cpuinfo: model name " + model);
        } else if (model.contains("KVM")) {
            ballot.note(Hypervisor.KVM, 4, "/proc/cpuinfo: model name " + model);
        }
    }

    private static void cpuid(HostFiles files, Ballot<Hypervisor> ballot) {
        ByteBuffer features = files.bytes(CPUID, FEATURES_LEAF, LEAF_BYTES);
        if (!features.hasRemaining()) {
            return;
        }
        boolean present = (features.getInt(ECX) & HYPERVISOR_PRESENT) != 0;
        if (!present) {
            // a processor without a hypervisor answers with its highest ordinary leaf, which is no name
            ballot.note(Hypervisor.NONE, 4, "CPUID leaf 1: the bit of hypervisors is clear");
            return;
        }
        ballot.note(Hypervisor.NONE, -4, "CPUID leaf 1: the bit of hypervisors is set");
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < LEAF_PLACES; place++) {
            long leaf = FIRST_LEAF + (long) place * LEAF_STEP;
            String signature = signature(files.bytes(CPUID, leaf, LEAF_BYTES));
            Hypervisor named = SIGNATURES.get(signature);
            if (named != null && seen.add(signature)) {
                // a second name is the true one, the first a part that is played
                ballot.note(named, place == 0 ? 6 : 7, String.format("CPUID leaf 0x%x: \"%s\"", leaf, signature));
            } else if (named == null && place == 0 && signature.length() >= 4) {
                ballot.note(Hypervisor.UNKNOWN, 4, String.format("CPUID leaf 0x%x: \"%s\"", leaf, signature));
            }
        }
    }

    /** EBX, ECX, EDX as text; empty when there are none. */
    static String signature(ByteBuffer leaf) {
        if (leaf.remaining() < LEAF_BYTES) {
            return "";
        }
        byte[] name = new byte[LEAF_BYTES - Integer.BYTES];
        leaf.get(Integer.BYTES, name);
        return new String(name, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
    }

    /** Whether KVM counts stolen time for this guest; false where it cannot be asked. */
    static boolean tellsStealTime(HostFiles files) {
        ByteBuffer name = files.bytes(CPUID, FIRST_LEAF, LEAF_BYTES);
        ByteBuffer features = files.bytes(CPUID, FIRST_LEAF + 1, LEAF_BYTES);
        return SIGNATURES.get(signature(name)) == Hypervisor.KVM
                && features.hasRemaining()
                && (features.getInt(0) & KVM_STEAL_TIME) != 0;
    }

    private static void clocks(HostFiles files, Ballot<Hypervisor> ballot) {
        String current = files.text(CLOCKS + "current_clocksource");
        List<String> offered =
                List.of(files.text(CLOCKS + "available_clocksource").split("\\s+", -1));
        CLOCK_SOURCES.forEach((clock, hypervisor) -> {
            if (current.equals(clock)) {
                ballot.note(hypervisor, 3, "the clock source is " + clock);
            } else if (offered.contains(clock)) {
                ballot.note(hypervisor, 2.5, "the clock source " + clock + " is offered");
            }
        });
    }
}
