package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** An echo request on its way back: RFC 792 and RFC 4443 4.2 differ in nothing but the type. */
final class EchoReply {
    private static final int TYPE = 0;
    private static final int CHECKSUM = 2;

    private EchoReply() {}

    /** Copies the request, header and data, and changes its type; the checksum follows by RFC 1624. */
    static void write(
            ByteBuffer request, int requestOffset, int lengthBytes, ByteBuffer reply, int offset, int replyType) {
        reply.put(offset, request, requestOffset, lengthBytes);
        int requestWord = reply.getShort(offset + TYPE) & 0xFFFF;
        int replyWord = (replyType << 8) | (requestWord & 0xFF);
        int checksum = reply.getShort(offset + CHECKSUM) & 0xFFFF;
        reply.putShort(offset + TYPE, (short) replyWord);
        reply.putShort(offset + CHECKSUM, (short) InternetChecksum.update(checksum, requestWord, replyWord));
    }
}
