package org.paceline.probe.analysis.cause;

import java.util.Locale;
import org.paceline.probe.analysis.ValueQuantiles;

/** Weighs what makes a train wait for a time: QEMU's transmit timer, and a NIC's moderation of its interrupts. */
final class TimerScore {
    private static final double US = 1e3;
    private static final double MS = 1e6;
    private static final double TIMER_NS = 150 * US;

    /** Above this a hold is the work of a scheduler or of Xen's timers, not of a driver. */
    static final double LONG_HOLD_NS = 5 * MS;

    /** By what an edge may differ from a timer: wake-ups, and the last packet that defines the shortest delay. */
    private static final double EXACT_NS = 4 * US;

    /** An interrupt's handler stamps packets of a ring nearer than that; no system call for each is as fast. */
    private static final double HANDLER_NS = 0.5 * US;

    private static final double NEAR_HANDLER_NS = 0.8 * US;
    private static final double SYSTEM_CALL_NS = 1.15 * US;
    private static final double LONG_PACKET_BYTES = 900;

    /** A clock that runs whatever comes: from its 10th to its 40th of 100 intervals nothing differs. */
    private static final double SAME_INTERVAL = 0.05;

    /** Usual rx-usecs of drivers (ixgbe, igb, mlx5, i40e, virtio) and their moderation, in us. */
    private static final double[] RX_US = {8, 16, 20, 25, 30, 32, 40, 50, 60, 62, 64, 75, 80, 100, 125, 200, 250};

    /** rx-frames and budgets of drivers. */
    private static final double[] RX_FRAMES = {8, 16, 32, 64, 128};

    /** Timers that people set, in us. */
    private static final double[] ROUND_US = {
        20, 25, 30, 40, 50, 60, 64, 75, 80, 100, 125, 150, 200, 250, 300, 400, 500, 1_000, 2_000
    };

    private final Ledger ledger;
    private final TrainShape shape;

    private TimerScore(Ledger ledger, TrainShape shape) {
        this.ledger = ledger;
        this.shape = shape;
    }

    static void weigh(Ledger ledger, TrainShape shape) {
        ledger.consider(Cause.QEMU_TX_TIMER, 0).consider(Cause.RECEIVE_COALESCING, -0.3);
        TimerScore score = new TimerScore(ledger, shape);
        score.waits();
        score.handler();
    }

    private void waits() {
        if (shape.holdNs >= LONG_HOLD_NS) {
            String text = "held for %.1f ms: %s";
            ledger.note(Cause.QEMU_TX_TIMER, -4, text, shape.holdNs / MS, "no transmit timer is set to that");
            ledger.note(Cause.RECEIVE_COALESCING, -4, text, shape.holdNs / MS, "no NIC delays interrupts by that");
            return;
        }
        alone();
        boolean freeRunning = freeRunning();
        String hold = "the first packet of a train waits %.0f us (10 to 90 %%: %.0f to %.0f us)";
        if (!shape.holdSteady && !shape.loneWaits) {
            ledger.note(Cause.QEMU_TX_TIMER, -2.5, hold + ": no timer", shape.waitsUs());
            if (!freeRunning && shape.innerNs >= HANDLER_NS) {
                ledger.note(Cause.RECEIVE_COALESCING, -1.5, hold + ": no timer", shape.waitsUs());
            }
            return;
        }
        if (shape.holdSteady) {
            ledger.note(Cause.QEMU_TX_TIMER, freeRunning ? 0 : 2, hold + ": a timer", shape.waitsUs());
            ledger.note(Cause.RECEIVE_COALESCING, 1.5, hold + ": a timer", shape.waitsUs());
        }
        length();
        if (!shape.sizeFixed) {
            boolean sizesVary =
                    shape.hop.sizes().robustVariation() > shape.hop.holdsNs().robustVariation();
            double weight = !sizesVary ? 0.3 : shape.gapsVary ? 1.5 : 0.8;
            ledger.note(Cause.QEMU_TX_TIMER, weight, "sizes of trains vary while the wait does not");
            ledger.note(Cause.RECEIVE_COALESCING, weight - 0.3, "sizes of trains vary while the wait does not");
        } else if (shape.lastWaits) {
            ledger.note(Cause.QEMU_TX_TIMER, 2.5, "the last packet of a train waits as well: a clock, no count");
            ledger.note(Cause.RECEIVE_COALESCING, 2.3, "the last packet of a train waits as well: a clock, no count");
        } else if (shape.lastTriggers) {
            ledger.note(Cause.QEMU_TX_TIMER, -3, "a timer would not count to %.0f", shape.size);
            ledger.note(Cause.RECEIVE_COALESCING, -2, "a timer would not count to %.0f", shape.size);
        }
        roundTimer();
    }

    /** A timer is started by whichever packet finds none running, the one that stays alone included. */
    private void alone() {
        ValueQuantiles delays = shape.hop.singleDelaysNs();
        String waits = String.format(
                Locale.ROOT,
                "packets that come alone wait %.0f us (10 to 90 %%: %.0f to %.0f us), where trains wait %.0f us"
                        + " and more",
                delays.median() / US,
                delays.at(0.1) / US,
                delays.at(0.9) / US,
                shape.holdLowNs / US);
        if (shape.loneWaits) {
            ledger.note(Cause.QEMU_TX_TIMER, 2, "%s: each starts a timer", waits);
            ledger.note(Cause.RECEIVE_COALESCING, 1.5, "%s: each starts a timer", waits);
            ledger.note(Cause.NOTIFICATION_BATCHING, -2, "%s: one that is notified of looks at once", waits);
        } else if (shape.lonePasses) {
            ledger.note(Cause.QEMU_TX_TIMER, -4, "%s: no timer", waits);
        }
    }

