package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.ValueQuantiles;

/** Weighs the causes that act between two points. */
final class HopScore {
    private static final double US = 1e3;
    private static final double MS = 1e6;
    private static final double TIMER_NS = 150 * US;

    /** Above this a hold is the work of a scheduler or of Xen's timers, not of a driver. */
    private static final double LONG_HOLD_NS = 5 * MS;

    /** Jitter of gaps below this is not told from that of the path. */
    private static final double JITTER_SEEN_NS = 3 * US;

    /** Nor do gaps that vary less than this tell a count from a clock: a timer's own jitter looks the same. */
    private static final double JITTER_SEEN_OF_GAP = 0.12;

    /** Budgets of rings, NAPI and vhost begin at 16; what counts to less sits in front of them. */
    private static final double SMALL_COUNT = 12;

    /** A train that begins when the one before has left: nothing passes in between. */
    private static final double CONTINUOUS = 1.13;

    private static final double HANDLER_GAP_NS = 0.8 * US;
    private static final double LONG_PACKET_BYTES = 900;

    private static final double CLOCK_RATIO = 0.4;
    private static final double COUNT_RATIO = 0.65;

    /** The 10 to 90 % range of a queue's waits is wider than that of slices, which are of one kind. */
    private static final double WIDE = 3.7;

    /** Timers that people and drivers set, in us. */
    private static final double[] ROUND_US = {
        20, 25, 30, 40, 50, 60, 64, 75, 80, 100, 125, 150, 200, 250, 300, 400, 500, 1_000, 2_000
    };

    private final Ledger ledger;
    private final HopFeatures hop;
    private final double gapNs;
    private final double holdNs;
    private final double holdLowNs;
    private final double holdHighNs;
    private final boolean holdSteady;
    private final boolean sizeFixed;
    private final boolean gapsVary;

    /** Spread of the waits over that of the gaps: a count passes the gaps' jitter on, a timer does not; else NaN. */
    private final double spreadRatio;

    private final double intervalNs;
    private final double intervalVariation;

    private HopScore(Ledger ledger, HopFeatures hop) {
        this.ledger = ledger;
        this.hop = hop;
        gapNs = hop.sentGaps().percentileNs(50);
        ValueQuantiles holds = hop.holdsNs();
        holdNs = holds.median();
        holdLowNs = holds.at(0.1);
        holdHighNs = holds.at(0.9);
        // a tick that comes at any time after the first packet leaves a spread of one gap
        holdSteady = holdHighNs - holdLowNs <= Math.max(0.9 * Math.min(gapNs, 0.5 * holdNs), 0.12 * holdNs);
        sizeFixed = hop.sizes().shareNear(hop.sizes().median(), 0) >= 0.85;
        double spread = hop.sentGaps().percentileNs(90) - hop.sentGaps().percentileNs(10);
        gapsVary = spread > 0.25 * gapNs;
        double gapShareNs = holdNs < 2 * TIMER_NS ? JITTER_SEEN_OF_GAP * gapNs : 0;
        spreadRatio = spread > Math.max(JITTER_SEEN_NS, gapShareNs) ? (holdHighNs - holdLowNs) / spread : Double.NaN;
        intervalNs = hop.intervalsNs().median();
        intervalVariation = hop.intervalsNs().robustVariation();
    }

    static void weigh(Ledger ledger, HopFeatures hop, int hopNumber, BurstFeatures features) {
        HopScore score = new HopScore(ledger, hop);
        ledger.consider(Cause.NOTIFICATION_BATCHING, 0.5)
                .consider(Cause.GUEST_BATCHING, -0.3)
                .consider(Cause.QEMU_TX_TIMER, 0)
                .consider(Cause.RECEIVE_COALESCING, -0.3)
                .consider(Cause.XEN_CREDIT, -0.5)
                .consider(Cause.XEN_EVENT_DELAY, -0.7)
                .consider(Cause.VCPU_STEAL, 0)
                .consider(Cause.BRIDGE_CONGESTION, 0)
                .consider(Cause.SEGMENTATION_OFFLOAD, -1)
                .consider(Cause.UNKNOWN, -0.2);
        score.timers();
        score.batches(hopNumber, features.hops().size());
        score.longHolds(features);
        score.credit(features);
        score.congestion(features);
        score.segmentation();
    }

