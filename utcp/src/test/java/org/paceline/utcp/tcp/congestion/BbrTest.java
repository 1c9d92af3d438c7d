package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * draft-cardwell-iccrg-bbr-congestion-control-00 on a path of 1,000,000 bytes a second and 100 ms, segments of 1,000
 * bytes: a bandwidth-delay product of 100 segments. One sample stands for a round.
 */
class BbrTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final long PATH_RATE = 1_000_000;
    private static final long RTT_NS = 100_000_000;
    private static final long BDP_BYTES = 100_000;
    private static final double HIGH_GAIN = 2 / Math.log(2);

    private final Bbr bbr = new Bbr(CongestionParameters.of(SEGMENT_BYTES, 10_000));
    private long nowNs;
    private long deliveredBytes;

    /** A round trip later everything of it arrived, at such a rate. */
    private AckSample round(long rate) {
        nowNs += RTT_NS;
        AckSample sample = Acks.at(nowNs, rate * RTT_NS / 1_000_000_000L, RTT_NS);
        sample.priorDeliveredBytes = deliveredBytes;
        deliveredBytes += sample.deliveredBytes;
        sample.totalDeliveredBytes = deliveredBytes;
        sample.intervalNs = RTT_NS;
        sample.intervalBytes = sample.deliveredBytes;
        sample.deliveryRate = rate;
        sample.priorPipeBytes = sample.deliveredBytes;
        sample.pipeBytes = 2 * BDP_BYTES;
        return sample;
    }

    private void acknowledge(AckSample sample) {
        bbr.onAck(sample);
    }

    private Bbr opened() {
        bbr.onOpened(nowNs, RTT_NS);
        return bbr;
    }

    /** Through Startup and Drain. */
    private void fillPipe() {
        opened();
        for (int round = 0; round < 4; round++) {
            acknowledge(round(PATH_RATE));
        }
        assertEquals("DRAIN", bbr.stateName(), "the fourth round without growth fills the pipe");
        AckSample drained = round(PATH_RATE);
        drained.pipeBytes = BDP_BYTES;
        acknowledge(drained);
        assertEquals("PROBE_BW", bbr.stateName());
    }

    @Test
    void theFirstFlightLeavesAtTheHighGainBySection421() {
        assertEquals(10_000 * 1_000 * HIGH_GAIN, (double) bbr.pacingRate(), 1);
        opened();
        assertEquals(10_000 * 10 * HIGH_GAIN, (double) bbr.pacingRate(), 1);
        assertEquals(10_000, bbr.windowBytes());
        assertTrue(bbr.slowStart());
        assertFalse(bbr.reducesByRate());
    }

    @Test
    void startupFollowsTheMeasuredRateAtTheHighGain() {
        opened();
        for (long rate = 100_000; rate <= 800_000; rate *= 2) {
            acknowledge(round(rate));
            assertEquals(rate * HIGH_GAIN, (double) bbr.pacingRate(), 1);
        }
        assertEquals("STARTUP", bbr.stateName());
    }

    @Test
    void threeRoundsWithoutAQuarterMoreFillThePipeBySection4321() {
        opened();
        acknowledge(round(500_000));
        acknowledge(round(600_000)); // 1
        acknowledge(round(620_000)); // 2
        assertEquals("STARTUP", bbr.stateName());
        acknowledge(round(620_000)); // 3
        assertEquals("DRAIN", bbr.stateName());
        assertEquals(620_000 / HIGH_GAIN, (double) bbr.pacingRate(), 1);
    }

    @Test
    void anApplicationThatPausesFillsNoPipe() {
        opened();
        acknowledge(round(500_000));
        for (int round = 0; round < 10; round++) {
            AckSample sample = round(100_000);
            sample.appLimited = true;
            acknowledge(sample);
        }
        assertEquals("STARTUP", bbr.stateName());
        assertEquals(500_000, bbr.model().bandwidth(), "a smaller rate of the application says nothing of the path");
    }

    @Test
    void drainEndsWhenTheFlightIsTheBandwidthDelayProduct() {
        fillPipe();
        assertEquals(PATH_RATE, bbr.model().bandwidth());
        assertEquals(BDP_BYTES, (long) bbr.model().bdpBytes());
    }

    @Test
    void theCycleProbesDrainsAndCruisesForSixRoundTripsBySection434() {
        fillPipe();
        StringBuilder gains = new StringBuilder();
        for (int phase = 0; phase < 32; phase++) {
            nowNs += 1;
            AckSample sample = round(PATH_RATE);
            sample.priorPipeBytes = 2 * BDP_BYTES;
            acknowledge(sample);
            gains.append(bbr.pacingGain()).append(' ');
        }
        assertTrue(gains.toString().contains("1.25 0.75 1.0 1.0 1.0 1.0 1.0 1.0 1.25 0.75 1.0"), gains.toString());
    }

    @Test
    void aProbeLastsUntilTheFlightShowsItOrALoss() {
        fillPipe();
        while (bbr.pacingGain() != 1.25) {
            nowNs += 1;
            acknowledge(round(PATH_RATE));
        }
        nowNs += 1;
        acknowledge(round(PATH_RATE)); // the flight is still 1.0 BDP
        assertEquals(1.25, bbr.pacingGain());
        nowNs += 1;
        AckSample lossy = round(PATH_RATE);
        lossy.lostBytes = 1_000;
        acknowledge(lossy);
        assertEquals(0.75, bbr.pacingGain());
    }

    @Test
    void theWindowIsTwiceTheProductAndThreeQuanta() {
        fillPipe();
        for (int round = 0; round < 10; round++) {
            acknowledge(round(PATH_RATE));
        }
        assertEquals(2 * BDP_BYTES + 3 * SEGMENT_BYTES, bbr.windowBytes());
    }

    @Test
    void theRateIsTheBestOfTenRounds() {
        fillPipe();
        for (int round = 0; round < 10; round++) {
            assertEquals(PATH_RATE, bbr.model().bandwidth());
            acknowledge(round(400_000));
        }
        acknowledge(round(400_000));
        assertEquals(400_000, bbr.model().bandwidth());
    }

    @Test
    void theFirstPhaseIsTheSeedsAndNeverTheOneThatDrains() {
        Set<Double> gains = new HashSet<>();
        Set<String> cycles = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            BbrTest other = new BbrTest();
            Bbr seeded = new Bbr(new CongestionParameters(SEGMENT_BYTES, 10_000, true, 0, true, true, seed));
            seeded.onOpened(0, RTT_NS);
            for (int round = 0; round < 4; round++) {
                seeded.onAck(other.round(PATH_RATE));
            }
            AckSample drained = other.round(PATH_RATE);
            drained.pipeBytes = BDP_BYTES;
            seeded.onAck(drained);
            gains.add(seeded.pacingGain());
            StringBuilder cycle = new StringBuilder();
            for (int phase = 0; phase < 8; phase++) {
                other.nowNs += 1;
                AckSample sample = other.round(PATH_RATE);
                sample.priorPipeBytes = 2 * BDP_BYTES;
                seeded.onAck(sample);
                cycle.append(seeded.pacingGain()).append(' ');
            }
            cycles.add(cycle.toString());
        }
        assertFalse(gains.contains(0.75));
        assertTrue(cycles.size() >= 5, "phases " + cycles);
    }

    @Test
    void tenSecondsWithoutALesserRoundTripAreAnsweredByFourSegmentsFor200MsBySection435() {
        fillPipe();
        long longerNs = RTT_NS + 1;
        while (!bbr.stateName().equals("PROBE_RTT")) {
            AckSample sample = round(PATH_RATE);
            sample.rttNs = longerNs;
            acknowledge(sample);
        }
        assertTrue(nowNs > 10_000_000_000L && nowNs <= 10_600_000_000L, "at " + nowNs);
        assertEquals(4 * SEGMENT_BYTES, bbr.windowBytes());
        assertTrue(bbr.limitsItself());
        AckSample drained = round(PATH_RATE);
        drained.pipeBytes = 4 * SEGMENT_BYTES;
        acknowledge(drained);
        long drainedNs = nowNs;
        while (bbr.stateName().equals("PROBE_RTT")) {
            acknowledge(round(40_000));
        }
        assertTrue(nowNs - drainedNs >= 200_000_000 && nowNs - drainedNs <= 400_000_000, "took " + (nowNs - drainedNs));
        assertEquals("PROBE_BW", bbr.stateName());
        assertTrue(bbr.windowBytes() >= 2 * BDP_BYTES, "the window comes back");
    }

    @Test
    void aRecoveryConservesPacketsForARoundAndGivesTheWindowBack() {
        fillPipe();
        acknowledge(round(PATH_RATE));
        long beforeBytes = bbr.windowBytes();
        bbr.onLoss(nowNs, BDP_BYTES);
        AckSample first = round(PATH_RATE);
        first.deliveredBytes = SEGMENT_BYTES;
        first.pipeBytes = 50_000;
        first.recovering = true;
        acknowledge(first);
        assertEquals(51_000, bbr.windowBytes());
        AckSample second = round(PATH_RATE);
        second.priorDeliveredBytes = 0; // of the same round
        second.deliveredBytes = 2 * SEGMENT_BYTES;
        second.pipeBytes = 49_000;
        second.lostBytes = 1_000;
        acknowledge(second);
        assertEquals(51_000, bbr.windowBytes());
        bbr.onRecovered(nowNs, BDP_BYTES);
        assertEquals(beforeBytes, bbr.windowBytes());
    }

    @Test
    void aTimeoutLeavesOneSegmentAndAnUndoBringsTheWindowBack() {
        fillPipe();
        long beforeBytes = bbr.windowBytes();
        bbr.onTimeout(nowNs, BDP_BYTES, true);
        assertEquals(SEGMENT_BYTES, bbr.windowBytes());
        bbr.onTimeout(nowNs, BDP_BYTES, false);
        bbr.onUndo();
        assertEquals(beforeBytes, bbr.windowBytes());
    }

    @Test
    void aFlightAfterAPauseLeavesAtThePathsRate() {
        fillPipe();
        while (bbr.pacingGain() != 1.25) {
            nowNs += 1;
            acknowledge(round(PATH_RATE));
        }
        assertNotEquals(PATH_RATE, bbr.pacingRate());
        bbr.onSent(nowNs + RTT_NS, 0, true);
        assertEquals(PATH_RATE, bbr.pacingRate());
    }

    @Test
    void echoesOfCongestionAreNotHeeded() {
        fillPipe();
        long beforeBytes = bbr.windowBytes();
        bbr.onEcn(nowNs, BDP_BYTES);
        assertEquals(beforeBytes, bbr.windowBytes());
    }
}
