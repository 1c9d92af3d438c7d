package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.paceline.utcp.tcp.ConnectionScript.MS;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What RFC 9293 3.10.7.4 asks of every synchronized state alike, with the checks of RFC 5961. */
class SegmentArrivesWhenSynchronizedTest {
    /** Beyond every window here: the receive buffer has 1 MiB. */
    private static final int BEYOND = 2_000_000;

    private static int rcvNxt(TcpState state) {
        return switch (state) {
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> 1;
            default -> 2; // the peer's FIN is here
        };
    }

    private static int sndNxt(TcpState state) {
        return switch (state) {
            case ESTABLISHED, CLOSE_WAIT -> 1;
            default -> 2; // our FIN is out
        };
    }

    private static String pureAck(TcpState state) {
        return ". " + sndNxt(state) + ":" + sndNxt(state) + " ack " + rcvNxt(state);
    }

    private static String control(String flags, int seq, int ack) {
        return flags + " " + seq + ":" + seq + " ack " + ack;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(
            value = TcpState.class,
            names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"})
    @interface EachSynchronizedState {}

    @EachSynchronizedState
    void firstAnOldSegmentIsAcknowledged(TcpState state) {
        Scripts.in(state)
                .arrives("P. -9:1 ack " + sndNxt(state))
                .expect(pureAck(state))
                .is(state)
                .nothingDue();
    }

    @EachSynchronizedState
    void aSegmentBeyondTheWindowIsAcknowledged(TcpState state) {
        Scripts.in(state)
                .arrives(control(".", BEYOND, sndNxt(state)))
                .expect(pureAck(state))
                .is(state);
    }

    @EachSynchronizedState
    void secondAResetAtTheExpectedNumberEndsIt(TcpState state) {
        CloseReason reason =
                switch (state) {
                    case CLOSING, LAST_ACK, TIME_WAIT -> CloseReason.FINISHED;
                    default -> CloseReason.RESET;
                };
        int seq = rcvNxt(state);
        Scripts.in(state).arrives("R " + seq + ":" + seq).isClosed(reason);
    }

    @EachSynchronizedState
    void aResetElsewhereInTheWindowIsChallenged(TcpState state) {
        int seq = rcvNxt(state) + 100;
        Scripts.in(state).arrives("R " + seq + ":" + seq).expect(pureAck(state)).is(state);
    }

    @EachSynchronizedState
    void aResetOutsideOfTheWindowIsIgnored(TcpState state) {
        int old = rcvNxt(state) - 1;
        Scripts.in(state)
                .arrives("R " + old + ":" + old)
                .arrives("R " + BEYOND + ":" + BEYOND)
                .is(state)
                .nothingDue();
    }

    @EachSynchronizedState
    void fourthASynIsChallenged(TcpState state) {
        int seq = rcvNxt(state) + 100;
        Scripts.in(state).arrives("S " + seq + ":" + seq).expect(pureAck(state)).is(state);
    }

    @EachSynchronizedState
    void challengesAreHalfASecondApart(TcpState state) {
        ConnectionScript script = Scripts.in(state).late(5_000 * MS);
        while (script.poll() != null) {} // what the silence till now made due
        int seq = rcvNxt(state) + 100;
        script.arrives("R " + seq + ":" + seq).expect(pureAck(state));
        for (int attempt = 0; attempt < 50; attempt++) {
            script.arrives("R " + seq + ":" + seq).arrives("S " + seq + ":" + seq);
        }
        assertNull(script.poll());
        script.late(5_500 * MS);
        while (script.poll() != null) {}
        script.arrives("R " + seq + ":" + seq).expect(pureAck(state));
    }

    @EachSynchronizedState
    void answersToSegmentsWithoutTextBeyondTheWindowAreHalfASecondApart(TcpState state) {
        ConnectionScript script = Scripts.in(state);
        String beyond = control(".", BEYOND, sndNxt(state));
        script.arrives(beyond).expect(pureAck(state)).arrives(beyond).nothingDue();
        int old = rcvNxt(state) - 10;
        script.arrives("P. " + old + ":" + (old + 5) + " ack " + sndNxt(state)).expect(pureAck(state));
    }

    @EachSynchronizedState
    void challengesDoNotUseUpTheAnswersToAConfusedPeer(TcpState state) {
        int seq = rcvNxt(state) + 100;
        Scripts.in(state)
                .arrives("R " + seq + ":" + seq)
                .expect(pureAck(state))
                .arrives(control(".", BEYOND, sndNxt(state)))
                .expect(pureAck(state));
    }

    @EachSynchronizedState
    void fifthASegmentWithoutAckIsDropped(TcpState state) {
        int seq = rcvNxt(state);
        Scripts.in(state)
                .arrives("PF " + seq + ":" + (seq + 10))
                .is(state)
                .readable(0)
                .nothingDue();
    }

    @EachSynchronizedState
    void anAckOfWhatWasNotSentIsAnsweredAndItsTextDropped(TcpState state) {
        int seq = rcvNxt(state);
        Scripts.in(state)
                .arrives("P. " + seq + ":" + (seq + 10) + " ack " + (sndNxt(state) + 1))
                .expect(pureAck(state))
                .is(state)
                .readable(0);
    }

    @EachSynchronizedState
    void anAckFromBeforeTheLargestWindowIsChallenged(TcpState state) {
        Scripts.in(state)
                .arrives(control(".", rcvNxt(state), sndNxt(state) - 65_536 - 1))
                .expect(pureAck(state))
                .is(state);
    }

    @EachSynchronizedState
    void anOldAckWithinTheWindowIsNoReasonToSpeak(TcpState state) {
        Scripts.in(state).arrives(control(".", rcvNxt(state), -100)).is(state).nothingDue();
    }

    @EachSynchronizedState
    void anAbortResetsWhoeverStillWaitsForUs(TcpState state) {
        ConnectionScript script = Scripts.in(state).aborts();
        switch (state) {
            case CLOSING, LAST_ACK, TIME_WAIT -> {} // RFC 9293 3.10.5: both FINs are out, nothing is owed
            default -> script.expect("R. " + sndNxt(state) + ":" + sndNxt(state) + " ack " + rcvNxt(state));
        }
        script.isClosed(CloseReason.ABORTED);
    }
}
