package org.paceline.probe.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.synthetic.Variant.Gaps;
import org.paceline.probe.synthetic.Variant.Place;

/**
 * The coalescers that the classifier is checked on. Every other one is scored apart. That half is no blind set: its
 * results, and the evidence of some, were looked at while weights were set, so its score is an upper bound.
 */
final class Variants {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private final List<Variant> all = new ArrayList<>();

    private Variants() {
        sender();
        batches();
        timers();
        longHolds();
        links();
        clean();
        all.addAll(NetbackVariants.all()); // last, so that the others keep their seeds
    }

    /** All, in a fixed order. */
    static List<Variant> all() {
        return List.copyOf(new Variants().all);
    }

    /** Whether a variant is one of those that are scored apart. */
    static boolean keptOut(int index) {
        return index % 2 == 1;
    }

    private void sender() {
        at(
                Place.SENDER,
                Cause.PACER_LATE,
                "late wake-ups, 10 %, 0.4 ms",
                Coalescers.lateWakeups(0.1, 400 * US, 2 * US),
                40,
                150);
        at(
                Place.SENDER,
                Cause.PACER_LATE,
                "late wake-ups, 3 %, 1 ms",
                Coalescers.lateWakeups(0.03, MS, 5 * US),
                60,
                200);
        at(
                Place.SENDER,
                Cause.PACER_LATE,
                "late wake-ups, 30 %, 0.2 ms",
                Coalescers.lateWakeups(0.3, 200 * US, US),
                20,
                60);
        at(
                Place.SENDER,
                Cause.PACER_LATE,
                "late wake-ups, 1 %, 2 ms",
                Coalescers.lateWakeups(0.01, 2 * MS, 3 * US),
                100,
                300);
        at(
                Place.SENDER,
                Cause.JVM_PAUSE,
                "pauses of 20 to 80 ms, one a second",
                Coalescers.slices(20 * MS, 80 * MS, 600 * MS, 1_400 * MS, 2 * US),
                200,
                1_000);
        at(
                Place.SENDER,
                Cause.JVM_PAUSE,
                "pauses of 6 to 40 ms, one in 0.8 s",
                Coalescers.slices(6 * MS, 40 * MS, 500 * MS, 1_000 * MS, 3 * US),
                200,
                800);
        at(
                Place.SENDER,
                Cause.JVM_PAUSE,
                "pauses of 50 to 200 ms, one in 2 s",
                Coalescers.slices(50 * MS, 200 * MS, 1_000 * MS, 2_500 * MS, 2 * US),
                300,
                1_000);
        at(
                Place.SENDER,
                Cause.JVM_PAUSE,
                "pauses of 40 to 120 ms, one in 0.7 s",
                Coalescers.slices(40 * MS, 120 * MS, 500 * MS, 900 * MS, US),
                200,
                500);
        at(
                Place.SENDER,
                Cause.VCPU_STEAL,
                "guest off for 10 to 30 ms, on for 20 to 60",
                Coalescers.slices(10 * MS, 30 * MS, 20 * MS, 60 * MS, 3 * US),
                200,
                1_000);
        at(
                Place.SENDER,
                Cause.VCPU_STEAL,
                "guest off for 30 ms, on for 30",
                Coalescers.slices(30 * MS, 30 * MS, 28 * MS, 32 * MS, 10 * US),
                200,
                1_000);
        at(
                Place.SENDER,
                Cause.VCPU_STEAL,
                "guest off for 60 ms in each 100",
                Coalescers.slices(58 * MS, 62 * MS, 38 * MS, 42 * MS, 9 * US),
                200,
                500);
        at(
                Place.SENDER,
                Cause.VCPU_STEAL,
                "guest off for 10 to 20 ms, on for 50 to 150",
                Coalescers.slices(10 * MS, 20 * MS, 50 * MS, 150 * MS, 2 * US),
                200,
                800);
        at(Place.SENDER, Cause.GUEST_BATCHING, "queueing discipline, 4", Coalescers.batch(4, US), 20, 120);
        at(Place.SENDER, Cause.GUEST_BATCHING, "driver, 8", Coalescers.batch(8, US), 20, 120);
        at(
                Place.FIRST_HOP_OF_TWO,
                Cause.GUEST_BATCHING,
                "driver, 16, a point behind it",
                Coalescers.batch(16, US),
                20,
                150);
        at(
                Place.FIRST_HOP_OF_TWO,
                Cause.GUEST_BATCHING,
                "driver, 6, a point behind it",
                Coalescers.batch(6, 2 * US),
                20,
                150);
        at(Place.MERGED_AT_FIRST, Cause.SEGMENTATION_OFFLOAD, "TSO frames of 45", Coalescers.batch(45, 0), 20, 200);
        at(Place.MERGED_AT_FIRST, Cause.SEGMENTATION_OFFLOAD, "TSO frames of 10", Coalescers.batch(10, 0), 20, 200);
    }

