package org.paceline.cli.lab;

import java.util.List;
import org.paceline.cli.sweep.GapText;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepTransport;

/**
 * How a guest sends packets evenly.
 *
 * @param spins whether it keeps its processor busy between packets
 * @param tcp over our own TCP on a packet socket, its pacer holding the gaps; else in datagrams of its kernel's
 */
record SpacingSender(boolean spins, boolean tcp) {
    /** The stack's own, beside those of the guest's kernel and of the machine around it. */
    private static final String ADDRESS = "10.77.0.4/24";

    private static final int PAYLOAD_BYTES = 200;
    private static final int TRAIN_PACKETS = 500;

    /** A train is handed over as a whole, and is to fit the window that a receiver begins with. */
    private static final int TCP_TRAIN_PACKETS = 100;

    private static final long CAP_BITS_PER_SECOND = 10_000_000;
    private static final long SEED = 1;

    /** Of probe run in the guest. */
    String options(long gapNs, int packets) {
        return "--gaps " + GapText.of(gapNs) + " --packets " + packets + " --train " + trainPackets() + " --length "
                + PAYLOAD_BYTES + " --seed " + SEED + " --wait " + (spins ? "spin" : "park")
                + (tcp ? GuestSweep.overTcp(ADDRESS) : "");
    }

    /** The same as the guest makes of these options. */
    SweepPlan plan(long gapNs, int packets) {
        return new SweepPlan(
                tcp ? SweepTransport.TCP : SweepTransport.UDP,
                List.of(gapNs),
                trainPackets(),
                Math.max(1, packets / trainPackets()),
                PAYLOAD_BYTES,
                CAP_BITS_PER_SECOND,
                SEED);
    }

    /** For tcpdump. */
    String filter(int port) {
        return (tcp ? "tcp" : "udp") + " and dst port " + port;
    }

    private int trainPackets() {
        return tcp ? TCP_TRAIN_PACKETS : TRAIN_PACKETS;
    }
}
