package org.paceline.testbed.guest;

import java.nio.file.Path;
import java.util.List;

/**
 * One machine as QEMU starts it, without a disk.
 *
 * @param device of the network, with QEMU's options after commas
 * @param tap the interface on the host that it is connected to, with QEMU's options after commas
 * @param memoryMb of the machine
 * @param boot what runs on it
 * @param console the file that takes what it says
 */
public record QemuSettings(
        Accelerator accelerator, String device, String tap, int memoryMb, QemuBoot boot, Path console) {
    /** The command line. */
    public List<String> command() {
        boolean emulated = accelerator == Accelerator.TCG;
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                accelerator.label() + (emulated ? ",thread=multi" : ""),
                "-cpu",
                emulated ? "max" + boot.processorChange() : "host",
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
                boot.kernel().toString(),
                "-initrd",
                boot.modules(),
                "-append",
                boot.commandLine(),
                "-netdev",
                "tap,id=n0,ifname=" + tap + ",script=no,downscript=no",
                "-device",
                device + ",netdev=n0,romfile=");
    }
}
