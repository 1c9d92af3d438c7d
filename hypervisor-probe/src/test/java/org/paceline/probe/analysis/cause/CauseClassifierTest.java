package org.paceline.probe.analysis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.analysis.TimedPackets;
import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

class CauseClassifierTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final int PACKETS = 8_000;

    private final Random random = new Random(17);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void qemusTimerIsKnownBehindManyFlowsAtAnyHop(int hops) {
        long[] sent = flows(12, 20 * US);
        assertEquals(
                Cause.QEMU_TX_TIMER,
                verdict(sent, timer(sent, 150 * US, 2 * US), hops).first());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whetherAPacketThatComesAloneWaitsTellsATimerThatIsServedLate(boolean timer) {
        long[] sent = trains(500 * US, 2_500 * US);
        long[] arrived = new long[sent.length];
        long runsAt = 0;
        for (int packet = 0; packet < sent.length; packet++) {
            boolean first = sent[packet] > runsAt;
            boolean alone = packet + 1 == sent.length || sent[packet + 1] > sent[packet] + 2 * MS;
            long lateNs = Math.round(-600 * US * Math.log(1 - random.nextDouble()));
            if (first) {
                runsAt = sent[packet] + (timer ? 900 * US : 0) + (alone ? 30 * US : lateNs);
            }
            arrived[packet] = Math.max(runsAt, packet == 0 ? 0 : arrived[packet - 1] + 5 * US);
        }
        Verdict verdict = verdict(sent, arrived, 1);
        assertEquals(timer, verdict.first() == Cause.QEMU_TX_TIMER, () -> verdict.causes()
                .toString());
    }

    @Test
    void waitsThatDoubleAreXensSpuriousEvents() {
        long[] sent = flows(1, 150 * US);
        long[] arrived = new long[sent.length];
        long runsAt = 0;
        for (int packet = 0; packet < sent.length; packet++) {
            if (sent[packet] > runsAt) {
                long jiffies = 4L << random.nextInt(3);
                runsAt = (sent[packet] / (4 * MS) + jiffies) * 4 * MS;
            }
            arrived[packet] = Math.max(runsAt, packet == 0 ? 0 : arrived[packet - 1] + 5 * US);
        }
        assertEquals(Cause.XEN_EVENT_DELAY, verdict(sent, arrived, 1).first());
    }

    @Test
    void framesCountedByAnInterruptsHandlerAreTheReceivers() {
        long[] sent = poisson(15 * US);
        assertEquals(
                Cause.RECEIVE_COALESCING, verdict(sent, count(sent, 8, 250), 1).first());
    }

    @Test
    void aStarvedBackendIsNoCredit() {
        long[] sent = flows(1, 300 * US);
        assertEquals(
                Cause.VCPU_STEAL,
                verdict(sent, ticks(sent, 13 * MS, 800 * US), 1).first());
    }

    @Test
    void aClockThatNobodyIsKnownToHaveIsUnknownAndSaysWhatWasLookedFor() {
        long[] sent = flows(1, 700 * US);
        Verdict verdict = verdict(sent, ticks(sent, 17 * MS, 0), 1);
        assertTrue(verdict.coalesced());
        assertEquals(Cause.UNKNOWN, verdict.first());
        assertTrue(verdict.causes().get(0).evidence().get(0).startsWith("looked for"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5 * MS, 11 * MS})
    void aCreditWhoseWindowsBeginWhenTheyAreServedIsTheVifs(long lateNs) {
        long[] sent = flows(1, MS);
        Verdict verdict = verdict(sent, credit(sent, 45, lateNs), 1);
        assertEquals(Cause.XEN_CREDIT, verdict.first(), () -> verdict.causes().toString());
        assertTrue(verdict.causes().get(0).evidence().get(0).contains("while others wait"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2 * MS, 8 * MS})
    void aTokenBucketThatOthersFillIsABridges(long othersNs) {
        long[] sent = flows(1, 500 * US);
        Verdict verdict = verdict(sent, tokenBucket(sent, 60 * US, othersNs), 1);
        assertEquals(
                Cause.BRIDGE_CONGESTION, verdict.first(), () -> verdict.causes().toString());
    }

    private static Verdict verdict(long[] sent, long[] arrived, int hops) {
        HopFeatures hop = hop(sent, arrived);
        HopFeatures after =
                hop(arrived, Arrays.stream(arrived).map(at -> at + 30 * US).toArray());
        return CauseClassifier.classify(new BurstFeatures(
                null, hops == 1 ? List.of(hop) : List.of(hop, after), 0, 0, 0, 0, HostEvidence.of(Hypervisor.UNKNOWN)));
    }

    private static HopFeatures hop(long[] from, long[] to) {
        MatchedPackets pairs = new TimedPackets(from, to, 1_400);
        return Objects.requireNonNull(HopFeatures.of(pairs, ClockFit.of(pairs), 50, 0));
    }

    private long[] flows(int flows, long gapNs) {
        long[] times = new long[PACKETS];
        for (int packet = 0; packet < PACKETS; packet++) {
            int flow = packet % flows;
            long phaseNs = flow * 7_919L * gapNs % (flows * gapNs);
            times[packet] =
                    phaseNs + packet / flows * (flows * gapNs + 13L * flow) + random.nextInt((int) (gapNs / 20));
        }
        Arrays.sort(times);
        return times;
    }

    /** Twelve packets at one gap and eight at another, by turns. */
    private long[] trains(long gapNs, long longGapNs) {
        long[] times = new long[PACKETS / 4];
        long now = 0;
        for (int packet = 0; packet < times.length; packet++) {
            now += packet % 20 < 12 ? gapNs : longGapNs;
            times[packet] = now + random.nextInt(2_000);
        }
        return times;
    }

    private long[] poisson(long gapNs) {
        long[] times = new long[PACKETS];
        long now = 0;
        for (int packet = 0; packet < PACKETS; packet++) {
            now += Math.round(-gapNs * Math.log(1 - random.nextDouble()));
            times[packet] = now;
        }
        return times;
    }

    private long[] timer(long[] sent, long timerNs, long callNs) {
        long[] out = new long[sent.length];
        int packet = 0;
        while (packet < sent.length) {
            long now = sent[packet] + timerNs + random.nextInt(3_000);
            while (packet < sent.length && sent[packet] <= now) {
                out[packet++] = now;
                now += callNs * (70 + random.nextInt(60)) / 100;
            }
        }
        return out;
    }

    private long[] count(long[] sent, int count, long innerNs) {
        long[] out = new long[sent.length];
        long free = 0;
        for (int packet = 0; packet < sent.length; packet++) {
            int last = Math.min(sent.length - 1, packet / count * count + count - 1);
            out[packet] = Math.max(free, sent[last] + US);
            free = out[packet] + innerNs;
        }
        return out;
    }

    private long[] ticks(long[] sent, long periodNs, long jitterNs) {
        long[] out = new long[sent.length];
        long tick = 0;
        int packet = 0;
        while (packet < sent.length) {
            tick += periodNs + Math.round(jitterNs * (2 * random.nextDouble() - 1));
            long now = tick;
            while (packet < sent.length && sent[packet] <= tick) {
                out[packet++] = now;
                now += 2 * US;
            }
        }
        return out;
    }

    /** A quota each 52 ms; the backend comes up to {@code lateNs} late and moves the windows then, now and then. */
    private long[] credit(long[] sent, int quota, long lateNs) {
        long[] out = new long[sent.length];
        long windowNs = 0;
        for (int packet = 0; packet < sent.length; windowNs += 52 * MS) {
            long now = windowNs + Math.round(lateNs * random.nextDouble());
            windowNs = random.nextInt(8) == 0 ? now : windowNs;
            for (int taken = 0; taken < quota && packet < sent.length; taken++) {
                now = Math.max(now + (taken % 16 == 15 ? lateNs : 30 * US), sent[packet]);
                out[packet++] = now;
            }
        }
        return out;
    }

    /** Bytes leave at the pace of the tokens, and bursts of others take theirs, most of the time. */
    private long[] tokenBucket(long[] sent, long packetNs, long othersNs) {
        long[] out = new long[sent.length];
        double free = 0;
        double others = 0;
        for (int packet = 0; packet < sent.length; packet++) {
            while (others <= sent[packet]) {
                free = Math.max(free, others) - othersNs * Math.log(1 - random.nextDouble());
                others -= 1.5 * othersNs * Math.log(1 - random.nextDouble());
            }
            free = Math.max(free, (double) sent[packet]) + packetNs;
            out[packet] = Math.round(free);
        }
        return out;
    }
}
