package org.paceline.cli.pacebench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.paceline.cli.transfer.NoiseThread;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.host.HostFacts;
import org.paceline.probe.host.StealTime;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.WaitMode;

/**
 * Gives every arm its turn in each round, the first one changing with the round. An arm that fails is a turn with its
 * reason; the others go on. Belongs to one thread.
 */
public final class PaceBench {
    /** After two turns of 2 s at 1 Gb/s the stack built a segment in half the time of its first one. */
    private static final int WARM_UP_TURNS = 2;

    /** How long a noise floor takes, within bounds that keep its 99th percentile meaningful and it short. */
    private static final double NOISE_NS = 200e6;

    private static final int MIN_DEADLINES = 50;
    private static final int MAX_DEADLINES = 5_000;

    private final BenchPlan plan;
    private final BenchPath path;
    private final Map<Mechanism, Contender> contenders = new EnumMap<>(Mechanism.class);
    private final Consumer<String> progress;

    private PaceBench(BenchPlan plan, BenchPath path, Consumer<String> progress) {
        this.plan = plan;
        this.path = path;
        this.progress = progress;
        Iperf3Sending iperf3 = new Iperf3Sending(path, plan);
        contenders.put(Mechanism.BARE_LOOP, new BareLoop(path, plan));
        UtcpSending utcp = new UtcpSending(path, plan);
        contenders.put(Mechanism.UTCP_TIMED, utcp);
        contenders.put(Mechanism.UTCP_TXTIME, utcp);
        contenders.put(Mechanism.UTCP_GAP_FRAMES, utcp);
        contenders.put(Mechanism.UTCP_HARDWARE, utcp);
        contenders.put(Mechanism.KERNEL_PACED, iperf3);
        contenders.put(Mechanism.KERNEL_PACED_GSO, iperf3);
        contenders.put(Mechanism.IPERF3_RATE, iperf3);
    }

    /** Runs the plan on a testbed of its own. */
    static BenchResult run(BenchPlan plan, Consumer<String> progress) {
        try (Testbed testbed = new Testbed()) {
            return new PaceBench(plan, new BenchPath(testbed), progress).measure();
        }
    }

    private BenchResult measure() {
        StealTime before = StealTime.now();
        List<Turn> turns = new ArrayList<>();
        List<Arm> arms = plan.arms();
        warmUp(arms);
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Arm> order = new ArrayList<>(arms);
            Collections.rotate(order, -(round - 1) * Math.max(1, arms.size() / plan.rounds()));
            for (Arm arm : order) {
                Turn turn = turn(arm, round, order.indexOf(arm) + 1);
                turns.add(turn);
                progress.accept(progressLine(turn, turns.size(), arms.size() * plan.rounds()));
            }
        }
        long stealMs = StealTime.now().msSince(before);
        return new BenchResult(plan, HostFacts.read(), path.stampNoiseNs(), stealMs, turns);
    }

    /** What the compiler has not seen yet is late: our arms run at the highest rate first, and nothing counts. */
    private void warmUp(List<Arm> arms) {
        long highest = Collections.max(plan.ratesBitsPerSecond());
        for (int time = 0; time < WARM_UP_TURNS; time++) {
            for (Arm arm : arms) {
                if (arm.mechanism().ours() && arm.rateBitsPerSecond() == highest) {
                    turn(arm, 0, 0);
                }
            }
        }
        progress.accept(
                "  warmed up; " + arms.size() + " arms, " + plan.rounds() + " rounds of " + plan.seconds() + " s");
    }

    private Turn turn(Arm arm, int round, int order) {
        Percentiles floorBefore = noise(arm, plan.scheduling());
        StealTime before = StealTime.now();
        Sent sent = null;
        Turn.Seen seen = null;
        String refusal = null;
        try (FarSide farSide = path.watch(arm.device())) {
            Contender contender = contenders.get(arm.mechanism());
            if (contender == null) {
                throw new IllegalStateException(arm.mechanism() + " has no contender");
            }
            sent = contender.send(arm);
            seen = Turn.Seen.of(arm, farSide.series(), path.stampNoiseNs(), farSide.lostFrames());
            if (seen.packets() == 0) {
                refusal = "nothing arrived after the warm-up";
            }
        } catch (RuntimeException failed) {
            refusal = String.valueOf(failed.getMessage());
            sent = null;
            seen = null;
        }
        long stealMs = StealTime.now().msSince(before);
        Percentiles floorAfter = noise(arm, plan.scheduling());
        return new Turn(arm, round, order, sent, seen, floorBefore, floorAfter, stealMs, refusal);
    }

    private String progressLine(Turn turn, int done, int all) {
        Arm arm = turn.arm();
        String what = String.format(
                Locale.ROOT,
                "  %d/%d  %-16s %-6s %-14s %5s",
                done,
                all,
                arm.mechanism().id(),
                arm.device().id(),
                arm.waiterId(),
                BenchTable.rate(arm.rateBitsPerSecond()));
        Turn.Seen seen = turn.seen();
        DepartureTimes times = turn.departures();
        if (seen == null) {
            return what + "  not run: " + turn.refusal();
        }
        return what
                + String.format(
                        Locale.ROOT,
                        "  %8.2f Mb/s  mean train %6.2f",
                        seen.achievedBitsPerSecond() / 1e6,
                        seen.trains().lengths().weightedMean())
                + (times == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  error p50 %s p99 %s",
                                BenchTable.duration((double) times.at(50)),
                                BenchTable.duration((double) times.at(99))));
    }

    /** Lateness of an arm's waiter; where the kernel waits, park-then-spin stands in for it. */
    private static Percentiles noise(Arm arm, SenderScheduling scheduling) {
        WaitMode mode = arm.waiter() == null ? WaitMode.PARK_THEN_SPIN : arm.waiter();
        int deadlines = (int) Math.min(Math.max(MIN_DEADLINES, NOISE_NS / arm.gapNs()), MAX_DEADLINES);
        return NoiseThread.measure(scheduling::apply, mode::waiter, arm.gapNs(), deadlines);
    }
}
