package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EcnCodepoint;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.EcnMode;
import org.paceline.utcp.tcp.TcpConfig;

/** The codepoint's way between the connection and the IPv4 header around its segments (RFC 3168 section 5). */
class EcnFramesTest {
    private static final TcpConfig CONFIG = StackScript.SMALL.withOptions(options -> options.withEcn(EcnMode.REQUEST));

    private final StackScript script = new StackScript();
    private final RecordedUser user = new RecordedUser(CONFIG);

    @Test
    void dataLeavesAsEctAndCongestionComesBackAsEcho() {
        script.stack.connect(script.nowNs(), StackScript.PEER, StackScript.PORT, CONFIG, user);
        script.poll();
        script.peerAnswersArp().expect("10.0.0.1");
        int ourPort = script.segment.sourcePort();
        int seq = script.segment.sequenceNumber() + 1;
        assertEquals(TcpHeader.SYN | TcpHeader.ECE | TcpHeader.CWR, script.segment.flags());
        assertEquals(EcnCodepoint.NOT_ECT, codepoint());

        int agrees = TcpHeader.SYN | TcpHeader.ACK | TcpHeader.ECE;
        script.arrives(TestFrame.tcp(StackScript.PORT, ourPort, agrees, 999, seq, 0))
                .expect("10.0.0.1");
        user.association.connection().sendBuffer().append(new byte[10], 0, 10);
        user.association.connection().handleApplication(script.nowNs());
        script.stack.reschedule(script.nowNs(), user.association);
        script.expect("10.0.0.1");
        assertEquals(EcnCodepoint.ECT_0, codepoint());

        TestFrame marked = TestFrame.tcp(StackScript.PORT, ourPort, TcpHeader.ACK, 1_000, seq + 10, 5);
        Ipv4Header.writeEcn(marked.buffer, TestFrame.IP, EcnCodepoint.CE);
        script.arrives(marked).expect("10.0.0.1");
        assertTrue(script.segment.ece());
        assertEquals(EcnCodepoint.NOT_ECT, codepoint());
    }

    private int codepoint() {
        return script.sent.get(TestFrame.IP + 1) & 3;
    }
}
