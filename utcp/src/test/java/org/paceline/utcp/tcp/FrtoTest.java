package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.recovery.CaState;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/**
 * RFC 5682 section 3.1: a timeout on trial, with SACK and without. Ten segments leave at 100 ms, and time out at 400.
 */
class FrtoTest {
    /** Timestamps would tell at once (RFC 3522), and the probe would come before the timeout. */
    private static TcpConfig config(UnaryOperator<RecoveryConfig> change) {
        return Flight.config(10).withRecovery(recovery -> change.apply(recovery.withTailLossProbe(false)));
    }

    private static ConnectionScript timedOut(TcpConfig config) {
        ConnectionScript script = Flight.sent(config, 10, 40).dueAt(RTT_NS + RTO_NS);
        return script.expect(text(0)).nothingDue();
    }

    private final ConnectionScript script = timedOut(config(recovery -> recovery));

    private CaState caState() {
        return script.connection.recovery.caState();
    }

    @Test
    void step2bSendsNewDataBeforeAnythingLeavesAgain() {
        script.arrives(ack(1)).expect(text(10)).expect(text(11)).nothingDue();
        assertEquals(CaState.LOSS, caState());
    }

    @Test
    void step3bAnOriginalThatArrivesProvesTheTimeoutSpurious() {
        script.arrives(ack(1)).expect(text(10)).expect(text(11)).arrives(ack(2));
        assertEquals(CaState.OPEN, caState());
        assertEquals(11_000, script.connection.congestionWindowBytes(), "as before, and slow start goes on");
        assertEquals(Long.MAX_VALUE, script.connection.info().bytes().sndSsthresh());
        assertEquals(0, script.connection.info().segments().lost());
        script.expect(text(12));
    }

    @Test
    void aSackOfAnOriginalProvesItAsWell() {
        script.arrives(ack(1)).expect(text(10)).expect(text(11)).arrives(ack(1, 3, 4));
        assertEquals(CaState.DISORDER, caState());
        assertEquals(10_000, script.connection.congestionWindowBytes());
    }

    @Test
    void step3aASackOfTheNewDataAloneIsARealLoss() {
        script.arrives(ack(1)).expect(text(10)).expect(text(11)).after(RTT_NS).arrives(ack(1, 10, 11));
        assertEquals(CaState.LOSS, caState());
        script.expect(text(1)).nothingDue();
        assertEquals(5_000, script.connection.info().bytes().sndSsthresh());
    }

    @Test
    void withoutNewDataTheConventionalRecoveryGoesOn() {
        ConnectionScript short10 =
                Flight.sent(config(recovery -> recovery), 10, 10).dueAt(RTT_NS + RTO_NS);
        short10.expect(text(0)).arrives(ack(1)).expect(text(1)).expect(text(2)).nothingDue();
    }

    @Test
    void anAckOfEverythingTellsNothingAndEndsIt() {
        script.arrives(ack(10));
        assertEquals(CaState.OPEN, caState());
        assertEquals(3_000, script.connection.congestionWindowBytes(), "slow start from one segment, L = 2");
    }

    @Test
    void aTimeoutThatInterruptsARecoveryIsNotOnTrial() {
        ConnectionScript recovering =
                Flight.sent(config(recovery -> recovery), 10, 40).after(RTT_NS);
        recovering.arrives(ack(0, 1, 4)).expect(text(0)).dueAt(2 * RTT_NS + RTO_NS);
        recovering.expect(text(0)).arrives(ack(4)).expect(text(4));
        assertEquals(CaState.LOSS, recovering.connection.recovery.caState());
    }

    @Test
    void offEverythingLeavesAgainAtOnce() {
        ConnectionScript off = timedOut(config(recovery -> recovery.withFrto(false)));
        off.arrives(ack(1)).expect(text(1)).expect(text(2)).nothingDue();
        off.arrives(ack(2));
        assertEquals(CaState.LOSS, off.connection.recovery.caState());
    }

    @Test
    void withoutSackTwoAcksThatAdvanceProveIt() {
        ConnectionScript plain = timedOut(config(recovery -> recovery).withOptions(options -> options.withSack(false)));
        plain.arrives(". 1:1 ack 1001").expect(text(10)).expect(text(11)).nothingDue();
        plain.arrives(". 1:1 ack 2001");
        assertEquals(CaState.OPEN, plain.connection.recovery.caState());
        assertEquals(11_000, plain.connection.congestionWindowBytes());
    }

    @Test
    void withoutSackADuplicateAfterTheFirstAckIsARealLoss() {
        ConnectionScript plain = timedOut(config(recovery -> recovery).withOptions(options -> options.withSack(false)));
        plain.arrives(". 1:1 ack 1001").expect(text(10)).expect(text(11)).arrives(". 1:1 ack 1001");
        plain.expect(text(1));
        assertEquals(CaState.LOSS, plain.connection.recovery.caState());
    }

    @Test
    void withoutSackAnAckThatFillsAHoleBelowSegmentsThatHadArrivedProvesNothing() {
        ConnectionScript plain = timedOut(config(recovery -> recovery).withOptions(options -> options.withSack(false)));
        plain.arrives(". 1:1 ack 5001");
        assertEquals(CaState.LOSS, plain.connection.recovery.caState());
    }
}