    private void batches() {
        vary(Cause.NOTIFICATION_BATCHING, "batch of 64", Coalescers.batch(64, US), 10, 100, Gaps.JITTERED);
        vary(Cause.NOTIFICATION_BATCHING, "batch of 16", Coalescers.batch(16, 2 * US), 20, 200, Gaps.JITTERED);
        vary(
                Cause.GUEST_BATCHING,
                "driver, 8, behind the first point",
                Coalescers.batch(8, US),
                20,
                300,
                Gaps.JITTERED);
        vary(Cause.NOTIFICATION_BATCHING, "batch of 32", Coalescers.batch(32, 3 * US), 20, 150, Gaps.CONSTANT);
        vary(
                Cause.GUEST_BATCHING,
                "driver, 4, Poisson, behind the first point",
                Coalescers.batch(4, US),
                30,
                300,
                Gaps.POISSON);
        vary(Cause.NOTIFICATION_BATCHING, "batch of 256", Coalescers.batch(256, US), 8, 18, Gaps.JITTERED);
        vary(
                Cause.NOTIFICATION_BATCHING,
                "worker busy for 0.3 ms, up to 64",
                Coalescers.worker(300 * US, 64, US),
                20,
                100,
                Gaps.JITTERED);
        vary(
                Cause.NOTIFICATION_BATCHING,
                "worker busy for 0.6 ms, up to 64",
                Coalescers.worker(600 * US, 64, 2 * US),
                30,
                150,
                Gaps.CONSTANT);
        vary(
                Cause.NOTIFICATION_BATCHING,
                "worker busy for 0.2 ms, up to 256",
                Coalescers.worker(200 * US, 256, US),
                10,
                60,
                Gaps.POISSON);
    }

    private void timers() {
        vary(
                Cause.QEMU_TX_TIMER,
                "timer of 150 us",
                Coalescers.timer(150 * US, 2 * US, 256, US),
                15,
                60,
                Gaps.JITTERED);
        vary(
                Cause.QEMU_TX_TIMER,
                "timer of 150 us, Poisson",
                Coalescers.timer(150 * US, 2 * US, 256, US),
                20,
                90,
                Gaps.POISSON);
        vary(
                Cause.QEMU_TX_TIMER,
                "timer of 150 us, 20 us late",
                Coalescers.timer(150 * US, 20 * US, 256, 3 * US),
                20,
                110,
                Gaps.JITTERED);
        vary(Cause.QEMU_TX_TIMER, "timer of 1 ms", Coalescers.timer(MS, 20 * US, 256, 4 * US), 50, 400, Gaps.JITTERED);
        vary(
                Cause.QEMU_TX_TIMER,
                "timer of 150 us, constant gaps",
                Coalescers.timer(150 * US, US, 256, US),
                12,
                110,
                Gaps.CONSTANT);
        vary(
                Cause.QEMU_TX_TIMER,
                "timer of 0.5 ms",
                Coalescers.timer(500 * US, 10 * US, 256, 2 * US),
                30,
                200,
                Gaps.JITTERED);
        vary(Cause.RECEIVE_COALESCING, "rx-usecs 50", Coalescers.timer(50 * US, US, 1_000, US), 8, 20, Gaps.JITTERED);
        vary(
                Cause.RECEIVE_COALESCING,
                "rx-usecs 80, free-running",
                Coalescers.tick(80 * US, US),
                10,
                30,
                Gaps.JITTERED);
        vary(
                Cause.RECEIVE_COALESCING,
                "rx-usecs 30, free-running",
                Coalescers.tick(30 * US, 500),
                6,
                12,
                Gaps.JITTERED);
        at(Place.MERGED_AT_LAST, Cause.RECEIVE_COALESCING, "GRO frames of 17", Coalescers.batch(17, 0), 10, 60);
        at(
                Place.MERGED_AT_LAST,
                Cause.RECEIVE_COALESCING,
                "GRO at a timer of 100 us",
                Coalescers.timer(100 * US, US, 44, 0),
                10,
                40);
    }

