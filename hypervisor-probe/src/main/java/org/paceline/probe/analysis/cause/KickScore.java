package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.HopFeatures;

/**
 * Weighs how often virtio's driver notified the device of what it queued. While the device is at work it wants no
 * notification (VIRTIO 1.2, 2.7.10), so a packet that needed none was taken together with one before it.
 */
final class KickScore {
    /** Whoever suppresses explains that many of the packets that joined a train. */
    private static final double EXPLAINED = 0.7;

    private static final double UNEXPLAINED = 0.3;

    private KickScore() {}

    /** @param packetsPerKick NaN or 0 when it was not counted */
    static void weigh(Ledger ledger, HopFeatures hop, double packetsPerKick) {
        if (!(packetsPerKick > 0)) {
            return;
        }
        double quiet = Math.max(0, 1 - 1 / packetsPerKick);
        double joined = 1 - (double) hop.lengths().trains() / hop.lengths().packets();
        String text = "%.0f %% of the packets needed no notification of the device, and %.0f %% joined a train";
        Object[] figures = {100 * quiet, 100 * joined};
        if (quiet >= EXPLAINED * joined) {
            ledger.note(Cause.NOTIFICATION_BATCHING, 2.5, text, figures);
            // its timer suppresses them as well while it runs
            ledger.note(Cause.QEMU_TX_TIMER, 1, text, figures);
        } else if (quiet < UNEXPLAINED * joined) {
            ledger.note(Cause.NOTIFICATION_BATCHING, -2, text, figures);
            ledger.note(Cause.QEMU_TX_TIMER, -1, text, figures);
        }
    }
}
