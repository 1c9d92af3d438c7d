package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.ConnectionScript.MS;

import org.junit.jupiter.api.Test;

/** The receive buffer grows with what is read in a round trip, and the send buffer with cwnd. */
class ReceiveTuningTest {
    private static final int SEGMENT = 1_000;
    private static final long RTT_NS = 10 * MS;

    private final ReceiveTuning tuning = new ReceiveTuning(6 << 20);
    private long nowNs;
    private long read;

    /** A round trip in which so many bytes come and are read; returns the size that is asked for. */
    private int roundTrip(int bytes) {
        tuning.onText(nowNs, (int) read, 65_536, (int) (nowNs / MS), RTT_NS, SEGMENT);
        nowNs += RTT_NS;
        read += bytes;
        return tuning.onRead(nowNs, read, SEGMENT);
    }

    @Test
    void nothingGrowsBeforeARoundTripIsKnown() {
        tuning.onText(0, 0, 65_536, 0, -1, SEGMENT);
        assertEquals(0, tuning.onRead(100 * MS, 50_000, SEGMENT));
        assertEquals(-1, tuning.rttNs());
    }

    @Test
    void theBufferIsTwiceWhatIsReadAndTheGrowthAgain() {
        assertEquals(0, roundTrip(0));
        assertEquals(0, roundTrip(10_000), "no more than is taken for granted");
        int wanted = roundTrip(15_000);
        long window = 2 * 15_000 + 16 * SEGMENT;
        assertEquals(window + 2 * (window * 5_000 / 10_000), wanted);
        assertEquals(15_000, tuning.spaceBytes());
        assertEquals(0, roundTrip(15_000), "steady");
    }

    @Test
    void theMaximumHolds() {
        roundTrip(10_000);
        roundTrip(10_000);
        assertEquals(6 << 20, roundTrip(4 << 20));
    }

    @Test
    void aWindowfulTakesARoundTripWhereNoTimestampsAre() {
        tuning.onText(0, 0, 50_000, 0, -1, SEGMENT);
        tuning.onText(5 * MS, 49_999, 1, 0, -1, SEGMENT);
        assertEquals(-1, tuning.rttNs());
        tuning.onText(7 * MS, 50_000, 50_000, 0, -1, SEGMENT);
        assertEquals(7 * MS, tuning.rttNs());
        tuning.onText(20 * MS, 100_000, 50_000, 0, -1, SEGMENT);
        assertEquals(7 * MS, tuning.rttNs(), "slower is the application's doing");
    }

    /** Complaint: fixed windows limit a flow over a long fat path. */
    @Test
    void aConnectionsWindowGrowsUntilItHoldsTheFlow() {
        ConnectionScript script = Scripts.established(
                Scripts.plain().withBuffers(buffers -> buffers.withReceiveRange(65_536, 1 << 20)),
                65_535,
                "<mss 1460,sackOK,wscale 7>");
        int next = 1;
        for (int round = 0; round < 12; round++) {
            int segments = script.connection.rcv.windowBytes() / 1_460;
            for (int segment = 0; segment < segments; segment++) {
                script.arrives(". " + next + ":" + (next + 1_460) + " ack 1").reads(1_460);
                next += 1_460;
            }
            script.late(script.nowNs() + RTT_NS);
            while (script.poll() != null) {
                // ACKs and window updates
            }
        }
        assertTrue(script.connection.rcv.windowBytes() > 1_000_000, "window " + script.connection.rcv.windowBytes());
    }

    @Test
    void aSizeThatWasSetStays() {
        ConnectionScript script =
                Scripts.established(Scripts.plain().withReceiveBufferBytes(65_536), 65_535, "<mss 1460,wscale 7>");
        for (int segment = 0; segment < 400; segment++) {
            int seq = 1 + segment * 1_460;
            script.arrives(". " + seq + ":" + (seq + 1_460) + " ack 1")
                    .reads(1_460)
                    .late(script.nowNs() + MS);
        }
        assertEquals(65_536, script.connection.receiveBuffer.capacityBytes());
    }

    @Test
    void theSendBufferHoldsTwoCongestionWindows() {
        ConnectionScript script =
                Scripts.established(Scripts.plain().withBuffers(buffers -> buffers.withSendRange(16_384, 1 << 20)));
        assertEquals(2 * 14_600, script.connection.sendBuffer.capacityBytes(), "the SYN was acknowledged");
        script.writes(14_600);
        while (script.poll() != null) {
            // the initial window
        }
        script.after(MS).arrives(". 1:1 ack 14601");
        script.writes(1_460).expect("P. 14601:16061 ack 1").after(MS).arrives(". 1:1 ack 16061");
        assertTrue(script.connection.sendBuffer.capacityBytes() > 2 * 14_600);
    }
}
