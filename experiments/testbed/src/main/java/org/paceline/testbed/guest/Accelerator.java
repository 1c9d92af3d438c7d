package org.paceline.testbed.guest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What runs the processor of a machine of QEMU. */
public enum Accelerator {
    /** QEMU itself, which emulates it and works everywhere. */
    TCG,
    /** The host's processor, by its kernel. */
    KVM;

    private static final Path DEVICE = Path.of("/dev/kvm");

    /** KVM where this process may use it, else emulation. */
    public static Accelerator best() {
        return best(DEVICE);
    }

    static Accelerator best(Path device) {
        return opens(device) ? KVM : TCG;
    }

    /** Whether this process may use it. */
    public boolean usable() {
        return this == TCG || opens(DEVICE);
    }

    /** That it is there does not say that this process, in its container, may open it. */
    private static boolean opens(Path device) {
        try (FileChannel opened = FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return opened.isOpen();
        } catch (IOException refused) {
            return false;
        }
    }

    /** As QEMU names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