    private void timers() {
        if (holdNs >= LONG_HOLD_NS) {
            ledger.note(Cause.QEMU_TX_TIMER, -4, "held for %.1f ms: no transmit timer is set to that", holdNs / MS);
            ledger.note(
                    Cause.RECEIVE_COALESCING, -4, "held for %.1f ms: no NIC delays its interrupt by that", holdNs / MS);
            return;
        }
        String hold = "the first packet of a train waits %.0f us (10 to 90 %%: %.0f to %.0f us)";
        Object[] figures = {holdNs / US, holdLowNs / US, holdHighNs / US};
        if (!holdSteady) {
            ledger.note(Cause.QEMU_TX_TIMER, -2.5, hold + ": no timer", figures);
            ledger.note(Cause.RECEIVE_COALESCING, -1.5, hold + ": no timer", figures);
            return;
        }
        ledger.note(Cause.QEMU_TX_TIMER, 2, hold + ": a timer", figures);
        ledger.note(Cause.RECEIVE_COALESCING, 1.5, hold + ": a timer", figures);
        // a flush that the first packet starts comes T after it; without jitter only the last packet before it is seen
        if (holdLowNs <= 1.1 * TIMER_NS && holdHighNs + gapNs >= 0.97 * TIMER_NS && holdNs > 0.4 * TIMER_NS) {
            double weight = gapNs < 0.3 * TIMER_NS ? 2 : 1.2;
            ledger.note(
                    Cause.QEMU_TX_TIMER, weight, "that fits QEMU's timer of 150 us, to the gap of %.0f us", gapNs / US);
            ledger.note(Cause.RECEIVE_COALESCING, -1, "150 us is QEMU's timer");
        } else if (holdNs + gapNs < 0.97 * TIMER_NS) {
            ledger.note(
                    Cause.RECEIVE_COALESCING, 1.2, "%.0f us is in the range of rx-usecs", (holdNs + gapNs / 2) / US);
            ledger.note(Cause.QEMU_TX_TIMER, -1, "shorter than QEMU's 150 us");
        } else {
            ledger.note(Cause.QEMU_TX_TIMER, 0.5, "longer than any usual rx-usecs, as a raised x-txtimer is");
            ledger.note(Cause.RECEIVE_COALESCING, holdNs > 260 * US ? -2 : -0.5, "longer than usual rx-usecs");
        }
        if (!sizeFixed) {
            double weight = gapsVary ? 1.5 : 0.8;
            ledger.note(Cause.QEMU_TX_TIMER, weight, "sizes of trains vary while the wait does not");
            ledger.note(Cause.RECEIVE_COALESCING, weight - 0.3, "sizes of trains vary while the wait does not");
        } else if (spreadRatio < CLOCK_RATIO) {
            ledger.note(Cause.QEMU_TX_TIMER, 2.5, "the wait varies less than the gaps do: a clock, no count");
            ledger.note(Cause.RECEIVE_COALESCING, 2.3, "the wait varies less than the gaps do: a clock, no count");
        }
        roundTimer();
        handler();
        if (intervalVariation < 0.03 && !sizeFixed && intervalNs < 300 * US) {
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    1.2,
                    "trains every %.0f us whatever arrives: a free-running clock",
                    intervalNs / US);
        }
    }

    /** A loop over a ring stamps packets nearer than a wire can bring them; a system call for each takes longer. */
    private void handler() {
        double inner = hop.innerGapsNs().median();
        if (inner < HANDLER_GAP_NS
                && hop.trainBytes().median() > LONG_PACKET_BYTES * hop.sizes().median()) {
            ledger.note(
                    Cause.RECEIVE_COALESCING,
                    1.5,
                    "stamps %.2f us apart: an interrupt's handler made them",
                    inner / US);
            ledger.note(Cause.QEMU_TX_TIMER, -1.5, "QEMU writes each packet by a system call of its own");
        }
    }

    /** A round time between the wait and the next packet's coming, where few gaps would hold one by chance. */
    private void roundTimer() {
        for (double roundUs : ROUND_US) {
            double timerNs = roundUs * US;
            if (gapNs < 0.2 * timerNs
                    && holdLowNs <= 1.02 * timerNs
                    && holdNs + gapNs >= timerNs
                    && holdNs > 0.7 * timerNs) {
                ledger.note(Cause.QEMU_TX_TIMER, 0.7, "%.0f us fits the wait", roundUs);
                ledger.note(Cause.RECEIVE_COALESCING, 0.7, "%.0f us fits the wait", roundUs);
                return;
            }
        }
    }

    private void batches(int hopNumber, int hops) {
        double size = hop.sizes().median();
        if (sizeFixed) {
            boolean powerOfTwo = size >= 4 && Long.bitCount((long) size) == 1;
            double known = size == 64 || size == 256 ? 2.5 : powerOfTwo ? 1 : 0;
            double whole = spreadRatio > COUNT_RATIO ? 4 : spreadRatio < CLOCK_RATIO ? 0 : powerOfTwo ? 1.8 : 0.2;
            ledger.note(
                    Cause.NOTIFICATION_BATCHING,
                    whole + known,
                    "trains of exactly %.0f packets%s",
                    size,
                    fingerprint(size));
            ledger.note(Cause.GUEST_BATCHING, whole, "trains of exactly %.0f packets", size);
            if (size <= SMALL_COUNT) {
                ledger.note(
                        Cause.GUEST_BATCHING,
                        2.2,
                        "%.0f is a driver's count, or a discipline's: who is notified takes what is there",
                        size);
            }
            if (spreadRatio > COUNT_RATIO) {
                ledger.note(Cause.QEMU_TX_TIMER, -3, "a timer would not count to %.0f", size);
                ledger.note(Cause.RECEIVE_COALESCING, -2, "a timer would not count to %.0f", size);
            }
        } else if (!holdSteady && holdNs < LONG_HOLD_NS) {
            ledger.note(
                    Cause.NOTIFICATION_BATCHING,
                    2.2,
                    "trains of up to %d packets, of no fixed size and no fixed wait: taken when the other side looked",
                    hop.lengths().max());
            ledger.note(Cause.GUEST_BATCHING, 1, "trains of no fixed size and no fixed wait");
        }
        if (holdNs >= LONG_HOLD_NS) {
            ledger.note(
                    Cause.NOTIFICATION_BATCHING,
                    -2.5,
                    "held for %.1f ms: notifications wait for microseconds",
                    holdNs / MS);
            ledger.note(Cause.GUEST_BATCHING, -2.5, "held for %.1f ms: drivers wait for microseconds", holdNs / MS);
        }
        if (hops >= 2 && hopNumber == 1) {
            ledger.note(Cause.GUEST_BATCHING, 3, "the spacing is lost before the second of %d points", hops + 1);
            ledger.note(Cause.NOTIFICATION_BATCHING, -1.5, "the spacing is lost before the device's notification");
        }
    }

    private static String fingerprint(double size) {
        return Fingerprint.near(Fingerprint.Kind.PACKETS, size).stream()
                .map(known -> " (" + known.meaning() + ")")
                .findFirst()
                .orElse("");
    }

    private void longHolds(BurstFeatures features) {
        String hold = "packets wait up to %.1f ms (median of the first of a train; 10 to 90 %%: %.1f to %.1f ms)";
        Object[] figures = {holdNs / MS, holdLowNs / MS, holdHighNs / MS};
        double weight;
        if (holdNs < 2 * MS) {
            weight = -3;
        } else if (holdNs < LONG_HOLD_NS) {
            weight = holdSteady ? -0.5 : 1.5;
        } else {
            weight = holdNs <= 36 * MS ? 3 : holdNs <= 65 * MS ? 1.5 : 0;
        }
        ledger.note(Cause.VCPU_STEAL, weight, hold, figures);
        if (weight > 1 && hop.passedShare() > 0.1) {
            ledger.note(
                    Cause.VCPU_STEAL,
                    0.5,
                    "between them %.0f %% pass untouched: it runs, or it does not",
                    100 * hop.passedShare());
        }
        eventDelay(hold, figures, quota(features));
    }

    private void eventDelay(String hold, Object[] figures, boolean quota) {
        boolean at40 = holdNs >= 34 * MS && holdNs <= 43 * MS;
        boolean at100 = holdNs >= 88 * MS && holdNs <= 104 * MS;
        boolean steady = holdHighNs - holdLowNs < 0.2 * holdNs;
        boolean continuous = intervalNs < CONTINUOUS * holdNs + gapNs;
        boolean at8 = holdNs >= 6.5 * MS && intervalNs >= 7 * MS && intervalNs <= 11 * MS;
        boolean at50 = Math.abs(intervalNs - 50 * MS) < 2.5 * MS;
        if (continuous && (at8 || at40) && !at50 && !quota) {
            ledger.note(
                    Cause.XEN_EVENT_DELAY,
                    4,
                    "one train follows the other, each %.1f ms: %s, and nobody runs in between",
                    intervalNs / MS,
                    at8 ? "xen.event_loop_timeout is 2 jiffies" : "xen.event_eoi_delay is 10 jiffies");
            ledger.note(Cause.VCPU_STEAL, -1.5, "between two slices it would run for a while");
        }
        if ((at40 || at100) && steady) {
            ledger.note(Cause.XEN_EVENT_DELAY, 5, hold + ": xen.event_eoi_delay is 10 jiffies", figures);
            ledger.note(Cause.VCPU_STEAL, -1, "a slice of a scheduler is shorter");
        } else if (holdNs >= LONG_HOLD_NS && at40) {
            ledger.note(Cause.XEN_EVENT_DELAY, 2, hold + ": near the 40 ms of a delayed acknowledgment", figures);
        } else {
            ledger.note(
                    Cause.XEN_EVENT_DELAY,
                    holdNs < 2 * MS ? -3 : -0.8,
                    hold + ": not the 10 jiffies of a delay",
                    figures);
        }
    }

    private boolean overrun(BurstFeatures features) {
        return hop.growth() > 0.005 || features.lostShare() > 0.02;
    }

    /** The same bytes at the same interval, and more is sent than that. */
    private boolean quota(BurstFeatures features) {
        return overrun(features)
                && hop.trainBytes().robustVariation() < 0.08
                && intervalVariation < 0.05
                && intervalNs > LONG_HOLD_NS;
    }

    private void credit(BurstFeatures features) {
        boolean period = Math.abs(intervalNs - 50 * MS) < 2.5 * MS && intervalVariation < 0.12;
        if (period) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    5.5,
                    "trains every %.1f ms: a vif's credit is refilled each 50 ms",
                    intervalNs / MS);
            ledger.note(Cause.VCPU_STEAL, -1, "a period of 50 ms is none of a scheduler");
        } else {
            ledger.note(Cause.XEN_CREDIT, -2, "no period of 50 ms (median %.2f ms)", intervalNs / MS);
        }
        double bytes = hop.trainBytes().median();
        boolean bytesSteady = hop.trainBytes().robustVariation() < 0.08;
        boolean overrun = overrun(features);
        if (quota(features)) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    5,
                    "%.0f bytes every %.1f ms, and what is more is kept or lost: a credit that is refilled",
                    bytes,
                    intervalNs / MS);
            ledger.note(Cause.VCPU_STEAL, -1, "whoever runs again makes up for all of it");
        }
        if (holdNs >= LONG_HOLD_NS && bytesSteady && intervalVariation < 0.08) {
            ledger.note(
                    Cause.XEN_CREDIT, 1.2, "each train has the same %.0f bytes, at the same interval: a quota", bytes);
        }
        if (Math.abs(bytes - 131_072) < 0.05 * 131_072 && bytesSteady) {
            ledger.note(Cause.XEN_CREDIT, 3, "trains of 128 KiB: the least credit burst of netback");
        }
        if (holdNs >= LONG_HOLD_NS && overrun) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    0.8,
                    "delay grows by %.1f ms a second and %.1f %% are lost: more is sent than is let through",
                    1000 * hop.growth(),
                    100 * features.lostShare());
        }
    }

    private void congestion(BurstFeatures features) {
        double inner = hop.serializationNs() / Math.max(1, gapNs);
        double atOnce = Math.min(1, hop.innerGapsNs().median() / Math.max(1, gapNs)) - 1;
        boolean irregular = !sizeFixed && !holdSteady;
        boolean even = hop.innerGapsNs().shareNear(hop.innerGapsNs().median(), 0.06) > 0.5;
        boolean grows = hop.jumpShare() < 0.9;
        if (inner > 0.06 && inner < 0.95 && irregular && (even || grows)) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    even ? 2.5 : 1,
                    "packets of a train follow each other at %.1f us, the pace of a link",
                    hop.serializationNs() / US);
        }
        if (holdHighNs > WIDE * holdLowNs && irregular) {
            ledger.note(Cause.VCPU_STEAL, -1.5, "waits of all lengths, and no slice");
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    inner > 0.06 && (even || grows) ? 1.5 : 0.3,
                    "waits of all lengths, as in a queue");
        }
        double jump = hop.jumpShare();
        if (jump < 0.75) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    2,
                    "only %.0f %% of the delay comes at once, the rest grows as a queue does",
                    100 * jump);
        } else if (jump > 0.95) {
            ledger.note(Cause.BRIDGE_CONGESTION, -0.5, "the delay comes at once, a queue grows step by step");
        }
        if (hop.slope() > Math.max(-0.85, atOnce + 0.1)) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    1.5,
                    "delay falls within trains with slope %.2f: they leave at a link's pace",
                    hop.slope());
        } else if (hop.slope() < -0.97) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    -1,
                    "delay falls within trains with slope %.2f: all leave at once",
                    hop.slope());
        }
        if (features.otherShare() > 0.2) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    2,
                    "%.0f %% of the bytes at the last point are of others",
                    100 * features.otherShare());
        }
        if (sizeFixed || (holdSteady && !gapsVary)) {
            ledger.note(Cause.BRIDGE_CONGESTION, -1.5, "trains are too regular for a queue that others fill");
        }
    }

    private void segmentation() {
        double bytes = hop.trainBytes().median();
        String fingerprint = Fingerprint.ofSegmentation(bytes);
        if (!fingerprint.isEmpty() && hop.trainBytes().robustVariation() < 0.05) {
            ledger.note(Cause.SEGMENTATION_OFFLOAD, 4.5, "trains of %.0f bytes: %s", bytes, fingerprint);
        }
    }
}
