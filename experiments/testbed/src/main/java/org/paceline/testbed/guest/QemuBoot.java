package org.paceline.testbed.guest;

import java.nio.file.Path;

/**
 * What QEMU loads into a machine's memory and starts.
 *
 * @param kernel the image that it jumps to
 * @param commandLine of that kernel
 * @param modules what QEMU's option -initrd takes
 * @param processorChange what an emulated processor is to lack, with commas before; mostly empty
 */
public record QemuBoot(Path kernel, String commandLine, String modules, String processorChange) {
    private static final String DOM0_MEMORY = "dom0_mem=1200M,max:1200M";

    /**
     * A host that takes QEMU's processor away for long makes Linux's watchdog call the TSC unstable while it is not,
     * and a guest of Xen has hung at that.
     */
    private static final String QUIET_LINUX = "quiet mitigations=off tsc=reliable";

    /** A Linux with its root. */
    public static QemuBoot linux(Path kernel, Path initramfs) {
        return new QemuBoot(kernel, "console=ttyS0 " + QUIET_LINUX, initramfs.toString(), "");
    }

    /** The same with more on the kernel's command line; nothing changes where that is empty. */
    public QemuBoot with(String options) {
        return new QemuBoot(kernel, (commandLine + " " + options).strip(), modules, processorChange);
    }

    /**
     * Xen with a Linux as its first domain. The emulated processor goes without SMAP: with it QEMU 7.2 faults where Xen
     * returns to a paravirtual kernel.
     *
     * @param options of Xen's command line beside what every machine of the lab needs, such as {@code sched=credit}
     */
    public static QemuBoot xen(Path xen, String options, Path kernel, Path dom0) {
        String commandLine = "com1=115200,8n1 console=com1 " + DOM0_MEMORY + " spec-ctrl=no xpti=no " + options;
        String modules = kernel + " console=hvc0 " + QUIET_LINUX + "," + dom0;
        return new QemuBoot(xen, commandLine.strip(), modules, ",-smap");
    }
}
