package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.congestion.AckSample;
import org.paceline.utcp.tcp.congestion.CongestionControl;

/** What congestion control is told by an acknowledgment: ten segments of 1,000 bytes that left at 100 ms. */
class AckSamplingTest {
    private final ConnectionScript script = Flight.sent(10, 20);
    private final Recorder recorder = new Recorder();

    AckSamplingTest() {
        script.connection.congestion = recorder;
        script.at(2 * RTT_NS);
    }

    @Test
    void aCumulativeAcknowledgmentTellsWhatItAcknowledged() {
        script.arrives(ack(2));
        assertEquals(1, recorder.samples);
        assertEquals(2_000, recorder.acknowledgedBytes);
        assertEquals(2_000, recorder.deliveredBytes);
        assertEquals(RTT_NS, recorder.rttNs);
        assertEquals(10_000, recorder.priorPipeBytes);
        assertEquals(8_000, recorder.pipeBytes);
        assertFalse(recorder.recovering);
    }

    @Test
    void aRateIsWhatArrivedSinceTheSegmentLeft() {
        script.arrives(ack(10));
        assertEquals(10_000, recorder.intervalBytes);
        assertEquals(100_000, recorder.deliveryRate);
        assertTrue(recorder.appLimited, "nothing was there to be sent before the first flight");
        Flight.expectNew(script, 10, 10).at(3 * RTT_NS).arrives(ack(20));
        assertEquals(100_000, recorder.deliveryRate);
        assertFalse(recorder.appLimited);
    }

    @Test
    void sackAloneIsAnAcknowledgmentOfItsOwn() {
        script.arrives(ack(0, 1, 2));
        assertEquals(1, recorder.samples);
        assertEquals(0, recorder.acknowledgedBytes);
        assertEquals(1_000, recorder.deliveredBytes);
        assertEquals(RTT_NS, recorder.rttNs);
        assertEquals(9_000, recorder.pipeBytes);
    }

    @Test
    void aRecoverysAcknowledgmentsAreToldWithTheirLosses() {
        script.arrives(ack(0, 1, 4));
        assertTrue(recorder.recovering);
        assertEquals(1, recorder.losses);
        assertEquals(1_000, recorder.lostBytes);
        assertEquals(3_000, recorder.deliveredBytes);
        script.arrives(ack(0, 1, 5));
        assertEquals(2, recorder.samples);
        assertEquals(0, recorder.lostBytes);
        assertEquals(1_000, recorder.deliveredBytes);
    }

    @Test
    void whatWasSackedIsNotDeliveredAgainByItsAcknowledgment() {
        script.arrives(ack(0, 1, 3)).arrives(ack(3));
        assertEquals(3_000, recorder.acknowledgedBytes);
        assertEquals(1_000, recorder.deliveredBytes);
        assertEquals(3_001, recorder.totalDeliveredBytes, "the SYN counts");
    }

    @Test
    void anAcknowledgmentThatTellsNothingIsNoSample() {
        script.arrives(ack(0));
        assertEquals(0, recorder.samples);
    }

    @Test
    void segmentsOfAnApplicationThatPausedAreMarked() {
        ConnectionScript paused = Flight.sent(Flight.config(10), 3, 3);
        Recorder other = new Recorder();
        paused.connection.congestion = other;
        paused.at(2 * RTT_NS).arrives(ack(3)).writes(1_000);
        Flight.expectNew(paused, 3, 1).at(3 * RTT_NS).arrives(ack(4));
        assertTrue(other.appLimited);
        assertEquals(10_000, other.deliveryRate);
        assertTrue(paused.connection.info(3 * RTT_NS + MS).rates().delivery() >= 10_000);
    }

    /** A wide window that keeps the last sample. */
    private static final class Recorder implements CongestionControl {
        private int samples;
        private int losses;
        private long acknowledgedBytes;
        private long deliveredBytes;
        private long totalDeliveredBytes;
        private long lostBytes;
        private long priorPipeBytes;
        private long pipeBytes;
        private long rttNs;
        private long intervalBytes;
        private long deliveryRate;
        private boolean appLimited;
        private boolean recovering;

        @Override
        public void onAck(AckSample sample) {
            samples++;
            acknowledgedBytes = sample.acknowledgedBytes;
            deliveredBytes = sample.deliveredBytes;
            totalDeliveredBytes = sample.totalDeliveredBytes;
            lostBytes = sample.lostBytes;
            priorPipeBytes = sample.priorPipeBytes;
            pipeBytes = sample.pipeBytes;
            rttNs = sample.rttNs;
            intervalBytes = sample.intervalBytes;
            deliveryRate = sample.deliveryRate;
            appLimited = sample.appLimited;
            recovering = sample.recovering;
        }

        @Override
        public void onLoss(long nowNs, long flightBytes) {
            losses++;
        }

        @Override
        public void onEcn(long nowNs, long flightBytes) {}

        @Override
        public void onRecovered(long nowNs, long flightBytes) {}

        @Override
        public void onTimeout(long nowNs, long flightBytes, boolean first) {}

        @Override
        public void onUndo() {}

        @Override
        public long windowBytes() {
            return 10_000;
        }

        @Override
        public long slowStartThresholdBytes() {
            return 10_000;
        }
    }
}
