package org.paceline.testbed.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paceline.testbed.TestbedException;

/**
 * The root of a machine that has a guest of KVM's, in one file: busybox, KVM, vhost-net and a bridge, tcpdump, this
 * host's QEMU with its firmware, and the kernel and the root of the guest.
 */
public final class KvmHostImage {
    private static final List<String> MODULES = List.of("e1000", "bridge", "tun", "vhost_net", "kvm_amd", "kvm_intel");
    private static final Path PROGRAMS = Path.of("/usr/bin");
    private static final String QEMU = "qemu-system-x86_64";

    /** Where QEMU looks, and Debian's seabios has its part. */
    private static final List<String> FIRMWARE_FOLDERS = List.of("/usr/share/qemu", "/usr/share/seabios");

    /** What starting a kernel without a disk or a card's own ROM takes. */
    private static final List<String> FIRMWARE = List.of("bios-256k.bin", "kvmvapic.bin", "linuxboot_dma.bin");

    private KvmHostImage() {}

    /**
     * Writes it.
     *
     * @param guest the root of the guest, by {@link GuestImage}
     */
    public static void write(LabCache cache, Path guest, Path image) throws IOException {
        if (!Files.isExecutable(PROGRAMS.resolve(QEMU))) {
            throw new TestbedException("no " + QEMU + "; apt-get install qemu-system-x86");
        }
        try (GuestRoot root = GuestRoot.create(cache, image, "backend-init.sh", MODULES)) {
            root.programs(cache.xen(), LabCache.LIBRARIES, List.of("usr/bin/tcpdump"));
            root.file("usr/bin/" + QEMU, PROGRAMS.resolve(QEMU));
            root.hostLibraries(PROGRAMS, List.of(QEMU));
            for (String name : FIRMWARE) {
                root.file("usr/share/qemu/" + name, firmware(name));
            }
            root.file("guest/kernel", cache.kernelImage());
            root.file("guest/root", guest);
        }
    }

    private static Path firmware(String name) {
        return FIRMWARE_FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new TestbedException(
                        "QEMU's " + name + " is neither in " + String.join(" nor in ", FIRMWARE_FOLDERS)));
    }
}
