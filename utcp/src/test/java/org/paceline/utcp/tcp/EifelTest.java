package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.recovery.CaState;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/**
 * RFC 3522 with the response of RFC 4015: the timestamp that comes back tells the original's ACK from its copy's.
 * Segments have 1,000 bytes and 12 of timestamps; the clock of the timestamps ticks in milliseconds.
 */
class EifelTest {
    private static final String OPTIONS = "<mss 1012,sackOK,TS 7:0>";

    private static ConnectionScript sent(UnaryOperator<RecoveryConfig> change) {
        TcpConfig config = Scripts.modern()
                .withOptions(options -> options.withTimestamps(true))
                .withInitialWindowSegments(10)
                .withRecovery(change);
        ConnectionScript script = Scripts.established(config, 65_535, OPTIONS).writes(40_000);
        return Flight.expectNew(script, 0, 10).nothingDue();
    }

    private static String ack(int segment, long echoMs, String sack) {
        return ". 1:1 ack " + Flight.start(segment) + " <TS 8:" + echoMs + (sack.isEmpty() ? "" : "," + sack) + ">";
    }

    private static String sack(int from, int to) {
        return "sack " + Flight.start(from) + ":" + Flight.start(to);
    }

    private static ConnectionScript recovering(UnaryOperator<RecoveryConfig> change) {
        ConnectionScript script = sent(change).after(RTT_NS).arrives(ack(0, 100, sack(1, 4)));
        script.expect(Flight.text(0)).nothingDue();
        assertEquals(List.of(true), script.events.recoveries);
        return script.after(10 * MS);
    }

    private final ConnectionScript script = recovering(recovery -> recovery);

    @Test
    void anEchoFromBeforeTheRetransmissionUndoesTheRecovery() {
        script.arrives(ack(4, 100, ""));
        assertEquals(List.of(true, false), script.events.recoveries);
        assertEquals(10_000, script.connection.congestionWindowBytes());
        assertEquals(Long.MAX_VALUE, script.connection.info().bytes().sndSsthresh());
        assertEquals(CaState.OPEN, script.connection.recovery.caState());
    }

    @Test
    void theEchoOfTheRetransmissionConfirmsTheLoss() {
        script.after(RTT_NS - 10 * MS).arrives(ack(4, 200, ""));
        assertEquals(List.of(true), script.events.recoveries);
        assertEquals(CaState.RECOVERY, script.connection.recovery.caState());
    }

    @Test
    void anEchoOfTheSameTickAsTheRetransmissionProvesNothing() {
        ConnectionScript fast = sent(recovery -> recovery).at(200 * MS + 400_000);
        fast.arrives(ack(0, 200, sack(1, 4))).expect(Flight.text(0)).arrives(ack(4, 200, ""));
        assertEquals(List.of(true), fast.events.recoveries);
    }

    @Test
    void aSpuriousTimeoutIsUndoneByTheFirstAckOfAnOriginal() {
        ConnectionScript slow =
                sent(recovery -> recovery.withTailLossProbe(false)).dueAt(RTT_NS + RTO_NS);
        slow.expect(Flight.text(0)).at(450 * MS).arrives(ack(1, 100, ""));
        assertEquals(CaState.OPEN, slow.connection.recovery.caState());
        assertEquals(11_000, slow.connection.congestionWindowBytes());
        assertEquals(0, slow.connection.info().segments().lost());
        slow.expect(Flight.text(10));
    }

    @Test
    void afterASpuriousTimeoutTheRtoIsNoLessThanTheRoundTripThatDefeatedIt() {
        ConnectionScript slow =
                sent(recovery -> recovery.withTailLossProbe(false)).dueAt(RTT_NS + RTO_NS);
        slow.expect(Flight.text(0)).at(450 * MS).arrives(ack(1, 100, ""));
        assertEquals(350 * MS, slow.connection.smoothedRttNs());
        assertTrue(slow.connection.info().times().rto() >= 350 * MS + 4 * 175 * MS);
    }

    @Test
    void offNothingIsUndone() {
        ConnectionScript stubborn = recovering(recovery -> recovery.withUndo(false));
        stubborn.arrives(ack(4, 100, ""));
        assertEquals(CaState.RECOVERY, stubborn.connection.recovery.caState());
    }
}
