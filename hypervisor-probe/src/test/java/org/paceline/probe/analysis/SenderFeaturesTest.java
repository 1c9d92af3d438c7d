package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderFeaturesTest {
    private static final long LINE_NS = 4_000;
    private static final int FRAME_BYTES = 1_250;

    private final ArrivalSeries series = new ArrivalSeries();
    private final Random random = new Random(11);
    private long nowNs;

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.6})
    void picturesOfAVideoAreTheApplications(double spread) {
        for (int picture = 0; picture < 300; picture++) {
            nowNs = picture * 33_333_333L + random.nextInt(500_000);
            int large = picture % 30 == 0 && spread > 0.1 ? 4 : 1;
            train((int) Math.round(20 * large * Math.exp(spread * random.nextGaussian())));
        }
        assertTrue(SenderFeatures.of(series).applicationBursts());
    }

    @Test
    void answersAfterThinkingAreTheApplications() {
        for (int answer = 0; answer < 300; answer++) {
            nowNs += Math.round(-20e6 * Math.log(1 - random.nextDouble()));
            train(3 + random.nextInt(40));
        }
        assertTrue(SenderFeatures.of(series).applicationBursts());
    }

    @Test
    void aSenderThatMakesUpForItsStallsWasKeptFromSending() {
        long gapNs = 200_000;
        for (int stall = 0; stall < 60; stall++) {
            for (int packet = 0; packet < 100; packet++) {
                send(gapNs + random.nextInt(40_000) - 20_000);
            }
            int owed = 50 + random.nextInt(100);
            nowNs += owed * gapNs;
            train(owed);
        }
        SenderFeatures features = SenderFeatures.of(series);
        assertFalse(features.applicationBursts());
        assertTrue(features.caughtUpShare() > 0.3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_300_000, 2_000_000, 4_000_000})
    void windowsThatArePacedInPartOfARoundTripAreTheApplications(long roundTripNs) {
        for (int window = 0; window < 200; window++) {
            nowNs = window * roundTripNs;
            for (int segment = 0; segment < 30; segment++) {
                send(20_000 + random.nextInt(1_000));
            }
        }
        SenderFeatures features = SenderFeatures.of(series);
        assertTrue(features.applicationBursts() || features.caughtUpShare() < 0.01, features::toString);
    }

    @Test
    void aPoissonSenderThatSliceByByDidNotRunIsNoApplication() {
        double due = 0;
        for (int slice = 0; slice < 300; slice++) {
            long runsNs = slice * 44_000_000L;
            while (due < runsNs) { // what fell due while it did not run
                send(Math.max(LINE_NS, runsNs - nowNs));
                due -= 3e6 * Math.log(1 - random.nextDouble());
            }
            while (due < runsNs + 14_000_000) {
                send(Math.max(LINE_NS, Math.round(due) - nowNs));
                due -= 3e6 * Math.log(1 - random.nextDouble());
            }
        }
        SenderFeatures features = SenderFeatures.of(series);
        assertFalse(features.applicationBursts());
        assertTrue(features.caughtUpShare() > 0.3, features::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 4_000_000, 10_000_000})
    void aSenderWokenByTicksIsNoVideo(long tickNs) {
        double due = 0;
        for (int tick = 0; tick < 400; tick++) {
            nowNs = tick * tickNs + random.nextInt(20_000);
            due += 12.4;
            train((int) due);
            due -= (int) due;
        }
        assertFalse(SenderFeatures.of(series).applicationBursts());
    }

    private void train(int packets) {
        for (int packet = 0; packet < packets; packet++) {
            send(LINE_NS);
        }
    }

    private void send(long gapNs) {
        nowNs += gapNs;
        series.add(nowNs, FRAME_BYTES);
    }
}
