package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5482 sections 3.1 and 3.2: the user timeout as an option on the wire. */
class UserTimeoutOptionTest {
    private static final long SECOND_NS = 1_000 * MS;

    private static TcpConfig enabled(long userTimeoutNs) {
        return Scripts.plain()
                .withLiveness(liveness -> liveness.withUserTimeoutOption(true).withUserTimeoutNs(userTimeoutNs));
    }

    private static ConnectionScript established(TcpConfig config, String answerOptions) {
        ConnectionScript script = new ConnectionScript(config);
        script.connection.open();
        script.poll();
        return script.at(RTT_NS).arrives("S. 0:0 ack 1 win 65535 " + answerOptions);
    }

    /** When an unanswered segment, written at {@code RTT_NS}, makes the connection give up. */
    private static void givesUpAfter(ConnectionScript script, long timeoutNs) {
        script.writes(100).poll();
        while (script.connection.nextDeadlineNs(script.nowNs()) < RTT_NS + timeoutNs) {
            script.late(script.connection.nextDeadlineNs(script.nowNs()));
            while (script.poll() != null) {
                // sent again, and again
            }
        }
        script.is(TcpState.ESTABLISHED).late(RTT_NS + timeoutNs).poll();
        script.isClosed(CloseReason.USER_TIMEOUT);
    }

    @Test
    void theSynAndTheFirstAckTellIt() {
        ConnectionScript script = new ConnectionScript(enabled(7 * SECOND_NS));
        script.connection.open();
        script.expect("S 0:0 <mss 1460,sackOK,wscale 5,uto 7>");
        script.at(RTT_NS).arrives("S. 0:0 ack 1 win 65535 <mss 1000,sackOK>");
        script.expect(". 1:1 ack 1 <uto 7>");
        script.arrives("P. 1:1001 ack 1").arrives("P. 1001:2001 ack 1").expect(". 1:1 ack 2001 <>");
    }

    @Test
    void aChangeIsToldWithTheNextAck() {
        ConnectionScript script = established(enabled(7 * SECOND_NS), "<mss 1000,sackOK>");
        script.expect(". 1:1 ack 1 <uto 7>");
        LivenessConfig changed = script.connection.livenessConfig().withUserTimeoutNs(90 * SECOND_NS);
        script.connection.configureLiveness(changed, script.nowNs());
        script.arrives("P. 1:1001 ack 1").arrives("P. 1001:2001 ack 1").expect(". 1:1 ack 2001 <uto 90>");
    }

    @Test
    void switchedOffNothingIsToldAndNothingAdopted() {
        ConnectionScript script = established(Scripts.plain(), "<mss 1000,sackOK,uto 100>");
        script.expect(". 1:1 ack 1 <>").nothingEver();
    }

    /** USER_TIMEOUT = min(U_LIMIT, max(ADV_UTO, REMOTE_UTO, L_LIMIT)), ADV_UTO being the default of 300 s. */
    @ParameterizedTest
    @CsvSource({"10, 300", "700, 700", "86400, 3600"})
    void whereTheUserSetNothingThePeersCountsWithinLimits(int peerSeconds, int seconds) {
        ConnectionScript script = established(enabled(0), "<mss 1000,sackOK,uto " + peerSeconds + ">");
        script.expect(". 1:1 ack 1 <uto 300>");
        givesUpAfter(script, seconds * SECOND_NS);
    }

    @Test
    void whatTheUserSetStays() {
        ConnectionScript script = established(enabled(7 * SECOND_NS), "<mss 1000,sackOK,uto 700>");
        script.expect(". 1:1 ack 1 <uto 7>");
        givesUpAfter(script, 7 * SECOND_NS);
    }

    @Test
    void itComesWithAnySegment() {
        ConnectionScript script = established(enabled(0), "<mss 1000,sackOK>");
        script.expect(". 1:1 ack 1 <uto 300>").arrives(". 1:1 ack 1 <uto 400>");
        givesUpAfter(script, 400 * SECOND_NS);
    }
}
