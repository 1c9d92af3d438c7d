package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ICMP errors against TCP, RFC 5927. */
class PathErrorsTest {
    private static final int ISS = 0xffff_ff00;

    @ParameterizedTest
    @CsvSource({
        "PORT_UNREACHABLE, REFUSED",
        "PROTOCOL_UNREACHABLE, REFUSED",
        "HOST_UNREACHABLE, UNREACHABLE",
        "PROHIBITED, UNREACHABLE"
    })
    void rfc1122AnErrorEndsAConnectionThatWasNeverOpen(PathError error, CloseReason reason) {
        ConnectionScript script = Scripts.synSent(Scripts.plain());
        PathErrors.handle(script.connection, ISS, error);
        script.isClosed(reason);
    }

    @Test
    void aLostPacketEndsNothing() {
        ConnectionScript script = Scripts.synSent(Scripts.plain());
        PathErrors.handle(script.connection, ISS, PathError.PACKET_LOST);
        script.is(TcpState.SYN_SENT);
    }

    @Test
    void rfc5927AnErrorAboutAnotherSynIsRefused() {
        ConnectionScript script = Scripts.synSent(Scripts.plain());
        PathErrors.handle(script.connection, ISS + 1, PathError.PORT_UNREACHABLE);
        script.is(TcpState.SYN_SENT);
        assertEquals(1, script.connection.counters.troubles().pathErrorsRefused);
    }

    @ParameterizedTest
    @EnumSource(PathError.class)
    void rfc5927NoErrorEndsAnOpenConnection(PathError error) {
        ConnectionScript script = Scripts.established().writes(100).expect("P. 1:101 ack 1");
        PathErrors.handle(script.connection, ISS + 1, error);
        script.is(TcpState.ESTABLISHED).arrives(". 1:1 ack 101").nothingEver();
    }

    @Test
    void rfc1122ASoftErrorTellsWhyNobodyAnswered() {
        ConnectionScript script = Scripts.established(Scripts.plain().withTimers(timers -> timers.withRetries(0)));
        script.writes(100).expect("P. 1:101 ack 1");
        PathErrors.handle(script.connection, ISS + 1, PathError.HOST_UNREACHABLE);
        script.dueAt(400 * MS).expect("R. 101:101 ack 1").isClosed(CloseReason.UNREACHABLE);
    }

    @Test
    void aSoftErrorIsForgottenWhenThePeerAnswers() {
        ConnectionScript script = Scripts.established(Scripts.plain().withTimers(timers -> timers.withRetries(0)));
        script.writes(100).expect("P. 1:101 ack 1");
        PathErrors.handle(script.connection, ISS + 1, PathError.HOST_UNREACHABLE);
        script.at(150 * MS).arrives(". 1:1 ack 101").writes(100).expect("P. 101:201 ack 1");
        script.late(10_000 * MS).expect("R. 201:201 ack 1").isClosed(CloseReason.TIMED_OUT);
    }
}
