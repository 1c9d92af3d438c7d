package org.paceline.testbed.guest;

import java.nio.file.Path;
import java.util.List;

/**
 * One guest as QEMU starts it, without a disk.
 *
 * @param accelerator tcg, which emulates, or kvm
 * @param device of the network, with QEMU's options after commas
 * @param tap the interface on the host that it is connected to
 * @param memoryMb of the guest
 */
public record QemuSettings(
        String accelerator, String device, String tap, int memoryMb, Path kernel, Path initramfs, Path console) {
    /** The command line. */
    public List<String> command() {
        boolean emulated = accelerator.equals("tcg");
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                emulated ? "tcg,thread=multi" : accelerator,
                "-cpu",
                emulated ? "max" : "host",
                "-smp",
                "1",
                "-m",
                String.valueOf(memoryMb),
                "-nodefaults",
                "-no-reboot",
                "-display",
                "none",
                "-monitor",
                "none",
                "-serial",
                "file:" + console,
                "-kernel",
                kernel.toString(),
                "-initrd",
                initramfs.toString(),
                "-append",
                "console=ttyS0 quiet mitigations=off tsc=reliable",
                "-netdev",
                "tap,id=n0,ifname=" + tap + ",script=no,downscript=no",
                "-device",
                device + ",netdev=n0,romfile=");
    }
}
