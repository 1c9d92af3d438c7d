package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6928, and RFC 5681 3.1 when the handshake had a loss. */
class InitialWindowTest {
    private static int segmentsAtOnce(ConnectionScript script) {
        script.writes(60_000);
        int segments = 0;
        while (script.poll() != null) {
            segments++;
        }
        return segments;
    }

    @Test
    void tenSegmentsLeaveAtFirst() {
        assertEquals(10, segmentsAtOnce(Scripts.established()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 32})
    void asManyAsAreConfigured(int segments) {
        assertEquals(
                segments, segmentsAtOnce(Scripts.established(Scripts.plain().withInitialWindowSegments(segments))));
    }

    @Test
    void tenOfThePeersSegments() {
        ConnectionScript script = Scripts.established(Scripts.plain(), 65_535, "<mss 536>");
        assertEquals(10, segmentsAtOnce(script));
        assertEquals(5_360, script.connection.info().unackedBytes());
    }

    @Test
    void oneSegmentAfterALostSyn() {
        ConnectionScript script =
                Scripts.synSent(Scripts.plain()).dueAt(1_000 * MS).expect("S 0:0");
        script.arrives("S. 0:0 ack 1 <mss 1460>").expect(". 1:1 ack 1");
        assertEquals(1, segmentsAtOnce(script));
    }

    @Test
    void oneSegmentAfterALostSynAck() {
        ConnectionScript script =
                Scripts.in(TcpState.SYN_RECEIVED).dueAt(1_000 * MS).expect("S. 0:0 ack 1");
        assertEquals(1, segmentsAtOnce(script.arrives(". 1:1 ack 1")));
    }

    @Test
    void thePeersWindowBoundsItAsWell() {
        assertEquals(2, segmentsAtOnce(Scripts.established(Scripts.plain(), 2_920, Scripts.PEER_OPTIONS)));
    }
}
