package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7323: which value is echoed, PAWS, and the round trip that the echo tells. Ours tick every millisecond. */
class TimestampsTest {
    private static final long DAY_NS = 24L * 3_600 * 1_000 * MS;

    private final ConnectionScript script = Scripts.established(
            TcpConfig.defaults().withAcks(AckConfig.fixed()), 65_535, "<mss 1460,sackOK,TS 1000:0>");

    @Test
    void everySegmentCarriesTheOption() {
        script.after(7 * MS).writes(100).expect("P. 1:101 ack 1 <TS 107:1000>");
        script.shutsOutput().expect("F. 101:101 ack 1 <TS 107:1000>");
    }

    /** RFC 7323 3.2: the option SHOULD stand in a RST as well. */
    @Test
    void aResetCarriesTheOptionToo() {
        script.after(7 * MS).aborts().expect("R. 1:1 ack 1 <TS 107:1000>");
    }

    @Test
    void theEchoFollowsSegmentsInOrder() {
        script.arrives("P. 1:11 ack 1 <TS 1010:100>").after(40 * MS).expect(". 1:1 ack 11 <TS 140:1010>");
    }

    @Test
    void theEchoOfADelayedAckIsThatOfTheFirstSegmentItCovers() {
        script.arrives(". 1:1449 ack 1 <TS 1010:100>").arrives(". 1449:2897 ack 1 <TS 1020:100>");
        script.expect(". 1:1 ack 2897 <TS 100:1010>");
    }

    @Test
    void theEchoFollowsNotSegmentsAfterAGap() {
        script.arrives(". 101:201 ack 1 <TS 1010:100>").expect(". 1:1 ack 1 <TS 100:1000,sack 101:201>");
        script.arrives(". 1:101 ack 1 <TS 1020:100>").expect(". 1:1 ack 201 <TS 100:1020>");
    }

    @Test
    void anOlderTimestampIsAcknowledgedAndDropped() {
        script.arrives("P. 1:11 ack 1 <TS 999:100>").expect(". 1:1 ack 1").readable(0);
    }

    @Test
    void anEqualTimestampIsTaken() {
        script.arrives("P. 1:11 ack 1 <TS 1000:100>").reads(10);
    }

    @Test
    void timestampsCompareAcrossTheirWrap() {
        script.arrives("P. 1:11 ack 1 <TS 2147483647:100>")
                .reads(10)
                .after(40 * MS)
                .expect(". 1:1 ack 11");
        script.arrives("P. 11:21 ack 1 <TS -2147483648:100>")
                .reads(10)
                .after(40 * MS)
                .expect(". 1:1 ack 21");
        script.arrives("P. 21:31 ack 1 <TS 2147483647:100>").readable(0);
    }

    @Test
    void aResetNeedsNoTimestamp() {
        script.arrives("R 1:1").isClosed(CloseReason.RESET);
    }

    @Test
    void aSegmentWithoutTheOptionIsDroppedInSilence() {
        script.arrives("P. 1:11 ack 1").readable(0).nothingEver();
    }

    @Test
    void aValueOf24DaysAgoForbidsNothing() {
        script.at(RTT_NS + 24 * DAY_NS - 1)
                .arrives("P. 1:11 ack 1 <TS 999:100>")
                .readable(0)
                .expect(". 1:1 ack 1");
        script.at(RTT_NS + 24 * DAY_NS).arrives("P. 1:11 ack 1 <TS 999:100>").readable(10);
    }

    @Test
    void anUnambiguousRoundTripIsMeasuredToTheNanosecond() {
        script.writes(100).expect("P. 1:101 ack 1").after(12_345_678).arrives(". 1:1 ack 101 <TS 1012:100>");
        assertEquals(List.of(RTT_NS, 12_345_678L), script.events.roundTripsNs);
    }

    @Test
    void theRoundTripOfARetransmissionComesFromItsEcho() {
        script.writes(100).expect("P. 1:101 ack 1 <TS 100:1000>");
        script.dueAt(400 * MS).expect("P. 1:101 ack 1 <TS 400:1000>");
        script.at(430 * MS).arrives(". 1:1 ack 101 <TS 1300:400>");
        assertEquals(List.of(RTT_NS, 30 * MS), script.events.roundTripsNs);
    }

    private static ConnectionScript withoutSack() {
        return Scripts.established(TcpConfig.defaults().withAcks(AckConfig.fixed()), 65_535, "<mss 1460,TS 1000:0>");
    }

    @Test
    void rfc7323TheAnswerToARetransmissionEchoesItWhereNoDuplicateSackTellsOfIt() {
        ConnectionScript plain = withoutSack();
        plain.arrives("P. 1:11 ack 1 <TS 1010:100>").after(40 * MS).expect(". 1:1 ack 11 <TS 140:1010>");
        plain.after(400 * MS).arrives("P. 1:11 ack 1 <TS 1450:100>");
        plain.expect(". 1:1 ack 11 <TS 540:1450>");
    }

    @Test
    void rfc7323WhatIsOlderThanAWindowIsNotEchoed() {
        ConnectionScript plain = withoutSack();
        int seq = 11 - plain.connection.receiveBuffer().capacityBytes();
        plain.arrives("P. 1:11 ack 1 <TS 1010:100>").after(40 * MS).expect(". 1:1 ack 11 <TS 140:1010>");
        plain.arrives("P. " + (seq - 1) + ":" + (seq + 9) + " ack 1 <TS 1450:100>")
                .poll();
        assertEquals(1_010, plain.connection.timestamps.echo());
        plain.arrives("P. " + seq + ":" + (seq + 9) + " ack 1 <TS 1450:100>").poll();
        assertEquals(1_450, plain.connection.timestamps.echo());
    }

    @Test
    void theAnswerToADuplicateIsNoRoundTripWhereThePeerEchoesTheOriginal() {
        script.writes(100).expect("P. 1:101 ack 1 <TS 100:1000>").dueAt(400 * MS);
        script.expect("P. 1:101 ack 1 <TS 400:1000>").at(690 * MS);
        script.arrives(". 1:1 ack 101 <TS 1300:100,sack 1:101>");
        assertEquals(List.of(RTT_NS), script.events.roundTripsNs);
    }

    @Test
    void anEchoFromTheFutureIsNoRoundTrip() {
        script.writes(100).expect("P. 1:101 ack 1").dueAt(400 * MS).expect("P. 1:101 ack 1");
        script.at(430 * MS).arrives(". 1:1 ack 101 <TS 1300:500>");
        assertEquals(List.of(RTT_NS), script.events.roundTripsNs);
    }
}
