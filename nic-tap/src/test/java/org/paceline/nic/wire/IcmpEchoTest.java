package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IcmpEchoTest {
    private final IcmpEcho icmp = new IcmpEcho();

    @Test
    void whatIsWrittenIsRead() {
        byte[] message = SampleFrames.messages(Ipv4Header.PROTOCOL_ICMP).get(1);

        assertTrue(icmp.wrap(ByteBuffer.wrap(message), 0, message.length));
        assertTrue(icmp.isRequest());
        assertEquals(IcmpEcho.TYPE_REQUEST, icmp.type());
        assertEquals(0, icmp.code());
        assertEquals(0x1234, icmp.identifier());
        assertEquals(1, icmp.sequence());
        assertEquals(8, icmp.payloadOffset());
        assertEquals(33, icmp.payloadBytes());
        assertTrue(icmp.checksumCorrect());
    }

    @Test
    void theBytesStandAsRfc792HasThem() {
        ByteBuffer message = ByteBuffer.allocate(8);
        IcmpEcho.write(message, 0, 8, IcmpEcho.TYPE_REQUEST, 0x1234, 0x0102);

        assertEquals("0800" + "e4c9" + "1234" + "0102", HexFormat.of().formatHex(message.array()));
    }

    @Test
    void everyBitBelongsToOneField() {
        ByteBuffer message =
                ByteBuffer.wrap(SampleFrames.messages(Ipv4Header.PROTOCOL_ICMP).get(0));
        assertTrue(icmp.wrap(message, 0, 8));

        new HeaderFields()
                .with("type", 0, 8, icmp::type)
                .with("code", 8, 8, icmp::code)
                .with("identifier", 32, 16, icmp::identifier)
                .with("sequence", 48, 16, icmp::sequence)
                .eachBitBelongsToOneField(message, 0);
    }

    @Test
    void aReplyIsTheRequestWithAnotherTypeAndChecksum() {
        byte[] request = SampleFrames.messages(Ipv4Header.PROTOCOL_ICMP).get(1);
        ByteBuffer reply = ByteBuffer.allocate(request.length + 3);
        IcmpEcho.reply(ByteBuffer.wrap(request), 0, request.length, reply, 3);

        assertTrue(icmp.wrap(reply, 3, request.length));
        assertEquals(IcmpEcho.TYPE_REPLY, icmp.type());
        assertTrue(icmp.checksumCorrect());
        assertEquals(0x1234, icmp.identifier());
        assertEquals(1, icmp.sequence());
        assertEquals(
                HexFormat.of().formatHex(request, 8, request.length),
                HexFormat.of().formatHex(reply.array(), 11, reply.capacity()));
    }

    @Test
    void aFrameMayBeAnsweredInItsPlace() {
        ByteBuffer frame = ByteBuffer.wrap(SampleFrames.echoRequest(33));
        IcmpEcho.reply(frame, 34, 41, frame, 34);

        assertTrue(icmp.wrap(frame, 34, 41));
        assertEquals(IcmpEcho.TYPE_REPLY, icmp.type());
        assertTrue(icmp.checksumCorrect());
    }

    @Test
    void anOddMessageIsSummedToItsLastByte() {
        byte[] message = SampleFrames.messages(Ipv4Header.PROTOCOL_ICMP).get(1);
        message[message.length - 1] ^= 1;

        assertTrue(icmp.wrap(ByteBuffer.wrap(message), 0, message.length));
        assertFalse(icmp.checksumCorrect());
    }

    @Test
    void aMessageCutInItsHeaderIsMalformed() {
        assertFalse(icmp.wrap(ByteBuffer.allocate(7), 0, 7));
    }
}
