package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SYNs negotiate: MSS (RFC 9293 3.7.1, RFC 6691), SACK (RFC 2018), window scale and timestamps (RFC 7323). */
class OptionsTest {
    private static final TcpConfig ALL = TcpConfig.defaults();

    @Test
    void aSynOffersEverything() {
        ConnectionScript script = new ConnectionScript(ALL);
        script.connection.open();
        script.expect("S 0:0 win 65535 <mss 1460,sackOK,TS 0:0,wscale 7>");
    }

    @Test
    void aSynOffersNotWhatIsSwitchedOff() {
        ConnectionScript script =
                new ConnectionScript(ALL.withOptions(options -> new OptionConfig(false, false, false)));
        script.connection.open();
        script.expect("S 0:0 win 65535 <mss 1460>");
    }

    @Test
    void theWindowOfASynIsNotScaled() {
        ConnectionScript script = new ConnectionScript(ALL.withReceiveBufferBytes(16_384));
        script.connection.open();
        script.expect("S 0:0 win 16384 <mss 1460,sackOK,TS 0:0,wscale 0>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mss 1460                              | mss 1460",
                "mss 1460,sackOK                       | mss 1460,sackOK",
                "mss 1460,wscale 7                     | mss 1460,wscale 7",
                "mss 1460,TS 100:0                     | mss 1460,TS 0:100",
                "mss 1460,sackOK,TS 100:0,wscale 0     | mss 1460,sackOK,TS 0:100,wscale 7",
                "''                                    | mss 1460"
            })
    void aSynAckEchoesWhatWasOfferedAndNoMore(String offered, String answered) {
        Scripts.listen(ALL).arrives("S 0:0 win 65535 <" + offered + ">").expect("S. 0:0 ack 1 <" + answered + ">");
    }

    @Test
    void aSynAckAcceptsNotWhatIsSwitchedOff() {
        Scripts.listen(ALL.withOptions(options -> new OptionConfig(false, false, false)))
                .arrives("S 0:0 win 65535 <mss 1460,sackOK,TS 100:0,wscale 7>")
                .expect("S. 0:0 ack 1 <mss 1460>");
    }

    @Test
    void whatTheAnswerLeavesOutIsNotUsed() {
        ConnectionScript script = synSentWithAll().at(Scripts.RTT_NS).arrives("S. 0:0 ack 1 win 1000 <mss 1460>");
        script.expect(". 1:1 ack 1 win 65535 <>").arrives(". 11:21 ack 1").expect(". 1:1 ack 1 <>");
        assertEquals(65_535, script.connection.info().sndWndBytes());
    }

    @Test
    void aScaledWindowCountsFromTheFirstSegmentAfterTheSyn() {
        ConnectionScript script = synSentWithAll().at(Scripts.RTT_NS);
        script.arrives("S. 0:0 ack 1 win 1000 <mss 1460,TS 5:0,wscale 7>");
        assertEquals(1_000, script.connection.info().sndWndBytes());
        // as much as the SYN told, shifted by our 7
        script.expect(". 1:1 ack 1 win 511 <TS 100:5>").arrives(". 1:1 ack 1 win 1000 <TS 6:100>");
        assertEquals(128_000, script.connection.info().sndWndBytes());
    }

    @Test
    void aListenerScalesTheWindowOfTheHandshakesAck() {
        ConnectionScript script = Scripts.listen(Scripts.plain()).arrives("S 0:0 win 1000 <mss 1460,wscale 3>");
        script.expect("S. 0:0 ack 1").arrives(". 1:1 ack 1 win 1000");
        assertEquals(8_000, script.connection.info().sndWndBytes());
    }

    @Test
    void aShiftAbove14CountsAs14() {
        ConnectionScript script = synSentWithAll().at(Scripts.RTT_NS);
        script.arrives("S. 0:0 ack 1 win 1000 <mss 1460,TS 5:0,wscale 15>").expect(". 1:1 ack 1");
        script.arrives(". 1:1 ack 1 win 1000 <TS 6:0>");
        assertEquals(1_000L << 14, script.connection.info().sndWndBytes());
    }

    /** RFC 6691: the option counts no options, the payload makes room for them. */
    @ParameterizedTest
    @CsvSource({
        // MTU, our limit, peer's MSS, timestamps, announced, payload
        "1500, 1460, 1460, true, 1460, 1448",
        "1500, 1460, 1460, false, 1460, 1460",
        "1500, 1460, 536, true, 1460, 524",
        "1500, 1460, 9000, false, 1460, 1460",
        "9000, 65495, 8960, true, 8960, 8948",
        "1500, 1000, 1460, false, 1000, 1000",
        "576, 1460, 1460, false, 536, 536",
        "1500, 1460, 0, true, 1460, 36"
    })
    void aFullSegmentIsTheSmallestOfAllBounds(
            int mtuBytes, int limitBytes, int peerBytes, boolean timestamps, int announcedBytes, int payloadBytes) {
        TcpConfig config = Scripts.plain()
                .withMaximumSegmentBytes(limitBytes)
                .withOptions(options -> options.withTimestamps(timestamps));
        ConnectionScript script = new ConnectionScript(config, mtuBytes);
        script.connection.open();
        script.expect("S 0:0 <mss " + announcedBytes + ",sackOK" + (timestamps ? ",TS 0:0" : "") + ",wscale 5>");
        script.at(Scripts.RTT_NS).arrives("S. 0:0 ack 1 <mss " + peerBytes + (timestamps ? ",TS 5:0>" : ">"));
        script.writes(20_000).expect(". 1:" + (1 + payloadBytes) + " ack 1");
    }

    @Test
    void aSynWithoutMssMeans536() {
        Scripts.listen(Scripts.plain())
                .arrives("S 0:0")
                .expect("S. 0:0 ack 1 <mss 1460>")
                .arrives(". 1:1 ack 1")
                .writes(2_000)
                .expect(". 1:537 ack 1");
    }

    private static ConnectionScript synSentWithAll() {
        ConnectionScript script = new ConnectionScript(ALL);
        script.connection.open();
        return script.expect("S 0:0");
    }
}
