package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.paceline.cli.repace.LiveRepace;
import org.paceline.cli.repace.RepacePlan;
import org.paceline.probe.sweep.SweepReceiver;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.guest.GuestShell;

/**
 * A wire behind the bridge, with a forwarder before it that gives frames their spacing back, and a host at its end. One
 * sweep at a time.
 */
final class RepacedUplink {
    private static final String INSIDE = "inside0";
    private static final String OUTSIDE = "outside0";
    private static final String WIRE = "wire0";
    private static final String WIRE_ADDRESS = "10.77.0.9";
    private static final int QUEUE_FRAMES = 4_096;

    private final TestHost host;
    private final SweepReceiver receiver;

    RepacedUplink(Testbed testbed, TestHost host) {
        this.host = host;
        TestHost wire = testbed.host("wire");
        host.run("ip", "link", "add", "uplink0", "type", "veth", "peer", "name", INSIDE);
        host.run("ip", "link", "set", "uplink0", "master", "br0", "up");
        host.run("ip", "link", "set", INSIDE, "up");
        testbed.connect(host, OUTSIDE, wire, WIRE);
        wire.address(WIRE, WIRE_ADDRESS + "/24");
        receiver = testbed.own(wire.call(() -> SweepReceiver.open(0, WIRE)));
    }

    /**
     * Sweeps a gap through the forwarder, which lets one packet leave in each.
     *
     * @param atTap what the same sweep gave without it
     * @param gap a single one
     * @param options of the sweep with this gap
     */
    RepacedSweep sweep(GuestShell guest, JsonNode atTap, String gap, String options) {
        LiveRepace forwarder =
                new LiveRepace(new RepacePlan(INSIDE, OUTSIDE, "gap=" + gap, 0, QUEUE_FRAMES, 0, false, -1, true));
        CompletableFuture<LiveRepace.Outcome> forwarding = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        forwarding.complete(host.call(forwarder::run));
                    } catch (RuntimeException failed) {
                        forwarding.completeExceptionally(failed);
                    }
                },
                "repace");
        thread.setDaemon(true);
        thread.start();
        try {
            JsonNode swept = GuestSweep.run(guest, receiver, WIRE_ADDRESS, options);
            forwarder.end();
            return new RepacedSweep(gap, atTap, swept, forwarding.join());
        } finally {
            forwarder.end();
        }
    }
}
