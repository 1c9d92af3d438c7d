package org.paceline.probe.sweep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.paceline.pacer.wait.DeadlineWaiter;

/**
 * Trains that a program sends to itself before a sweep, over loopback. A Java that has just started loads classes and
 * compiles while it sends, and on a guest of one processor that is most of what the first trains would show.
 */
final class SweepRehearsal {
    private static final List<Long> GAPS_NS = List.of(20_000L, 200_000L);
    private static final int TRAIN_PACKETS = 20;
    private static final int TRAINS_PER_GAP = 75;

    /** Loopback takes more than any link. */
    private static final long CAP_BITS_PER_SECOND = 1_000_000_000_000L;

    private SweepRehearsal() {}

    /** Sends them, which takes about a second; not a single one where this host has no loopback. */
    static void of(SweepPlan sweep, DeadlineWaiter waiter) {
        SweepPlan plan = new SweepPlan(
                GAPS_NS, TRAIN_PACKETS, TRAINS_PER_GAP, sweep.payloadBytes(), CAP_BITS_PER_SECOND, sweep.seed());
        try (DatagramChannel unread = DatagramChannel.open()) {
            unread.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            if (unread.getLocalAddress() instanceof InetSocketAddress receiver) {
                try (SweepSender sender = SweepSender.open(receiver, plan, waiter, 0)) {
                    sender.send(plan.trains(), SweepProgress.SILENT);
                }
            }
        } catch (IOException noLoopback) {
            System.getLogger(SweepRehearsal.class.getName())
                    .log(System.Logger.Level.DEBUG, "the sweep goes unrehearsed", noLoopback);
        }
    }
}
