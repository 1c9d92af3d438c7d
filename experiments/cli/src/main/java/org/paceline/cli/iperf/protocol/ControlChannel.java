package org.paceline.cli.iperf.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * iperf3's control connection: single bytes for states, a big-endian length before JSON, big-endian words after an
 * error. Belongs to one thread. Whatever the peer sends wrong is an {@link IperfException} that says what it was.
 */
public final class ControlChannel {
    /** Results of 128 streams take 30 kB; a peer that announces more than this speaks something else. */
    static final int MAX_JSON_BYTES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ControlLink link;
    private final byte[] one = new byte[1];

    public ControlChannel(ControlLink link) {
        this.link = link;
    }

    public void send(Cookie cookie) throws IOException {
        link.write(cookie.wire(), 0, Cookie.WIRE_BYTES);
    }

    public void send(ControlState state) throws IOException {
        one[0] = state.code();
        link.write(one, 0, 1);
    }

    /** SERVER_ERROR with the two numbers that belong to it. */
    public void sendError(int fault, int errno) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(9);
        message.put(ControlState.SERVER_ERROR.code()).putInt(fault).putInt(errno);
        link.write(message.array(), 0, message.capacity());
    }

    public void send(JsonNode document) throws IOException {
        byte[] text = JSON.writeValueAsBytes(document);
        // one write, so that a server that reads the length and then the text finds both
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + text.length);
        message.putInt(text.length).put(text);
        link.write(message.array(), 0, message.capacity());
    }

    /**
     * The next state that the peer announces.
     *
     * @return null when none came in time
     */
    public @Nullable ControlState pollState(long timeoutNs) throws IOException {
        int read = link.read(one, 0, 1, timeoutNs);
        if (read < 0) {
            throw new IperfException("lost the control connection: the peer has closed it");
        }
        if (read == 0) {
            return null;
        }
        ControlState state = ControlState.of(one[0]);
        if (state == null) {
            throw new IperfException("the peer announced state " + one[0] + ", which iperf3 does not have");
        }
        return state;
    }

    public Cookie receiveCookie(long timeoutNs) throws IOException {
        return Cookie.of(receive(Cookie.WIRE_BYTES, "its cookie", timeoutNs));
    }

    /** The error that follows SERVER_ERROR, as a failure to throw. */
    public IperfException receiveFault(long timeoutNs) throws IOException {
        ByteBuffer words = ByteBuffer.wrap(receive(2 * Integer.BYTES, "the number of its error", timeoutNs));
        return new IperfException(ServerFault.text(words.getInt(), words.getInt()));
    }

    /**
     * A JSON object with its length in front.
     *
     * @param what it is, for the message should it not come or not be JSON
     */
    public JsonNode receiveJson(String what, long timeoutNs) throws IOException {
        int length = ByteBuffer.wrap(receive(Integer.BYTES, what, timeoutNs)).getInt();
        if (length <= 0 || length > MAX_JSON_BYTES) {
            throw new IperfException("the peer announced " + Integer.toUnsignedString(length) + " bytes of " + what
                    + "; between 1 and " + MAX_JSON_BYTES + " can be right");
        }
        byte[] text = receive(length, what, timeoutNs);
        try {
            JsonNode document = JSON.readTree(text);
            if (document == null || !document.isObject()) {
                throw new IperfException("the peer sent " + what + " that are no JSON object");
            }
            return document;
        } catch (JsonProcessingException notJson) {
            throw new IperfException("the peer sent " + what + " that are no JSON: " + notJson.getOriginalMessage());
        }
    }

    private byte[] receive(int length, String what, long timeoutNs) throws IOException {
        byte[] bytes = new byte[length];
        long deadlineNs = System.nanoTime() + timeoutNs;
        int filled = 0;
        while (filled < length) {
            int read = link.read(bytes, filled, length - filled, Math.max(0, deadlineNs - System.nanoTime()));
            if (read < 0) {
                throw new IperfException(
                        "lost the control connection: the peer has closed it in the middle of " + what);
            }
            filled += read;
            if (filled < length && System.nanoTime() - deadlineNs >= 0) {
                throw new IperfException("the peer did not send " + what + " in time");
            }
        }
        return bytes;
    }
}
