package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.stack.StackScript.PEER;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.SMALL;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpState;

/** ICMP errors on their way to a connection, and fragments on theirs. */
class IcmpErrorsTest {
    private static final int UNREACHABLE = 3;

    private final StackScript script = new StackScript();

    private RecordedUser connecting() {
        RecordedUser user = new RecordedUser(SMALL);
        script.stack.connect(0, PEER, PORT, SMALL, user);
        if (script.poll().startsWith("arp")) {
            script.peerAnswersArp().expect("10.0.0.1");
        }
        return user;
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNREACHABLE",
        "1, UNREACHABLE",
        "2, REFUSED",
        "3, REFUSED",
        "9, UNREACHABLE",
        "10, UNREACHABLE",
        "13, UNREACHABLE"
    })
    void rfc1122AnUnreachableEndsWhatWasNeverOpen(int code, CloseReason reason) {
        RecordedUser user = connecting();
        script.arrives(TestFrame.icmpError(UNREACHABLE, code, 0, script.sent));
        assertEquals(reason, user.closeReason);
        assertEquals(0, script.stack.connections());
        assertEquals(1, script.stack.counters().icmpErrors);
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "5, 1", "11, 0", "12, 0"})
    void rfc6633AQuenchARedirectAndALostPacketEndNothing(int type, int code) {
        RecordedUser user = connecting();
        script.arrives(TestFrame.icmpError(type, code, 0, script.sent));
        assertEquals(TcpState.SYN_SENT, user.state);
    }

    @Test
    void anErrorAboutNobodysSegmentIsCounted() {
        connecting();
        script.sent.putShort(TestFrame.TRANSPORT, (short) 7);
        script.arrives(TestFrame.icmpError(UNREACHABLE, 3, 0, script.sent));
        assertEquals(1, script.stack.counters().strayIcmpErrors);
        assertEquals(1, script.stack.connections());
    }

    private void sendsFullSegment(RecordedUser user) {
        user.association.connection().sendBuffer().append(new byte[1_460], 0, 1_460);
        user.association.connection().handleApplication(0);
        script.stack.reschedule(0, user.association);
    }

    @Test
    void rfc1191ATooBigIsLearnedForTheDestination() {
        RecordedUser user = connected();
        RecordedUser other = connected();
        sendsFullSegment(user);
        script.expect("10.0.0.1");
        script.arrives(TestFrame.icmpError(UNREACHABLE, 4, 1_000, script.sent));
        assertEquals(960, user.association.connection().segmentBytes());
        assertEquals(960, other.association.connection().segmentBytes());
        assertEquals(960, connected().association.connection().segmentBytes(), "who comes later knows it as well");
        script.late(700 * StackScript.SECOND_NS);
        assertEquals(1_500, connected().association.connection().pathMtu().mtuBytes(), "RFC 1191 6.3: for ten minutes");
    }

    @Test
    void rfc1191ARouterThatTellsNoMtuMeansTheNextPlateau() {
        RecordedUser user = connected();
        sendsFullSegment(user);
        script.expect("10.0.0.1");
        script.arrives(TestFrame.icmpError(UNREACHABLE, 4, 0, script.sent));
        assertEquals(1_492, user.association.connection().pathMtu().mtuBytes());
    }

    /** A connection to a peer that takes full segments. */
    private RecordedUser connected() {
        RecordedUser user = new RecordedUser(SMALL);
        script.stack.connect(script.nowNs(), PEER, PORT, SMALL, user);
        for (String left = script.poll(); !left.contains("[S]"); left = script.poll()) {
            script.peerAnswersArp();
        }
        int ack = script.segment.sequenceNumber() + 1;
        script.arrives(TestFrame.tcp(PORT, script.segment.sourcePort(), TcpHeader.SYN | TcpHeader.ACK, 999, ack, 0)
                .withMaximumSegment(1_460));
        while (!script.poll().isEmpty()) {
            script.peerAnswersArp();
        }
        return user;
    }

    @Test
    void rfc791ASegmentInFragmentsIsPutTogether() {
        script.stack.listen(PORT, new RecordedUser(SMALL));
        script.opened(1_000);
        int ack = script.segment.sequenceNumber() + 1;
        TestFrame whole = TestFrame.tcp(1_000, PORT, TcpHeader.ACK, 78, ack, 100);
        script.arrives(whole.fragment(48, 120)).arrives(whole.fragment(0, 48));
        script.stack.forEachAssociation(association ->
                assertEquals(100, association.connection().receiveBuffer().readableBytes()));
        assertEquals(1, script.stack.counters().datagramsReassembled);
        assertEquals(2, script.stack.counters().fragments);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, REFUSED", "1, 0, UNREACHABLE", "1, 1, UNREACHABLE", "4, 1, REFUSED"})
    void rfc4443AnIpv6ErrorEndsWhatWasNeverOpen(int type, int code, CloseReason reason) {
        assertEquals(reason, afterIpv6Error(type, code).closeReason);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "4, 0", "2, 0"})
    void rfc4443ALostPacketOrOneThatWasTooBigEndsNothing(int type, int code) {
        assertEquals(TcpState.SYN_SENT, afterIpv6Error(type, code).state);
    }

    private static RecordedUser afterIpv6Error(int type, int code) {
        StackScript script = new StackScript(Family.IPV6);
        RecordedUser user = new RecordedUser(SMALL);
        script.stack.connect(0, Family.IPV6.peer, PORT, SMALL, user);
        for (String left = script.poll(); !left.contains("[S]"); left = script.poll()) {
            script.peerAnswers();
        }
        IpAddress us = Family.IPV6.us;
        IpAddress peer = Family.IPV6.peer;
        ByteBuffer message = ByteBuffer.allocate(256);
        int sum = InternetChecksum.addresses(peer.high(), peer.low(), us.high(), us.low());
        int bytes = Icmpv6.writeError(message, 0, type, code, 1_300, script.sent, TestFrame.IP, 60, sum);
        script.arrives(TestFrame.ipv6(peer, us, Icmpv6.PROTOCOL, 64, Arrays.copyOf(message.array(), bytes)));
        assertEquals(1, script.stack.counters().icmpErrors);
        return user;
    }
}
