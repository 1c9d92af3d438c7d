package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.control.CongestionPhase;

/** RFC 9293 3.8.6.1: a window that closed is probed, more and more rarely, for as long as the peer answers. */
class PersistTest {
    /** RTO after two round trips of 100 ms: 100 + 4 * 37.5. */
    private static final long RTO_NS = 250 * MS;

    private static final String CLOSED = ". 1:1 ack 1001 win 0";
    private static final String PROBE = ". 1001:1002 ack 1";

    /** 2,000 bytes wait, nothing is in flight, and the window is closed. */
    private static ConnectionScript blocked(TcpConfig config) {
        ConnectionScript script = Scripts.established(config, 1_000, Scripts.PEER_OPTIONS);
        return script.writes(3_000).expect(". 1:1001 ack 1").at(2 * RTT_NS).arrives(CLOSED);
    }

    private final ConnectionScript script = blocked(Scripts.plain());

    @Test
    void theFirstProbeLeavesAfterAnRto() {
        script.dueAt(2 * RTT_NS + RTO_NS).expect(PROBE);
    }

    @Test
    void nothingIsProbedWhileDataInFlightWillTell() {
        ConnectionScript busy = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
        busy.writes(3_000)
                .expect(". 1:1001 ack 1")
                .dueAt(RTT_NS + Scripts.RTO_NS)
                .expect(". 1:1001 ack 1");
    }

    @Test
    void answeredProbesBackOffAndNeverGiveUp() {
        long dueNs = 2 * RTT_NS + RTO_NS;
        long waitNs = RTO_NS;
        for (int probe = 0; probe < 100; probe++) {
            script.dueAt(dueNs).expect(PROBE).arrives(CLOSED);
            dueNs += waitNs;
            waitNs = Math.min(2 * waitNs, Scripts.plain().timers().rto().maxNs());
        }
        script.is(TcpState.ESTABLISHED);
    }

    @Test
    void unansweredProbesGiveUp() {
        ConnectionScript impatient = blocked(Scripts.plain().withTimers(timers -> timers.withRetries(2)));
        impatient
                .dueAt(450 * MS)
                .expect(PROBE)
                .dueAt(700 * MS)
                .expect(PROBE)
                .dueAt(1_200 * MS)
                .expect(PROBE);
        impatient.dueAt(2_200 * MS).expect("R. 1002:1002 ack 1").isClosed(CloseReason.TIMED_OUT);
    }

    @Test
    void aWindowThatOpensBeforeTheProbeIsUsed() {
        script.after(MS).arrives(". 1:1 ack 1001 win 1000").expect(". 1001:2001 ack 1");
    }

    @Test
    void aWindowThatOpensAfterTheProbeIsUsedAtOnce() {
        script.dueAt(450 * MS).expect(PROBE).arrives(CLOSED).after(100 * MS);
        script.arrives(". 1:1 ack 1001 win 2000").expect(PROBE).arrives(". 1:1 ack 1002 win 2000");
        script.expect(". 1002:2462 ack 1").nothingDue();
    }

    @Test
    void aProbeThatIsTakenStartsAnew() {
        script.dueAt(450 * MS).expect(PROBE).after(RTT_NS).arrives(". 1:1 ack 1002 win 0");
        // third round trip of 100 ms: 100 + 4 * 28.125
        script.dueAt(550 * MS + 212_500_000).expect(". 1002:1003 ack 1");
    }

    @Test
    void answersToProbesAreNoDuplicateAcks() {
        ConnectionScript plain = blocked(Scripts.plain().withOptions(options -> options.withSack(false)));
        long windowBytes = plain.connection.congestionWindowBytes();
        long dueNs = 450 * MS;
        for (int probe = 0; probe < 8; probe++) {
            plain.dueAt(dueNs).expect(PROBE).arrives(CLOSED);
            dueNs += RTO_NS << probe;
        }
        assertEquals(windowBytes, plain.connection.congestionWindowBytes());
        assertEquals(CongestionPhase.SLOW_START, plain.connection.congestionPhase());
    }

    @Test
    void aProbeTakesNoShareOfTheCongestionWindow() {
        long windowBytes = script.connection.congestionWindowBytes();
        script.dueAt(450 * MS)
                .expect(PROBE)
                .dueAt(700 * MS)
                .expect(PROBE)
                .dueAt(1_200 * MS)
                .expect(PROBE);
        assertEquals(windowBytes, script.connection.congestionWindowBytes());
    }

    @Test
    void aBareFinNeedsNoWindow() {
        ConnectionScript done = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
        done.writes(1_000)
                .expect("P. 1:1001 ack 1")
                .arrives(CLOSED)
                .shutsOutput()
                .expect("F. 1001:1001 ack 1");
    }

    @Test
    void closedBeforeEverythingLeftTheFinFollowsTheProbes() {
        script.shutsOutput().dueAt(450 * MS).expect(PROBE);
        script.arrives(". 1:1 ack 1002 win 65535").expect(". 1002:2462 ack 1").expect("FP. 2462:3001 ack 1");
    }

    private static TcpConfig likeLinux() {
        return Scripts.plain().withStyle(style -> style.withEmptyWindowProbe(true));
    }

    @Test
    void anEmptyProbeAsksWithAnOldNumberAndBacksOffUntilTheWindowOpens() {
        ConnectionScript linux = blocked(likeLinux());
        linux.dueAt(450 * MS).expect(". 1000:1000 ack 1").arrives(CLOSED);
        linux.dueAt(950 * MS).expect(". 1000:1000 ack 1").arrives(CLOSED);
        linux.dueAt(1_950 * MS).expect(". 1000:1000 ack 1");
        linux.arrives(". 1:1 ack 1001 win 65535").expect(". 1001:2461 ack 1");
    }

    @Test
    void unansweredEmptyProbesGiveUp() {
        ConnectionScript linux = blocked(likeLinux().withTimers(timers -> timers.withRetries(2)));
        linux.dueAt(450 * MS).expect(". 1000:1000 ack 1");
        linux.dueAt(950 * MS).expect(". 1000:1000 ack 1");
        linux.dueAt(1_950 * MS).expect("R. 1001:1001 ack 1").isClosed(CloseReason.TIMED_OUT);
    }
}
