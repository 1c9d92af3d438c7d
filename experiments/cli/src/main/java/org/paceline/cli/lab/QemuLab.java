package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestImage;
import org.paceline.testbed.guest.LabCache;
import org.paceline.testbed.guest.QemuBoot;
import org.paceline.testbed.guest.QemuSettings;

/** Guests of QEMU, each on a TAP in a bridge, in a namespace of its own, that send to the bridge's host. */
public final class QemuLab {
    private static final int MEMORY_MB = 1024;
    private static final long ANSWER_PATIENCE_MS = 30_000;

    private final LabCache cache;
    private final List<Path> jars;
    private final Accelerator accelerator;

    /**
     * A lab.
     *
     * @param jars of this command, which the guests run as well
     */
    public QemuLab(LabCache cache, List<Path> jars, Accelerator accelerator) {
        this.cache = cache;
        this.jars = List.copyOf(jars);
        this.accelerator = accelerator;
    }

    /**
     * Builds the image, boots a guest for the variant, and sends from it.
     *
     * @param gaps of a sweep, with commas between
     * @param packets of each gap
     * @param repacedGap of a sweep, sent once more through a forwarder behind the bridge; null for not
     */
    public LabResult run(QemuVariant variant, String gaps, int packets, @Nullable String repacedGap)
            throws IOException {
        Path folder = Files.createTempDirectory("paceline-lab");
        try (Testbed testbed = new Testbed()) {
            testbed.own(new LabCache(folder)::clean);
            QemuGuest guest = boot(variant, testbed, folder);
            return variant.streams() ? guest.stream(cache.iperf3()) : guest.sweep(gaps, packets, repacedGap);
        }
    }

    private QemuGuest boot(QemuVariant variant, Testbed testbed, Path folder) throws IOException {
        Path image = folder.resolve("guest.img");
        if (variant.streams()) {
            GuestImage.writeWithSenders(cache, jars, image);
        } else {
            GuestImage.write(cache, jars, image);
        }
        TestHost host = LabBridge.make(testbed);
        QemuSettings settings = new QemuSettings(
                accelerator,
                variant.device(),
                LabBridge.TAP,
                MEMORY_MB,
                QemuBoot.linux(cache.kernelImage(), image).with(variant.bootOptions()),
                folder.resolve("console"));
        long beganNs = System.nanoTime();
        Guest guest = testbed.own(Guest.boot(host, settings));
        guest.shell(Guest.ADDRESS).awaitAnswer(ANSWER_PATIENCE_MS);
        GuestBoot booted = new GuestBoot(variant, accelerator, System.nanoTime() - beganNs);
        return new QemuGuest(testbed, host, guest, booted, folder);
    }
}
