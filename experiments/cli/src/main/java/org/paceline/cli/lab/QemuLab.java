package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.host.StealTime;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestImage;
import org.paceline.testbed.guest.LabCache;
import org.paceline.testbed.guest.QemuBoot;
import org.paceline.testbed.guest.QemuSettings;

/**
 * A guest on a TAP in a bridge, in a namespace of its own, and a gap sweep from inside the guest to the bridge's host.
 * The first point is the time that the sender wrote into each packet, the second the kernel's stamp at the TAP.
 */
public final class QemuLab {
    private static final int MEMORY_MB = 1024;

    private static final int WARM_UP_PACKETS = 200;

    private final LabCache cache;
    private final List<Path> jars;

    /** @param jars of this command, which the guest runs as well */
    public QemuLab(LabCache cache, List<Path> jars) {
        this.cache = cache;
        this.jars = List.copyOf(jars);
    }

    /**
     * Builds the image, boots a guest for the variant, and sweeps.
     *
     * @param repacedGap sent once more through a forwarder behind the bridge; null for not
     */
    public VariantResult run(
            QemuVariant variant, String accelerator, String gaps, int packets, @Nullable String repacedGap)
            throws IOException {
        Path folder = Files.createTempDirectory("paceline-lab");
        try (Testbed testbed = new Testbed()) {
            testbed.own(new LabCache(folder)::clean);
            Path image = folder.resolve("guest.img");
            GuestImage.write(cache, jars, image);
            TestHost host = LabBridge.make(testbed);
            QemuSettings settings = new QemuSettings(
                    accelerator,
                    variant.device(),
                    LabBridge.TAP,
                    MEMORY_MB,
                    QemuBoot.linux(cache.kernelImage(), image).with(variant.bootOptions()),
                    folder.resolve("console"));
            long bootBeganNs = System.nanoTime();
            Guest guest = testbed.own(Guest.boot(host, settings));
            long bootNs = System.nanoTime() - bootBeganNs;
            SweepReceiver receiver = testbed.own(host.call(() -> SweepReceiver.open(0, LabBridge.TAP)));
            sweep(guest, receiver, options(variant, gaps, WARM_UP_PACKETS));
            if (variant.contended()) {
                contend(testbed, host, guest);
            }
            StealTime before = StealTime.now();
            JsonNode measured = sweep(guest, receiver, options(variant, gaps, packets));
            RepacedSweep repaced = null;
            if (repacedGap != null) {
                String again = options(variant, repacedGap, packets);
                JsonNode atTap = sweep(guest, receiver, again);
                RepacedUplink uplink = new RepacedUplink(testbed, host);
                repaced = uplink.sweep(guest.shell(Guest.ADDRESS), atTap, repacedGap, again);
            }
            return new VariantResult(
                    variant, accelerator, bootNs, StealTime.now().msSince(before), measured, repaced);
        }
    }

    /** Both on one processor, as a host does that has sold more of them than it has. */
    private static void contend(Testbed testbed, TestHost host, Guest guest) {
        host.run("taskset", "-a", "-c", "-p", "0", String.valueOf(guest.pid()));
        ChildProcess hog = host.start("taskset", "-c", "0", "sh", "-c", "while :; do :; done");
        testbed.own(hog);
    }

    private static String options(QemuVariant variant, String gaps, int packets) {
        return "--gaps " + gaps + " --packets " + packets + variant.sweepOptions();
    }

    private static JsonNode sweep(Guest guest, SweepReceiver receiver, String options) {
        return GuestSweep.run(guest.shell(Guest.ADDRESS), receiver, LabBridge.HOST_ADDRESS, options);
    }
}
