package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 2883, both ways: duplicates that we tell of, and what a sender makes of those that it is told of. */
class DuplicateSackTest {
    private final ConnectionScript script = Scripts.established(Scripts.modern());

    @Test
    void aSegmentThatCameTwiceIsTheFirstBlock() {
        script.arrives("P. 1:101 ack 1").arrives("P. 101:201 ack 1").expect(". 1:1 ack 201 <>");
        script.arrives("P. 1:101 ack 1").expect(". 1:1 ack 201 <sack 1:101>");
    }

    @Test
    void itIsToldOnce() {
        script.arrives("P. 1:101 ack 1").arrives("P. 1:101 ack 1").expect(". 1:1 ack 101 <sack 1:101>");
        script.arrives("P. 201:301 ack 1").expect(". 1:1 ack 101 <sack 201:301>");
    }

    @Test
    void aDuplicateOfTextAboveAHoleStandsBeforeTheBlockThatHoldsIt() {
        script.arrives("P. 101:201 ack 1").expect(". 1:1 ack 1 <sack 101:201>");
        script.arrives("P. 201:301 ack 1").expect(". 1:1 ack 1 <sack 101:301>");
        script.arrives("P. 201:301 ack 1").expect(". 1:1 ack 1 <sack 201:301 101:301>");
    }

    @Test
    void ofASegmentThatIsPartlyNewThePartThatIsNot() {
        script.arrives("P. 1:101 ack 1").arrives("P. 51:151 ack 1").expect(". 1:1 ack 151 <sack 51:101>");
        script.arrives("P. 201:301 ack 1").expect(". 1:1 ack 151 <sack 201:301>");
        script.arrives("P. 251:351 ack 1").expect(". 1:1 ack 151 <sack 251:301 201:351>");
    }

    @Test
    void aSegmentThatFillsAHoleAndMoreTellsOfWhatWasThere() {
        script.arrives("P. 101:201 ack 1").expect(". 1:1 ack 1 <sack 101:201>");
        script.arrives("P. 1:151 ack 1").expect(". 1:1 ack 201 <sack 101:151>");
    }

    @Test
    void itLeavesBeforeTextThatHasNoRoomForIt() {
        script.arrives("P. 1:101 ack 1").arrives("P. 1:101 ack 1").writes(100);
        script.expect(". 1:1 ack 101 <sack 1:101>")
                .expect("P. 1:101 ack 101 <>")
                .nothingDue();
    }

    @Test
    void offNothingIsTold() {
        ConnectionScript silent =
                Scripts.established(Scripts.modern().withRecovery(recovery -> recovery.withDuplicateSack(false)));
        silent.arrives("P. 1:101 ack 1").arrives("P. 1:101 ack 1").expect(". 1:1 ack 101 <>");
    }

    @Test
    void aSenderTellsItFromASackAndCountsIt() {
        ConnectionScript sender =
                Flight.sent(10, 10).after(RTT_NS).arrives(ack(2)).arrives(ack(2, 0, 2));
        assertEquals(2, sender.connection.info().segments().dsackDups());
        assertEquals(0, sender.connection.info().segments().sacked());
        sender.arrives(ack(2, 5, 6, 4, 7));
        assertEquals(3, sender.connection.info().segments().dsackDups());
        assertEquals(3, sender.connection.info().segments().sacked());
    }

    @Test
    void anOldAckWithABlockAboveItIsNoDuplicate() {
        ConnectionScript sender =
                Flight.sent(10, 10).after(RTT_NS).arrives(ack(4)).arrives(ack(2, 3, 4));
        assertEquals(0, sender.connection.info().segments().dsackDups());
    }

    @Test
    void duplicatesOfEverythingThatLeftAgainUndoTheReduction() {
        ConnectionScript sender =
                Flight.sent(10, 10).after(RTT_NS).arrives(ack(0, 1, 4)).expect(text(0));
        sender.after(MS).arrives(ack(10));
        assertEquals(List.of(true, false), sender.events.recoveries);
        assertEquals(5_000, sender.connection.congestionWindowBytes());
        sender.after(RTT_NS).arrives(ack(10, 0, 1));
        assertEquals(10_000, sender.connection.congestionWindowBytes());
        assertEquals(Long.MAX_VALUE, sender.connection.info().bytes().sndSsthresh());
    }

    @Test
    void duplicatesOfSomeUndoNothing() {
        ConnectionScript sender = Flight.sent(10, 10).after(RTT_NS).arrives(ack(0, 2, 10));
        sender.expect(text(0)).expect(text(1)).after(RTT_NS).arrives(ack(10, 0, 1));
        assertEquals(5_000, sender.connection.congestionWindowBytes());
    }

    @Test
    void aNetworkThatDoublesWhatWasSentOnceIsNotBelieved() {
        ConnectionScript sender =
                Flight.sent(10, 10).after(RTT_NS).arrives(ack(0, 1, 4)).expect(text(0));
        sender.arrives(ack(0, 1, 2, 1, 4)).arrives(ack(0, 2, 3, 1, 4));
        assertEquals(List.of(true), sender.events.recoveries);
        assertEquals(2, sender.connection.info().segments().dsackDups());
    }
}
