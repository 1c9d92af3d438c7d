package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells Linux, FreeBSD and a stack by the letter of the RFCs apart: windows of the handshake, scale, PSH. */
class PersonalityTest {
    private static TcpConfig sized(Personality personality, int receiveBufferBytes) {
        return personality.of(Scripts.plain().withReceiveBufferBytes(receiveBufferBytes));
    }

    private static ConnectionScript opening(TcpConfig config) {
        ConnectionScript script = new ConnectionScript(config);
        script.connection.open();
        return script;
    }

    @ParameterizedTest
    @CsvSource({
        // 65,536 bytes are 44 whole segments of 1,460
        "LINUX, 65536, 64240, 7",
        "LINUX, 1048576, 65535, 7",
        "LINUX, 16777216, 65535, 9",
        "FREEBSD, 65536, 65535, 6",
        "FREEBSD, 32768, 32768, 6",
        "RFC, 65536, 65535, 1",
        "RFC, 32768, 32768, 0"
    })
    void theSynTellsTheWindowInTheStacksOwnWay(Personality personality, int bufferBytes, int window, int scale) {
        opening(sized(personality, bufferBytes))
                .expect("S 0:0 win " + window + " <mss 1460,sackOK,wscale " + scale + ">");
    }

    @Test
    void linuxCountsSegmentsWithTimestampsInItsSynAck() {
        TcpConfig config = Personality.LINUX.of(TcpConfig.defaults().withReceiveBufferBytes(65_536));
        // 45 segments of 1,448 bytes
        Scripts.listen(config)
                .arrives("S 0:0 win 65535 <mss 1460,sackOK,TS 5:0,wscale 7>")
                .expect("S. 0:0 ack 1 win 65160");
    }

    @Test
    void theLargestWindowIsASetting() {
        TcpConfig config =
                sized(Personality.LINUX, 65_536).withStyle(style -> style.withLargestWindowBytes(15_728_640));
        opening(config).expect("S 0:0 <mss 1460,sackOK,wscale 8>");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65535, 0", "65536, 1", "131072, 2", "6291456, 7", "15728640, 8", "2147483647, 14"})
    void linuxScalesByTheLogarithmOfTheLargestWindow(int largestBytes, int scale) {
        assertEquals(scale, WindowRule.LINUX.shift(0, largestBytes));
    }

    @ParameterizedTest
    @CsvSource({"65536, 1460, 65700", "65700, 1460, 65700", "1000, 1460, 1000", "65536, 1448, 66608"})
    void freeBsdRoundsItsBufferUpToWholeSegments(int askedBytes, int segmentBytes, int bufferBytes) {
        assertEquals(bufferBytes, WindowRule.FREEBSD.bufferBytes(askedBytes, segmentBytes));
        assertEquals(askedBytes, WindowRule.LINUX.bufferBytes(askedBytes, segmentBytes));
    }

    /** FreeBSD's window is the whole buffer, 45 segments of 1,460 bytes, in units of 64. */
    @Test
    void freeBsdTellsItsWholeBufferWithEverySegment() {
        ConnectionScript script = opening(sized(Personality.FREEBSD, 65_536)).expect("S 0:0 win 65535");
        script.arrives("S. 0:0 ack 1 win 65535 <mss 1460,sackOK,wscale 6>").expect(". 1:1 ack 1 win 1026");
        script.arrives("P. 1:1001 ack 1").arrives("P. 1001:2001 ack 1").expect(". 1:1 ack 2001 win 995");
        script.arrives("P. 2001:3001 ack 1")
                .reads(3_000)
                .arrives("P. 3001:4001 ack 1")
                .reads(1_000);
        script.expect(". 1:1 ack 4001 win 1026");
    }

    @Test
    void theSmallestTimeoutIsTheStacksOwn() {
        assertEquals(
                1_000_000_000,
                Personality.RFC.of(TcpConfig.defaults()).timers().rto().minNs());
        assertEquals(
                200_000_000,
                Personality.LINUX.of(TcpConfig.defaults()).timers().rto().minNs());
        assertEquals(
                30_000_000,
                Personality.FREEBSD.of(TcpConfig.defaults()).timers().rto().minNs());
    }

    /**
     * RFC 9293 3.9.1.2: PSH stands on the last of what is queued; Linux pushes a burst that leaves more behind as well.
     */
    @ParameterizedTest
    @CsvSource({"LINUX, P.", "FREEBSD, .", "RFC, ."})
    void onlyLinuxPushesTheEndOfABurst(Personality personality, String flags) {
        ConnectionScript script = Scripts.established(personality.of(Scripts.plain()), 65_535, "<mss 1000,sackOK>");
        script.writes(12_000);
        for (int segment = 0; segment < 9; segment++) {
            // at this pace Linux's packets have two segments
            String pushed = segment % 2 == 1 ? flags : ".";
            script.expect(pushed + " " + (1 + 1_000 * segment) + ":" + (1_001 + 1_000 * segment) + " ack 1");
        }
        script.expect(flags + " 9001:10001 ack 1").nothingDue();
        script.at(2 * RTT_NS).arrives(". 1:1 ack 10001");
        script.expect(". 10001:11001 ack 1").expect("P. 11001:12001 ack 1").nothingDue();
    }

    @Test
    void aSegmentAloneIsNoBurst() {
        ConnectionScript script =
                Scripts.established(Personality.LINUX.of(Scripts.plain()), 2_000, "<mss 1000,sackOK>");
        script.writes(5_000).expect(". 1:1001 ack 1").expect(". 1001:2001 ack 1");
        script.arrives(". 1:1 ack 1001 win 2000").expect(". 2001:3001 ack 1").nothingDue();
    }

    @Test
    void halfTheLargestWindowEndsABurst() {
        Push push = new Push(PushRule.END_OF_BURST);
        for (int segment = 1; segment <= 8; segment++) {
            assertEquals(segment % 4 == 0, push.atBurstsEnd(1_000, true, 1_000, 8_000, 65_215), "segment " + segment);
        }
    }

    @Test
    void theSizeOfABurstFollowsThePace() {
        assertEquals(195, Push.paceBytes(10_000, true, 100_000_000, 100_000_000));
        assertEquals(117, Push.paceBytes(10_000, false, 100_000_000, 100_000_000));
        assertEquals(65_215, Push.paceBytes(10_000, true, 10_000, 10_000));
        assertEquals(65_215, Push.paceBytes(10_000, true, 0, -1), "before a round trip is known");
    }

    @Test
    void halfOfASmallWindowIsASegment() {
        Scripts.established(Personality.LINUX.of(Scripts.plain()), 1_500, "<mss 1000,sackOK>")
                .writes(5_000)
                .expect(". 1:751 ack 1")
                .expect(". 751:1501 ack 1")
                .nothingDue();
    }

    /** Linux keeps the flag with the bytes; the others ask again whether anything is queued behind them. */
    @ParameterizedTest
    @CsvSource({"LINUX, P.", "FREEBSD, ."})
    void aRetransmissionIsPushedWhereItsWriteEnded(Personality personality, String flags) {
        ConnectionScript script = Scripts.established(personality.of(Scripts.plain()));
        script.writes(500).expect("P. 1:501 ack 1").writes(1_460).expect("P. 501:1961 ack 1");
        script.late(10 * RTT_NS).expect(flags + " 1:501 ack 1");
    }
}
