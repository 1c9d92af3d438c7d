package org.paceline.packetdrill.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.wire.TcpHeader;

class ScriptParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.100 > . 1:1(0) ack 1",
                "+0 >[ect0] P. 1:1001(1000) ack 1 win 100 <nop,nop,TS val 1 ecr 2>",
                "+.1 < SEW 0:0(0) win 32792 <mss 1460,nop,wscale 2,FO,FOEXP 0102,eol>",
                "+0~+.1 > F  . ...(0) ack 1 <...>",
                "* > R 5:5(0)!",
                "1.0~2.0 > (ttl 64) . 1:1(0) ack 1",
                "+0 < icmp unreachable frag_needed mtu 1200 [1:1461(1460)]",
                "+0 < udp (1000)",
                "0.0...0.5 connect (3, {sa_family = AF_INET, sin_port = htons(8080), "
                        + "sin_addr = inet_addr(\"192.0.2.1\")}, 16) = -1 [ECONNRESET]",
                "0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0",
                "0 fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)",
                "0 sendmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 1000}], msg_flags=0}, 0) = 1000",
                "0 poll([{fd=4, events=POLLIN, revents=0}], 1, 0) = 0",
                "`sysctl -q a=b\n sysctl c=d`",
                "+0 %{ assert 1 == 1 }%",
                "--tolerance_usecs=10000\n--mtu=1500 --strict_segments\n0 close(3) = 0"
            })
    void theLanguageIsRead(String text) {
        assertEquals(1, parse(text).events().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 > . 1:1(5) ack 1|1|7",
                "0 close(3)|1|11",
                "0 close(3) = 0\\n\\n+0 ?|3|4",
                "0 > Q 1:1(0)|1|5",
                "+0 `never ends|1|5"
            })
    void whatIsWrongIsToldWithItsPlace(String text, int line, int column) {
        ScriptException wrong = assertThrows(ScriptException.class, () -> parse(text.replace("\\n", "\n")));

        assertEquals(new Location("test.pkt", line, column), wrong.location());
    }

    @Test
    void aPacketIsReadToTheLastField() {
        Action.Packet packet =
                (Action.Packet) parse("+0 < [ce] 1000 > 8080 PU.5 7:9(2)! ack 3! win 4 urg 5 <sack 1:2 3:4>")
                        .events()
                        .get(0)
                        .action();
        PacketSpec.Tcp segment = (PacketSpec.Tcp) packet.content();

        assertTrue(packet.inbound());
        assertEquals(3, packet.ip().ecn());
        assertEquals(1000, segment.sourcePort());
        assertEquals(TcpHeader.PSH | TcpHeader.URG | TcpHeader.ACK | TcpHeader.AE | TcpHeader.ECE, segment.flags());
        assertTrue(segment.absoluteSeq() && segment.absoluteAck());
        assertEquals(List.of(new OptionSpec("sack", List.of(1L, 2L, 3L, 4L), "")), segment.options());
    }

    @Test
    void openOptionsAreNotNoOptions() {
        PacketSpec.Tcp open = tcp("0 > . 1:1(0) ack 1 <...>");
        PacketSpec.Tcp none = tcp("0 > . 1:1(0) ack 1");

        assertNull(open.options());
        assertEquals(List.of(), none.options());
    }

    @Test
    void conditionsChooseLinesAndKeepLineNumbers() {
        Script script = ScriptParser.parse(
                "test.pkt",
                "#ifdef A\n0 close(1) = 0\n#else\n0 close(2) = 0\n#endif\n0 close(N) = 0\n",
                Map.of("N", "9"));

        assertEquals(
                List.of(4, 6),
                script.events().stream().map(event -> event.location().line()).toList());
        assertEquals(
                new Value.Whole(9),
                ((Action.Call) script.events().get(1).action()).arguments().get(0));
    }

    private static PacketSpec.Tcp tcp(String line) {
        return (PacketSpec.Tcp) ((Action.Packet) parse(line).events().get(0).action()).content();
    }

    private static Script parse(String text) {
        return ScriptParser.parse("test.pkt", text, Map.of());
    }
}
