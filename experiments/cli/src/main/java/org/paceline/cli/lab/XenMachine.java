package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.Dom0Image;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestImage;
import org.paceline.testbed.guest.GuestShell;
import org.paceline.testbed.guest.LabCache;
import org.paceline.testbed.guest.QemuBoot;
import org.paceline.testbed.guest.QemuSettings;

/**
 * A machine of QEMU with Xen on it, and a paravirtual guest whose card is netfront; dom0 has netback and a bridge. One
 * thread.
 */
final class XenMachine {
    private static final String DOM0_ADDRESS = "10.77.0.3";
    private static final String CARD = "e1000";
    private static final int MEMORY_MB = 2_560;
    private static final long CREATE_PATIENCE_MS = 180_000;

    /** What the backend takes for no limit: more than any guest sends. */
    private static final String NO_RATE = "4294967295,0";

    /** One processor, as the machine has: dom0 and the guest are to take turns, which is what is measured. */
    private static final String GUEST_SETTINGS = """
            name="guest"
            kernel="/guest/kernel"
            ramdisk="/guest/root"
            extra="console=hvc0 quiet tsc=reliable"
            memory=800
            vcpus=1
            vif=["script=vif-lab,bridge=br0,mac=00:16:3e:00:00:02"]
            """;

    private final GuestShell dom0;
    private final GuestBackend backend;
    private final String domain;

    private XenMachine(GuestShell dom0, GuestBackend backend, String domain) {
        this.dom0 = dom0;
        this.backend = backend;
        this.domain = domain;
    }

    /** Boots Xen and its guest; the testbed ends them. */
    static XenMachine boot(
            Testbed testbed,
            TestHost host,
            LabCache cache,
            List<Path> jars,
            Accelerator accelerator,
            XenScheduler scheduler)
            throws IOException {
        Path folder = Files.createTempDirectory("paceline-xen");
        testbed.own(new LabCache(folder)::clean);
        Path guestImage = folder.resolve("guest.img");
        Path dom0Image = folder.resolve("dom0.img");
        GuestImage.write(cache, jars, guestImage);
        Dom0Image.write(cache, guestImage, dom0Image);
        Files.delete(guestImage);
        QemuBoot boot = QemuBoot.xen(cache.xenImage(), "sched=" + scheduler.label(), cache.kernelImage(), dom0Image);
        Guest machine = testbed.own(Guest.boot(
                host, new QemuSettings(accelerator, CARD, LabBridge.TAP, MEMORY_MB, boot, folder.resolve("console"))));
        GuestShell dom0 = machine.shell(DOM0_ADDRESS);
        dom0.awaitAnswer(GuestBackend.PATIENCE_MS);
        String said = dom0.run(
                "cat > /xen/guest.cfg <<'END'\n" + GUEST_SETTINGS
                        + "END\nxl create /xen/guest.cfg 2>&1; xl domid guest",
                CREATE_PATIENCE_MS);
        String domain = said.strip().lines().reduce("", (earlier, later) -> later);
        if (!domain.matches("\\d+")) {
            throw new TestbedException("Xen did not start the guest: " + said.strip());
        }
        GuestShell guest = machine.shell(Guest.ADDRESS);
        guest.awaitAnswer(CREATE_PATIENCE_MS);
        return new XenMachine(dom0, new GuestBackend(dom0, guest, "vif" + domain + ".0"), domain);
    }

    GuestBackend backend() {
        return backend;
    }

    /** Sets what a variant wants of dom0. */
    void schedule(XenVariant variant, XenScheduler scheduler) {
        String said = dom0.run("{ " + variant.scheduling(scheduler) + "; } 2>&1", GuestBackend.PATIENCE_MS);
        if (!said.contains("scheduled")) {
            throw new TestbedException("xl did not take the scheduling of " + variant.label() + ": " + said.strip());
        }
    }

    /**
     * Limits what the backend takes from the guest, as {@code rate=} of a vif does (xl-network-configuration(5)); the
     * backend follows the store while it runs.
     *
     * @param bytes each {@code intervalUs}; 0 for no limit
     */
    void limit(long bytes, long intervalUs) {
        String rate = bytes == 0 ? NO_RATE : bytes + "," + intervalUs;
        dom0.run("xenstore-write /local/domain/0/backend/vif/" + domain + "/0/rate " + rate, GuestBackend.PATIENCE_MS);
    }
}
