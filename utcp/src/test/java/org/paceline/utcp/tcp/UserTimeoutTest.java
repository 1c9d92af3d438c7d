package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 5482 and RFC 9293 3.9.1: how long data may stay unacknowledged is the user's to say. */
class UserTimeoutTest {
    private static final long TIMEOUT_NS = 5_000 * MS;

    private static TcpConfig limited() {
        return Scripts.plain().withLiveness(liveness -> liveness.withUserTimeoutNs(TIMEOUT_NS));
    }

    private static void drain(ConnectionScript script) {
        while (script.poll() != null) {
            // whatever leaves
        }
    }

    private static void runTo(ConnectionScript script, long endNs) {
        while (script.connection.nextDeadlineNs(script.nowNs()) < endNs) {
            script.late(script.connection.nextDeadlineNs(script.nowNs()));
            drain(script);
        }
        script.late(endNs);
    }

    @Test
    void unacknowledgedDataEndsTheConnectionAtTheTimeout() {
        ConnectionScript script = Scripts.established(limited());
        script.writes(100).expect("P. 1:101 ack 1");
        runTo(script, RTT_NS + TIMEOUT_NS - 1);
        script.is(TcpState.ESTABLISHED).late(RTT_NS + TIMEOUT_NS).expect("R. 101:101 ack 1");
        script.isClosed(CloseReason.USER_TIMEOUT);
    }

    @Test
    void progressBeginsItAnew() {
        ConnectionScript script = Scripts.established(limited());
        script.writes(100).expect("P. 1:101 ack 1");
        runTo(script, RTT_NS + TIMEOUT_NS - MS);
        script.arrives(". 1:1 ack 51");
        runTo(script, RTT_NS + 2 * TIMEOUT_NS - 2 * MS);
        script.is(TcpState.ESTABLISHED);
        runTo(script, RTT_NS + 2 * TIMEOUT_NS - MS);
        script.is(TcpState.CLOSED);
    }

    @Test
    void itIsLongerThanTheCountOfRetransmissionsWhenTheUserWantsIt() {
        ConnectionScript script = Scripts.established(Scripts.plain()
                .withTimers(timers -> timers.withRetries(1))
                .withLiveness(liveness -> liveness.withUserTimeoutNs(60_000 * MS)));
        script.writes(100).expect("P. 1:101 ack 1");
        runTo(script, RTT_NS + 60_000 * MS - 1);
        script.is(TcpState.ESTABLISHED);
    }

    @Test
    void aWindowThatStaysClosedCountsAsWell() {
        ConnectionScript script = Scripts.established(limited());
        script.writes(100)
                .expect("P. 1:101 ack 1")
                .arrives(". 1:1 ack 101 win 0")
                .writes(100);
        long endNs = RTT_NS + TIMEOUT_NS;
        while (script.connection.nextDeadlineNs(script.nowNs()) < endNs) {
            script.late(script.connection.nextDeadlineNs(script.nowNs()));
            drain(script);
            script.arrives(". 1:1 ack 101 win 0");
        }
        script.late(endNs);
        drain(script);
        script.isClosed(CloseReason.USER_TIMEOUT);
    }

    @Test
    void anIdleConnectionHasNoLimit() {
        ConnectionScript script = Scripts.established(limited());
        script.writes(100)
                .expect("P. 1:101 ack 1")
                .after(MS)
                .arrives(". 1:1 ack 101")
                .nothingEver();
    }

    /** As Linux has it: the user timeout counts for the answers to keepalive probes, too. */
    @Test
    void keepAliveGivesUpByItAndNotByTheCount() {
        ConnectionScript script = Scripts.established(limited().withLiveness(liveness -> liveness.withKeepAlive(true)
                .withKeepIdleNs(4_000 * MS)
                .withKeepIntervalNs(1_500 * MS)
                .withKeepProbes(99)));
        script.dueAt(RTT_NS + 4_000 * MS).expect(". 0:0 ack 1");
        script.dueAt(RTT_NS + 5_500 * MS).expect("R. 1:1 ack 1").isClosed(CloseReason.KEEP_ALIVE);
    }
}
