package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestImage;
import org.paceline.testbed.guest.GuestShell;
import org.paceline.testbed.guest.KvmHostImage;
import org.paceline.testbed.guest.LabCache;
import org.paceline.testbed.guest.QemuBoot;
import org.paceline.testbed.guest.QemuSettings;

/** A machine of QEMU whose Linux has KVM and starts a guest of its own. One thread. */
final class NestedMachine {
    private static final String ADDRESS = "10.77.0.3";
    private static final String CARD = "e1000";
    private static final int MEMORY_MB = 2_560;
    private static final int GUEST_MEMORY_MB = 800;
    private static final String GUEST_TAP = "guest0";

    /** Another than QEMU's first, which the outer machine's card has. */
    private static final String GUEST_CARD = "virtio-net-pci,mac=52:54:00:aa:bb:02";

    private static final long GUEST_PATIENCE_MS = 180_000;

    /** Its processes end with the guest that they were started for. */
    private static final String END_ALL =
            "for each in qemu hog; do [ -f /run/$each.pid ] && kill -9 $(cat /run/$each.pid);"
                    + " rm -f /run/$each.pid; done; while [ -e /sys/class/net/" + GUEST_TAP + " ]; do sleep 1; done";

    private final Guest machine;
    private final GuestShell shell;

    private NestedMachine(Guest machine) {
        this.machine = machine;
        shell = machine.shell(ADDRESS);
    }

    /** Boots the outer machine; the testbed ends it. */
    static NestedMachine boot(Testbed testbed, TestHost host, LabCache cache, List<Path> jars, Accelerator accelerator)
            throws IOException {
        Path folder = Files.createTempDirectory("paceline-nested");
        testbed.own(new LabCache(folder)::clean);
        Path guestImage = folder.resolve("guest.img");
        Path image = folder.resolve("machine.img");
        GuestImage.write(cache, jars, guestImage);
        KvmHostImage.write(cache, guestImage, image);
        Files.delete(guestImage);
        QemuBoot boot = QemuBoot.linux(cache.kernelImage(), image);
        QemuSettings settings =
                new QemuSettings(accelerator, CARD, LabBridge.TAP, MEMORY_MB, boot, folder.resolve("console"));
        NestedMachine nested = new NestedMachine(testbed.own(Guest.boot(host, settings)));
        nested.shell.awaitAnswer(GuestBackend.PATIENCE_MS);
        if (!nested.shell
                .run("ls /dev/kvm /dev/vhost-net 2>&1", GuestBackend.PATIENCE_MS)
                .contains("/dev/kvm\n")) {
            throw new TestbedException("the outer machine has no KVM: its processor shows no virtualization");
        }
        return nested;
    }

    /** Starts its guest anew. */
    GuestBackend start(boolean vhost) {
        QemuSettings settings = new QemuSettings(
                Accelerator.KVM,
                GUEST_CARD,
                GUEST_TAP + (vhost ? ",vhost=on" : ",vhost=off"),
                GUEST_MEMORY_MB,
                QemuBoot.linux(Path.of("/guest/kernel"), Path.of("/guest/root")),
                Path.of("/run/guest.console"));
        String command = "'" + String.join("' '", settings.command()) + "'";
        String said = shell.run(
                END_ALL + "; " + command + " </dev/null >/run/qemu.said 2>&1 & echo $! >/run/qemu.pid;"
                        + " for second in 1 2 3 4 5 6 7 8 9 10; do [ -e /sys/class/net/" + GUEST_TAP
                        + " ] && break; sleep 1; done; ip link set " + GUEST_TAP + " master br0 && ip link set "
                        + GUEST_TAP + " up && echo connected; cat /run/qemu.said",
                GuestBackend.PATIENCE_MS);
        if (!said.contains("connected")) {
            throw new TestbedException("the outer machine did not start its guest: " + said.strip());
        }
        GuestShell guest = machine.shell(Guest.ADDRESS);
        guest.awaitAnswer(GUEST_PATIENCE_MS);
        return new GuestBackend(shell, guest, GUEST_TAP);
    }

    /** Starts a program that wants the processor as much as the guest does, until the guest ends. */
    void contend() {
        shell.run("(while :; do :; done) </dev/null >/dev/null 2>&1 & echo $! >/run/hog.pid", GuestBackend.PATIENCE_MS);
    }
}
