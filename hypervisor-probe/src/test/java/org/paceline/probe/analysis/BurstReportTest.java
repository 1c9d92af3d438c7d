package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BurstReportTest {
    @Test
    void anEvenSeriesHasNoBursts() {
        BurstReport report = BurstReport.of(trains(1, 10_000), 50, 0);
        assertEquals(0, report.backToBackShare());
        assertEquals(1, report.trains().weightedMean());
        assertEquals(0, report.burstExcessPackets(), 1e-9);
        assertEquals(0, report.gaps().coefficientOfVariation(), 1e-9);
        assertEquals(0, report.linkBitsPerSecond());
    }

    @Test
    void trainsOfEightAreMeasuredAsSuch() {
        BurstReport report = BurstReport.of(trains(8, 8_000), 50, 0);
        assertEquals(7_000.0 / 7_999, report.backToBackShare(), 1e-9);
        assertEquals(8, report.trains().weightedMean(), 1e-9);
        assertEquals(6.9, report.burstExcessPackets(), 0.1); // the queue drains a little within a train
        assertEquals(800_000, report.intervals().intervalsNs().median(), 1_000);
        assertTrue(report.spectrum().get(0).dispersion() > 5);
    }

    @Test
    void theTraceHoldsTheLongestTrainOfEachStretch() {
        ArrivalSeries series = trains(8, 80_000);
        TrainTrace trace = BurstReport.of(series, 50, 0).trace();
        assertEquals(series.timeNs(0), trace.startNs());
        for (int stretch = 0; stretch < TrainTrace.STRETCHES; stretch++) {
            assertEquals(8, trace.longest(stretch), "stretch " + stretch);
        }
        TrainTrace even = BurstReport.of(trains(1, 30), 50, 0).trace();
        int packets = 0;
        for (int stretch = 0; stretch < TrainTrace.STRETCHES; stretch++) {
            packets += even.longest(stretch);
        }
        assertEquals(30, packets, "each in a stretch of its own, the others empty");
    }

    @Test
    void theRateOfALinkIsReadFromTheGapsBehindIt() {
        ArrivalSeries series = new ArrivalSeries();
        for (int packet = 0; packet < 4_000; packet++) {
            series.add(packet / 8 * 800_000L + packet % 8 * 12_304L, 1_514); // 8 (1514 + 24) / 1 Gb/s
        }
        BurstReport report = BurstReport.of(series, 50, 0);
        assertEquals(1e9, report.linkBitsPerSecond(), 0.02e9);
        assertEquals(8, report.trains().weightedMean(), 1e-9);
    }

    @Test
    void packetsThatAllPassAtOnceHaveNoGaps() {
        ArrivalSeries series = new ArrivalSeries();
        series.add(5, 100);
        series.add(5, 100);
        assertThrows(IllegalArgumentException.class, () -> BurstReport.of(series, 50, 0));
    }

    private static ArrivalSeries trains(int length, int packets) {
        ArrivalSeries series = new ArrivalSeries();
        for (int packet = 0; packet < packets; packet++) {
            series.add(packet / length * 100_000L * length + packet % length * 1_000L, 1_000);
        }
        return series;
    }
}
