package org.paceline.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.paceline.probe.host.StealTime;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.ChildProcess;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Guest;
import org.paceline.testbed.guest.GuestImage;
import org.paceline.testbed.guest.LabCache;
import org.paceline.testbed.guest.QemuSettings;

/**
 * A guest on a TAP in a bridge, in a namespace of its own, and a gap sweep from inside the guest to the bridge's host.
 * The first point is the time that the sender wrote into each packet, the second the kernel's stamp at the TAP.
 */
public final class QemuLab {
    private static final String TAP = "tap0";
    private static final String HOST_ADDRESS = "10.77.0.1";
    private static final int MEMORY_MB = 1024;

    /** C1 only: with one emulated processor the other compiler would take it away from the sender. */
    private static final String GUEST_JAVA = "/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m"
            + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED -cp '/paceline/*' org.paceline.cli.Paceline";

    private static final long SWEEP_PATIENCE_MS = 240_000;
    private static final int WARM_UP_PACKETS = 200;

    private final LabCache cache;
    private final List<Path> jars;

    /** @param jars of this command, which the guest runs as well */
    public QemuLab(LabCache cache, List<Path> jars) {
        this.cache = cache;
        this.jars = List.copyOf(jars);
    }

    /** Builds the image, boots a guest for the variant, and sweeps. */
    public VariantResult run(QemuVariant variant, String accelerator, String gaps, int packets) throws IOException {
        Path folder = Files.createTempDirectory("paceline-lab");
        try (Testbed testbed = new Testbed()) {
            testbed.own(() -> delete(folder));
            Path image = folder.resolve("guest.img");
            GuestImage.write(cache, jars, image);
            TestHost host = bridge(testbed);
            QemuSettings settings = new QemuSettings(
                    accelerator,
                    variant.device(),
                    TAP,
                    MEMORY_MB,
                    cache.kernelImage(),
                    image,
                    folder.resolve("console"));
            long bootBeganNs = System.nanoTime();
            Guest guest = testbed.own(Guest.boot(host, settings));
            long bootNs = System.nanoTime() - bootBeganNs;
            SweepReceiver receiver = testbed.own(host.call(() -> SweepReceiver.open(0, TAP)));
            sweep(guest, receiver, gaps, WARM_UP_PACKETS);
            if (variant.contended()) {
                contend(testbed, host, guest);
            }
            StealTime before = StealTime.now();
            JsonNode measured = sweep(guest, receiver, gaps, packets);
            return new VariantResult(
                    variant, accelerator, bootNs, StealTime.now().msSince(before), measured);
        }
    }

    private static TestHost bridge(Testbed testbed) {
        TestHost host = testbed.host("bridge host");
        host.run("ip", "link", "set", "lo", "up");
        host.run("ip", "link", "add", "br0", "type", "bridge");
        host.address("br0", HOST_ADDRESS + "/24");
        host.run("ip", "tuntap", "add", TAP, "mode", "tap");
        host.run("ip", "link", "set", TAP, "master", "br0", "up");
        host.run("ip", "link", "set", "br0", "up");
        return host;
    }

    /** Both on one processor, as a host does that has sold more of them than it has. */
    private static void contend(Testbed testbed, TestHost host, Guest guest) {
        host.run("taskset", "-a", "-c", "-p", "0", String.valueOf(guest.pid()));
        ChildProcess hog = host.start("taskset", "-c", "0", "sh", "-c", "while :; do :; done");
        testbed.own(hog);
    }

    private static JsonNode sweep(Guest guest, SweepReceiver receiver, String gaps, int packets) {
        CompletableFuture<Integer> serving = CompletableFuture.supplyAsync(receiver::serve);
        String said = guest.run(
                GUEST_JAVA + " probe run " + HOST_ADDRESS + " --port " + receiver.port() + " --gaps " + gaps
                        + " --packets " + packets + " --json - 2>&1",
                SWEEP_PATIENCE_MS);
        int brace = said.indexOf("\n{");
        if (brace < 0) {
            throw new TestbedException("the guest's sweep failed: " + said.strip());
        }
        serving.join();
        try {
            return new ObjectMapper().readTree(said.substring(brace));
        } catch (JsonProcessingException broken) {
            throw new TestbedException("the guest's answer is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static void delete(Path folder) throws IOException {
        new LabCache(folder).clean();
    }
}
