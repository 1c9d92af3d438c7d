package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.recovery.CaState;

/** A recovery by RFC 9937 on the connection: of twenty segments the first is lost. */
class ReducedRecoveryTest {
    private static final int FLIGHT = 20;

    private final ConnectionScript script = Flight.sent(FLIGHT, 60).after(RTT_NS);

    private static int segmentsThatLeave(ConnectionScript script) {
        int segments = 0;
        while (script.poll() != null) {
            segments++;
        }
        return segments;
    }

    @Test
    void everySecondSackLetsASegmentGoAndTheEndIsAtSsthresh() {
        script.arrives(ack(0, 1, 2)).arrives(ack(0, 1, 3));
        int before = segmentsThatLeave(script);
        assertEquals(2, before, "RFC 3042");
        script.arrives(ack(0, 1, 4)).expect(text(0));
        int sent = 1;
        for (int sacked = 5; sacked <= FLIGHT; sacked++) {
            script.arrives(ack(0, 1, sacked));
            sent += segmentsThatLeave(script);
            assertTrue(sent <= (sacked - 2) / 2 + 1, "after " + sacked + " segments " + sent);
        }
        long thresholdBytes = script.connection.info().bytes().sndSsthresh();
        assertTrue(thresholdBytes == 10_000 || thresholdBytes == 11_000, "half of what was in flight");
        assertEquals(thresholdBytes, script.connection.pipeBytes());
        script.after(RTT_NS).arrives(ack(FLIGHT + 2));
        assertEquals(CaState.OPEN, script.connection.recovery.caState());
        assertEquals(thresholdBytes, script.connection.congestionWindowBytes());
    }

    @Test
    void withoutSackDuplicatesAreSegmentsThatWereDelivered() {
        TcpConfig config = Flight.config(FLIGHT).withOptions(options -> options.withSack(false));
        ConnectionScript plain = Flight.sent(config, FLIGHT, 60).after(RTT_NS);
        for (int duplicate = 0; duplicate < 3; duplicate++) {
            plain.arrives(". 1:1 ack 1");
        }
        plain.expect(text(0));
        int sent = 1;
        for (int duplicate = 3; duplicate < FLIGHT - 1; duplicate++) {
            plain.arrives(". 1:1 ack 1");
            sent += segmentsThatLeave(plain);
        }
        assertEquals(10, sent, 1.0);
        plain.after(RTT_NS).arrives(". 1:1 ack 20001");
        assertEquals(10_000, plain.connection.congestionWindowBytes());
    }

    @Test
    void aHeavyLossIsRepairedInSlowStartNotInABurst() {
        // 0 to 14 are lost: the pipe is far below ssthresh
        script.arrives(ack(0, 15, 18)).expect(text(0));
        int sent = 1 + segmentsThatLeave(script);
        assertTrue(sent <= 4, "as much as was delivered, and not 10: " + sent);
        script.after(RTT_NS).arrives(ack(1, 15, 20));
        assertTrue(segmentsThatLeave(script) <= 5);
    }

    @Test
    void anEchoOfCongestionBringsTheFlightDownByTheSameRate() {
        TcpConfig config = Flight.config(FLIGHT).withOptions(options -> options.withEcn(EcnMode.REQUEST));
        ConnectionScript marked = new ConnectionScript(config);
        marked.connection.open();
        marked.expect("SEW 0:0").at(RTT_NS).arrives("SE. 0:0 ack 1 win 65535 <mss 1460,sackOK>");
        marked.expect(". 1:1 ack 1").writes(60_000);
        assertEquals(FLIGHT, segmentsThatLeave(marked));
        marked.after(RTT_NS).arrives("E. 1:1 ack 2001");
        assertEquals(CaState.CWR, marked.connection.recovery.caState());
        int sent = segmentsThatLeave(marked);
        for (int segment = 4; segment <= FLIGHT; segment += 2) {
            marked.arrives("E. 1:1 ack " + Flight.start(segment));
            sent += segmentsThatLeave(marked);
        }
        assertEquals(16, sent, "four fifths, RFC 8511");
        assertEquals(CaState.OPEN, marked.connection.recovery.caState());
        assertEquals(16_000, marked.connection.congestionWindowBytes());
    }
}
