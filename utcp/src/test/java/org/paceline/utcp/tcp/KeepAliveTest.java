package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.8.4: an idle peer is asked whether it is there, when the user wants it. */
class KeepAliveTest {
    private static final long SECOND_NS = 1_000 * MS;
    private static final long IDLE_NS = 10 * SECOND_NS;
    private static final long INTERVAL_NS = SECOND_NS;
    private static final String QUESTION = ". 0:0 ack 1";

    private static TcpConfig on() {
        return Scripts.plain().withLiveness(liveness -> liveness.withKeepAlive(true)
                .withKeepIdleNs(IDLE_NS)
                .withKeepIntervalNs(INTERVAL_NS)
                .withKeepProbes(3));
    }

    private final ConnectionScript script = Scripts.established(on());

    @Test
    void itIsOffByDefault() {
        Scripts.established().nothingEver();
    }

    @Test
    void theDefaultIntervalIsTwoHours() {
        Scripts.established(Scripts.plain().withLiveness(liveness -> liveness.withKeepAlive(true)))
                .dueAt(RTT_NS + 7_200 * SECOND_NS)
                .expect(QUESTION);
    }

    @Test
    void theQuestionIsAnAckOfTheOctetBeforeTheNextWithoutGarbage() {
        script.dueAt(RTT_NS + IDLE_NS).expect(QUESTION).dueAt(RTT_NS + IDLE_NS + INTERVAL_NS);
    }

    @Test
    void anAnswerIsGoodForTheWholeInterval() {
        script.dueAt(RTT_NS + IDLE_NS).expect(QUESTION).after(MS).arrives(". 1:1 ack 1");
        assertEquals(0, script.connection.liveness.probes());
        // the timer that was set for the next question finds that the peer has spoken
        script.dueAt(RTT_NS + IDLE_NS + INTERVAL_NS)
                .dueAt(RTT_NS + 2 * IDLE_NS + MS)
                .expect(QUESTION);
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() {
        script.dueAt(RTT_NS + IDLE_NS).expect(QUESTION);
        script.dueAt(RTT_NS + IDLE_NS + INTERVAL_NS).expect(QUESTION);
        script.dueAt(RTT_NS + IDLE_NS + 2 * INTERVAL_NS).expect(QUESTION);
        assertEquals(3, script.connection.info().field("probes"));
        script.dueAt(RTT_NS + IDLE_NS + 3 * INTERVAL_NS).expect("R. 1:1 ack 1");
        script.isClosed(CloseReason.KEEP_ALIVE);
    }

    @Test
    void aLostQuestionAloneDoesNotEndTheConnection() {
        script.dueAt(RTT_NS + IDLE_NS).expect(QUESTION);
        script.dueAt(RTT_NS + IDLE_NS + INTERVAL_NS).expect(QUESTION).arrives(". 1:1 ack 1");
        script.is(TcpState.ESTABLISHED).dueAt(RTT_NS + IDLE_NS + 2 * INTERVAL_NS);
        script.dueAt(RTT_NS + 2 * IDLE_NS + INTERVAL_NS).expect(QUESTION);
    }

    @Test
    void dataThatComesPutsTheQuestionOff() {
        script.at(RTT_NS + 9 * SECOND_NS)
                .arrives("P. 1:11 ack 1")
                .after(40 * MS)
                .expect(". 1:1 ack 11");
        script.dueAt(RTT_NS + IDLE_NS).dueAt(RTT_NS + 9 * SECOND_NS + IDLE_NS).expect(". 0:0 ack 11");
    }

    @Test
    void dataInFlightIsQuestionEnough() {
        script.at(RTT_NS + IDLE_NS - MS)
                .writes(10)
                .expect("P. 1:11 ack 1")
                .after(MS)
                .nothingDue();
    }

    @Test
    void itCanBeSwitchedOnLater() {
        ConnectionScript late = Scripts.established();
        late.at(60 * SECOND_NS).connection.configureLiveness(on().liveness(), late.nowNs());
        late.late(late.nowNs()).expect(QUESTION);
    }
}
