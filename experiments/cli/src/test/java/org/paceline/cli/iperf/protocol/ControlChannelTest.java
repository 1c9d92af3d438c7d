package org.paceline.cli.iperf.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlChannelTest {
    private static final long AT_ONCE_NS = 0;
    private static final long LONG_NS = 60_000_000_000L;

    @ParameterizedTest
    @EnumSource(ControlState.class)
    void everyStateSurvivesTheWire(ControlState state) throws IOException {
        ScriptedLink out = new ScriptedLink(new byte[0], 1, false);
        new ControlChannel(out).send(state);

        assertEquals(state, new ControlChannel(arriving(out.written.toByteArray())).pollState(AT_ONCE_NS));
    }

    @Test
    void silenceIsNoState() throws IOException {
        assertNull(new ControlChannel(arriving(new byte[0])).pollState(AT_ONCE_NS));
    }

    @Test
    void theEndOfTheConnectionIsALine() {
        ControlChannel channel = new ControlChannel(new ScriptedLink(new byte[0], 1, true));

        assertFails("lost the control connection", () -> channel.pollState(AT_ONCE_NS));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 3, 5, 8, 17, 127, -3, -128})
    void aStateThatIperfDoesNotHaveIsALine(byte code) {
        assertFails("state " + code, () -> new ControlChannel(arriving(code)).pollState(AT_ONCE_NS));
    }

    @Test
    void jsonHasItsLengthInFrontInNetworkOrder() throws IOException {
        ScriptedLink out = new ScriptedLink(new byte[0], 1, false);
        new ControlChannel(out).send(JsonNodeFactory.instance.objectNode().put("tcp", true));

        assertArrayEquals(framed(12, "{\"tcp\":true}"), out.written.toByteArray());
    }

    @Test
    void jsonIsPutTogetherFromPieces() throws IOException {
        ControlChannel channel = new ControlChannel(new ScriptedLink(framed(9, "{\"len\":7}"), 2, true));

        assertEquals(7, channel.receiveJson("parameters", LONG_NS).path("len").asInt());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, ControlChannel.MAX_JSON_BYTES + 1, Integer.MAX_VALUE})
    void aLengthThatCannotBeRightTakesNoMemory(int length) {
        assertFails(
                Integer.toUnsignedString(length) + " bytes",
                () -> new ControlChannel(arriving(framed(length, "{}"))).receiveJson("results", LONG_NS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "{\"a\":", "[1]", "3", "{} {}", "{\"a\":1}garbage"})
    void whatIsNoJsonObjectIsALine(String text) {
        byte[] message = framed(text.length(), text);

        assertFails("results", () -> new ControlChannel(arriving(message)).receiveJson("results", LONG_NS));
    }

    @Test
    void jsonThatStopsInTheMiddleIsALine() {
        byte[] message = framed(100, "{\"cpu_util_total\":");

        assertFails("in the middle of results", () -> new ControlChannel(new ScriptedLink(message, 5, true))
                .receiveJson("results", LONG_NS));
    }

    @Test
    void jsonThatDoesNotComeInTimeIsALine() {
        assertFails("did not send results in time", () -> new ControlChannel(arriving(framed(100, "{")))
                .receiveJson("results", AT_ONCE_NS));
    }

    @Test
    void aFaultIsToldByItsMeaning() throws IOException {
        byte[] words = ByteBuffer.allocate(8).putInt(27).putInt(0).array();

        String line = String.valueOf(
                new ControlChannel(arriving(words)).receiveFault(LONG_NS).getMessage());
        assertTrue(line.contains("above the server's limit"), line);
    }

    @Test
    void anUnknownFaultIsToldByItsNumbers() throws IOException {
        byte[] words = ByteBuffer.allocate(8).putInt(999).putInt(13).array();

        String line = String.valueOf(
                new ControlChannel(arriving(words)).receiveFault(LONG_NS).getMessage());
        assertTrue(line.contains("999") && line.contains("13"), line);
    }

    @Test
    void anErrorIsAByteAndTwoWords() throws IOException {
        ScriptedLink out = new ScriptedLink(new byte[0], 1, false);
        new ControlChannel(out).sendError(ServerFault.PARAMETERS, 2);

        assertArrayEquals(new byte[] {-2, 0, 0, 0, 114, 0, 0, 0, 2}, out.written.toByteArray());
    }

    private static ScriptedLink arriving(byte... bytes) {
        return new ScriptedLink(bytes, bytes.length, false);
    }

    private static byte[] framed(int announced, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(announced)
                .put(bytes)
                .array();
    }

    private static void assertFails(String line, org.junit.jupiter.api.function.Executable call) {
        String message = Told.by(call);
        assertTrue(message.contains(line), message);
        assertTrue(message.lines().count() == 1, message);
    }
}
