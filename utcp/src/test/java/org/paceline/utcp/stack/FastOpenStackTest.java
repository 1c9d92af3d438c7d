package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.FastOpenOption;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.FastOpenConfig;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpState;

/** What a stack decides about Fast Open, RFC 7413 4.1 and 4.2: cookies and their keys, the cache, the bound. */
class FastOpenStackTest {
    private static final IpAddress CLIENT = IpAddress.parse("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.parse("192.168.0.1");
    private static final TcpConfig SERVES = with(FastOpenConfig.off().withServer(true));
    private static final TcpConfig ASKS = with(FastOpenConfig.off().withClient(true));

    private final StackScript script = new StackScript();
    private final TcpOptions read = new TcpOptions();

    private static TcpConfig with(FastOpenConfig fastOpen) {
        return StackScript.SMALL.withOptions(options -> options.withFastOpen(change -> fastOpen));
    }

    private static FastOpenOption option(byte[] cookie) {
        FastOpenOption option = new FastOpenOption();
        option.carry(cookie, cookie.length, false);
        return option;
    }

    private void readOptions() {
        assertTrue(read.parse(script.sent, script.segment.optionsOffset(), script.segment.optionsBytes()));
    }

    private byte[] cookieSent() {
        readOptions();
        byte[] cookie = new byte[read.fastOpen().cookieBytes()];
        read.fastOpen().copyCookie(cookie);
        return cookie;
    }

    private void synArrives(int port, TcpOptions options, int textBytes) {
        script.arrives(TestFrame.tcp(port, StackScript.PORT, TcpHeader.SYN, 1_000, 0, options, textBytes));
        script.poll();
        if (script.carries(0x806)) {
            script.peerAnswersArp().poll();
        }
    }

    private byte[] cookieByAsking() {
        TcpOptions asks = new TcpOptions();
        asks.fastOpen().ask(false);
        synArrives(40_000, asks, 0);
        return cookieSent();
    }

    private int acknowledgedAfterSyn(int port, byte[] cookie, int textBytes) {
        TcpOptions shows = new TcpOptions();
        shows.fastOpen().carry(cookie, cookie.length, false);
        synArrives(port, shows, textBytes);
        return script.segment.acknowledgmentNumber() - 1_001;
    }

    /** RFC 7413 4.1.2, with the reference key of SipHash's paper; the numbers are of an implementation of their own. */
    @Test
    void aCookieHangsOnKeyAndAddresses() {
        FastOpenCookies cookies = new FastOpenCookies(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        byte[] cookie = cookies.cookie(CLIENT, SERVER);
        assertEquals(8, cookie.length);
        assertEquals(FastOpenCookies.Verdict.VALID, cookies.judge(option(cookie), CLIENT, SERVER));
        assertEquals(FastOpenCookies.Verdict.INVALID, cookies.judge(option(cookie), SERVER, CLIENT));
        cookie[3] ^= 1;
        assertEquals(FastOpenCookies.Verdict.INVALID, cookies.judge(option(cookie), CLIENT, SERVER));
        assertEquals(FastOpenCookies.Verdict.INVALID, cookies.judge(option(new byte[16]), CLIENT, SERVER));
    }

    /**
     * SipHash-2-4 of the 8 bytes 00 to 07, from the vectors of its authors: the bytes of the header, in their order.
     */
    @Test
    void theHashIsOfTheAddressesAsTheyStandInTheHeader() {
        FastOpenCookies cookies = new FastOpenCookies(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        byte[] cookie = cookies.cookie(IpAddress.ofIpv4(0x0001_0203), IpAddress.ofIpv4(0x0405_0607));
        assertEquals("6224939a79f5f593", HexFormat.of().formatHex(cookie));
    }

    /** RFC 7413 5.2. */
    @Test
    void afterAChangeOfKeysOldCookiesAreGoodOnceMore() {
        FastOpenCookies cookies = new FastOpenCookies(1, 2);
        byte[] cookie = cookies.cookie(CLIENT, SERVER);
        cookies.rotate(3, 4);
        assertEquals(FastOpenCookies.Verdict.OLD, cookies.judge(option(cookie), CLIENT, SERVER));
        cookies.rotate(5, 6);
        assertEquals(FastOpenCookies.Verdict.INVALID, cookies.judge(option(cookie), CLIENT, SERVER));
    }

    @Test
    void dataWithAValidCookieIsTakenAndOtherDataIsNot() {
        script.stack.listen(StackScript.PORT, new RecordedUser(SERVES));
        byte[] cookie = cookieByAsking();
        assertEquals(8, cookie.length);
        assertEquals(50, acknowledgedAfterSyn(40_001, cookie, 50));
        assertEquals(0, acknowledgedAfterSyn(40_002, new byte[8], 50));
        assertEquals(8, cookieSent().length, "whoever shows a wrong cookie gets the right one");
    }

    @Test
    void whoServesNoFastOpenIgnoresTheOption() {
        script.stack.listen(StackScript.PORT, new RecordedUser(StackScript.SMALL));
        assertEquals(0, cookieByAsking().length);
    }

    @Test
    void aListenerMayTakeDataWithoutCookies() {
        TcpConfig open = with(FastOpenConfig.off().withServer(true).withCookieRequired(false));
        script.stack.listen(StackScript.PORT, new RecordedUser(open));
        synArrives(40_000, new TcpOptions(), 50);
        assertEquals(50, script.segment.acknowledgmentNumber() - 1_001);
    }

    /** RFC 7413 5.1. */
    @Test
    void whileTooManyHandshakesGoOnDataIsLeft() {
        TcpConfig two = with(FastOpenConfig.off().withServer(true).withMaxPending(2));
        script.stack.listen(StackScript.PORT, new RecordedUser(two));
        byte[] cookie = cookieByAsking();
        assertEquals(50, acknowledgedAfterSyn(40_001, cookie, 50));
        assertEquals(50, acknowledgedAfterSyn(40_002, cookie, 50));
        int isn = script.segment.sequenceNumber();
        assertEquals(0, acknowledgedAfterSyn(40_003, cookie, 50));
        script.arrives(TestFrame.tcp(40_002, StackScript.PORT, TcpHeader.ACK, 1_051, isn + 1, 0));
        assertEquals(50, acknowledgedAfterSyn(40_004, cookie, 50));
    }

    @Test
    void aClientAsksOnceAndThenSendsItsDataWithTheSyn() {
        connect();
        readOptions();
        assertTrue(read.fastOpen().request());
        TcpOptions gives = new TcpOptions().maximumSegmentBytes(1_200);
        gives.fastOpen().carry(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 8, false);
        answers(gives);
        drain();

        Association second = connect();
        assertEquals("0102030405060708", HexFormat.of().formatHex(cookieSent()));
        assertEquals(100, script.segment.payloadBytes());
        assertEquals(TcpState.SYN_SENT, second.connection().state());
    }

    /** RFC 7413 4.1.3.1. */
    @Test
    void aPathThatLosesSynsWithTheOptionIsSparedIt() {
        for (int connection = 0; connection < 2; connection++) {
            Association lost = connect();
            readOptions();
            assertTrue(read.fastOpen().present());
            script.late(script.stack.nextDeadlineNs(script.nowNs()));
            script.poll();
            readOptions();
            assertFalse(read.fastOpen().present());
            answers(new TcpOptions());
            assertEquals(TcpState.ESTABLISHED, lost.connection().state());
            drain();
            lost.connection().abort();
            script.stack.reschedule(script.nowNs(), lost);
            script.poll();
        }
        connect();
        readOptions();
        assertFalse(read.fastOpen().present());
    }

    private Association connect() {
        RecordedUser user = new RecordedUser(ASKS);
        Association association = script.stack.connect(script.nowNs(), StackScript.PEER, StackScript.PORT, ASKS, user);
        association.connection().sendBuffer().append(new byte[100], 0, 100);
        script.poll();
        if (script.carries(0x806)) {
            script.peerAnswersArp().poll();
        }
        return association;
    }

    private void drain() {
        while (!script.poll().isEmpty()) {
            // the ACK, and what was written
        }
    }

    private void answers(TcpOptions options) {
        int ack = script.segment.sequenceNumber() + 1;
        int port = script.segment.sourcePort();
        script.arrives(TestFrame.tcp(StackScript.PORT, port, TcpHeader.SYN | TcpHeader.ACK, 999, ack, options, 0));
    }
}