    /** Where gaps vary, the lower edge of the waits is the timer itself; else it may be a gap longer. */
    private void length() {
        double slackNs = shape.gapsVary ? EXACT_NS : shape.gapNs;
        boolean fits = shape.holdLowNs <= TIMER_NS + EXACT_NS + 0.04 * TIMER_NS
                && Math.min(shape.holdHighNs, shape.holdNs) + slackNs >= 0.97 * TIMER_NS
                && shape.holdNs > 0.4 * TIMER_NS;
        if (fits) {
            double weight = shape.gapsVary || shape.gapNs < 0.3 * TIMER_NS ? 2 : 1.2;
            ledger.note(
                    Cause.QEMU_TX_TIMER,
                    weight,
                    "that fits QEMU's timer of 150 us, to the gap of %.0f us",
                    shape.gapNs / US);
            ledger.note(Cause.RECEIVE_COALESCING, -1, "150 us is QEMU's timer");
        } else if (shape.holdNs + slackNs < 0.97 * TIMER_NS) {
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    1.2,
                    "%.0f us is in the range of rx-usecs",
                    (shape.holdNs + slackNs / 2) / US);
            ledger.note(Cause.QEMU_TX_TIMER, -1, "shorter than QEMU's 150 us");
        } else {
            boolean usual = near(RX_US, shape.holdNs / US, slackNs / US);
            ledger.note(Cause.QEMU_TX_TIMER, 0.5, "longer than most rx-usecs, as a raised x-txtimer is");
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    shape.holdNs > 260 * US ? -2 : usual ? 0.5 : -0.5,
                    usual ? "%.0f us is a usual rx-usecs" : "%.0f us is no usual rx-usecs",
                    shape.holdNs / US);
        }
    }

    private static boolean near(double[] values, double value, double slack) {
        for (double one : values) {
            if (value <= one * 1.03 + 1 && value + slack >= one) {
                return true;
            }
        }
        return false;
    }

    private boolean freeRunning() {
        double low = shape.hop.intervalsNs().at(0.1);
        boolean same = shape.intervalVariation < SAME_INTERVAL
                || (shape.gapsVary && shape.hop.intervalsNs().at(0.4) - low < SAME_INTERVAL * low);
        if (same && !shape.sizeFixed && shape.intervalNs < 300 * US) {
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    shape.gapsVary ? 3 : 1.2,
                    "trains every %.0f us whatever arrives: a free-running clock",
                    shape.intervalNs / US);
            return true;
        }
        return false;
    }

    private void handler() {
        boolean longPackets = shape.hop.trainBytes().median()
                > LONG_PACKET_BYTES * shape.hop.sizes().median();
        String text = "stamps %.2f us apart: %s";
        if (shape.innerNs < HANDLER_NS) {
            ledger.note(Cause.RECEIVE_COALESCING, 3, text, shape.innerNs / US, "an interrupt's handler made them");
            ledger.note(Cause.QEMU_TX_TIMER, -3, text, shape.innerNs / US, "QEMU makes a system call for each packet");
            ledger.note(Cause.NOTIFICATION_BATCHING, -2.5, text, shape.innerNs / US, "vhost takes longer for a copy");
            ledger.note(Cause.GUEST_BATCHING, -1.5, text, shape.innerNs / US, "a driver takes longer for a packet");
            if (shape.sizeFixed && near(RX_FRAMES, shape.size, 0)) {
                ledger.note(Cause.RECEIVE_COALESCING, 4, "trains of %.0f: a usual rx-frames", shape.size);
            }
        } else if (shape.innerNs < NEAR_HANDLER_NS) {
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    longPackets ? 1.5 : 0.7,
                    text,
                    shape.innerNs / US,
                    "an interrupt's handler made them");
            ledger.note(
                    Cause.QEMU_TX_TIMER, -1.5, text, shape.innerNs / US, "QEMU makes a system call for each packet");
            ledger.note(Cause.GUEST_BATCHING, -1, text, shape.innerNs / US, "a driver takes longer for a packet");
        } else if (shape.innerNs > SYSTEM_CALL_NS) {
            ledger.note(Cause.QEMU_TX_TIMER, 0.7, text, shape.innerNs / US, "time for a system call each");
            ledger.note(Cause.RECEIVE_COALESCING, -0.7, text, shape.innerNs / US, "a handler is faster");
        }
    }

    /** A round time between the wait and the next packet's coming, where few gaps would hold one by chance. */
    private void roundTimer() {
        for (double roundUs : ROUND_US) {
            double timerNs = roundUs * US;
            if (shape.gapNs < 0.2 * timerNs
                    && shape.holdLowNs <= 1.02 * timerNs
                    && shape.holdNs + shape.gapNs >= timerNs
                    && shape.holdNs > 0.7 * timerNs) {
                ledger.note(Cause.QEMU_TX_TIMER, 0.7, "%.0f us fits the wait", roundUs);
                ledger.note(Cause.RECEIVE_COALESCING, 0.7, "%.0f us fits the wait", roundUs);
                return;
            }
        }
    }
}
