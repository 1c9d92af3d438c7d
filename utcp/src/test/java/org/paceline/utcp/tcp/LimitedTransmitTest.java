package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 3042: the first two duplicates let a new segment go each, beyond cwnd, and cwnd stays. */
class LimitedTransmitTest {
    private static final String DUPLICATE = ". 1:1 ack 1";

    private static ConnectionScript sent(boolean sack, boolean limitedTransmit) {
        TcpConfig config = Flight.config(4)
                .withOptions(options -> options.withSack(sack))
                .withRecovery(recovery -> recovery.withLimitedTransmit(limitedTransmit));
        return Flight.sent(config, 4, 20).after(RTT_NS);
    }

    @Test
    void withoutSackTwoDuplicatesLetTwoSegmentsGo() {
        ConnectionScript script = sent(false, true);
        script.arrives(DUPLICATE).expect(text(4)).nothingDue();
        script.arrives(DUPLICATE).expect(text(5)).nothingDue();
        assertEquals(4_000, script.connection.congestionWindowBytes());
        script.arrives(DUPLICATE).expect(text(0)).nothingDue();
    }

    @Test
    void withSackTheBlocksDo() {
        ConnectionScript script = sent(true, true);
        script.arrives(ack(0, 1, 2)).expect(text(4)).nothingDue();
        script.arrives(ack(0, 1, 3)).expect(text(5)).nothingDue();
        assertEquals(4_000, script.connection.congestionWindowBytes());
    }

    @Test
    void thePeersWindowHoldsAsEver() {
        TcpConfig config = Flight.config(4).withOptions(options -> options.withSack(false));
        ConnectionScript script =
                Scripts.established(config, 4_500, "<mss 1460>").writes(20_000);
        Flight.expectNew(script, 0, 4)
                .after(RTT_NS)
                .arrives(DUPLICATE + " win 4500")
                .nothingDue();
    }

    @Test
    void offTheFirstDuplicatesAreSilent() {
        ConnectionScript plain = sent(false, false);
        plain.arrives(DUPLICATE).nothingDue().arrives(DUPLICATE).nothingDue();
        plain.arrives(DUPLICATE).expect(text(0));
        ConnectionScript sack = sent(true, false);
        sack.arrives(ack(0, 1, 2)).nothingDue().arrives(ack(0, 1, 3)).nothingDue();
    }
}