    private void longHolds() {
        vary(
                Cause.VCPU_STEAL,
                "backend off for 10 to 30 ms, on for 20 to 60",
                Coalescers.slices(10 * MS, 30 * MS, 20 * MS, 60 * MS, 2 * US),
                100,
                1_000,
                Gaps.JITTERED);
        vary(
                Cause.VCPU_STEAL,
                "backend runs for 0.5 ms each 12",
                Coalescers.slices(11 * MS, 12 * MS, 400 * US, 600 * US, 30 * US),
                500,
                1_100,
                Gaps.JITTERED);
        vary(
                Cause.VCPU_STEAL,
                "backend off for 30 ms, on for 30",
                Coalescers.slices(30 * MS, 30 * MS, 29 * MS, 31 * MS, 5 * US),
                100,
                1_000,
                Gaps.CONSTANT);
        vary(
                Cause.VCPU_STEAL,
                "backend off for 12 to 25 ms, now and then",
                Coalescers.slices(12 * MS, 25 * MS, 100 * MS, 300 * MS, 3 * US),
                200,
                1_000,
                Gaps.JITTERED);
        vary(
                Cause.XEN_CREDIT,
                "credit of 90 % each 50 ms",
                Coalescers.credit(50 * MS, 0.9, 2 * US),
                50,
                400,
                Gaps.JITTERED);
        vary(
                Cause.XEN_CREDIT,
                "credit of 97 % each 50 ms",
                Coalescers.credit(50 * MS, 0.97, US),
                40,
                300,
                Gaps.CONSTANT);
        vary(
                Cause.XEN_CREDIT,
                "all at the refill each 50 ms",
                Coalescers.tick(50 * MS, 2 * US),
                100,
                1_000,
                Gaps.JITTERED);
        vary(
                Cause.XEN_CREDIT,
                "credit of 80 % each 50 ms",
                Coalescers.credit(50 * MS, 0.8, 4 * US),
                60,
                500,
                Gaps.JITTERED);
        vary(
                Cause.XEN_EVENT_DELAY,
                "events 40 ms late, often",
                Coalescers.slices(40 * MS, 40 * MS, 20 * MS, 120 * MS, 3 * US),
                100,
                1_000,
                Gaps.JITTERED);
        vary(
                Cause.XEN_EVENT_DELAY,
                "events 40 ms late, at times",
                Coalescers.slices(39 * MS, 41 * MS, 100 * MS, 400 * MS, 2 * US),
                200,
                1_000,
                Gaps.CONSTANT);
        vary(
                Cause.XEN_EVENT_DELAY,
                "events 100 ms late",
                Coalescers.slices(98 * MS, 101 * MS, 100 * MS, 300 * MS, 2 * US),
                200,
                1_000,
                Gaps.JITTERED);
    }

    private void links() {
        vary(
                Cause.BRIDGE_CONGESTION,
                "link of 4 times the rate, half full of others",
                Coalescers.congestion(4, 0.5, 20),
                30,
                400,
                Gaps.JITTERED);
        vary(
                Cause.BRIDGE_CONGESTION,
                "link of 10 times the rate, bursts of 60",
                Coalescers.congestion(10, 0.6, 60),
                60,
                400,
                Gaps.JITTERED);
        vary(
                Cause.BRIDGE_CONGESTION,
                "link of 2.5 times the rate, 40 % of others",
                Coalescers.congestion(2.5, 0.4, 10),
                30,
                400,
                Gaps.CONSTANT);
        vary(
                Cause.BRIDGE_CONGESTION,
                "link of 6 times the rate, 70 % of others",
                Coalescers.congestion(6, 0.7, 12),
                50,
                300,
                Gaps.POISSON);
    }

    private void clean() {
        vary(Cause.NONE, "even", Coalescer.NONE, 10, 2_000, Gaps.CONSTANT);
        vary(Cause.NONE, "jitter", Coalescer.NONE, 10, 2_000, Gaps.JITTERED);
        vary(Cause.NONE, "Poisson", Coalescer.NONE, 10, 2_000, Gaps.POISSON);
        vary(Cause.NONE, "a fast link", Coalescers.congestion(20, 0.05, 1), 20, 500, Gaps.JITTERED);
        vary(
                Cause.NONE,
                "timer that no second packet meets",
                Coalescers.timer(150 * US, 2 * US, 256, US),
                200,
                1_000,
                Gaps.CONSTANT);
        vary(Cause.NONE, "link with little load", Coalescers.congestion(10, 0.08, 1), 20, 500, Gaps.CONSTANT);
    }

    private void at(Place place, Cause cause, String name, Coalescer coalescer, long lowGapUs, long highGapUs) {
        all.add(new Variant(name, cause, place, coalescer, lowGapUs * US, highGapUs * US, Gaps.JITTERED));
    }

    private void vary(Cause cause, String name, Coalescer coalescer, long lowGapUs, long highGapUs, Gaps gaps) {
        all.add(new Variant(name, cause, Place.HOP, coalescer, lowGapUs * US, highGapUs * US, gaps));
    }
}
