package org.paceline.probe.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames of a pcapng file: enhanced packet blocks, each with the resolution that its interface declares
 * (draft-ietf-opsawg-pcapng). Blocks of other kinds are passed over. Not thread-safe.
 */
final class PcapngReader implements CaptureReader {
    static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int BLOCK_HEADER_BYTES = 8;
    private static final int TRAILER_BYTES = 4;
    private static final int MIN_BLOCK_BYTES = 12;
    private static final int PACKET_HEADER_BYTES = 20;
    private static final int SECTION_BODY_BYTES = 16;

    private final BlockSource source;
    private final ByteBuffer header = ByteBuffer.allocate(BLOCK_HEADER_BYTES);
    private final ByteBuffer body = ByteBuffer.allocate(MAX_BLOCK_BYTES);
    private final ByteBuffer frame = ByteBuffer.allocate(MAX_BLOCK_BYTES);
    private final CaptureInterfaces interfaces = new CaptureInterfaces();
    private long timeNs;
    private int interfaceIndex;
    private int capturedBytes;
    private int originalBytes;

    PcapngReader(BlockSource source) {
        this.source = source;
    }

    @Override
    public boolean next() throws IOException {
        while (source.fill(header, BLOCK_HEADER_BYTES)) {
            int type = header.getInt(0);
            int bodyBytes = type == SECTION_HEADER ? startSection() : readBody(header.getInt(4), 0);
            if (type == INTERFACE_DESCRIPTION) {
                describeInterface(bodyBytes);
            }
            if (type == ENHANCED_PACKET) {
                takePacket(bodyBytes);
                return true;
            }
        }
        return false;
    }

    /** The byte order of a section stands behind its length, so the length is read again once it is known. */
    private int startSection() throws IOException {
        source.require(body, TRAILER_BYTES);
        int magic = body.order(ByteOrder.BIG_ENDIAN).getInt(0);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            throw source.malformed("section without a byte-order magic");
        }
        source.order(magic == BYTE_ORDER_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        interfaces.clear();
        int bodyBytes = readBody(header.order(source.order()).getInt(4), TRAILER_BYTES);
        if (bodyBytes < SECTION_BODY_BYTES - TRAILER_BYTES) {
            throw source.malformed("section header block is too short");
        }
        return bodyBytes;
    }

    /**
     * Reads what remains of a block and its closing length.
     *
     * @param readBytes of the body that have been taken already
     * @return bytes that now stand in the body, without the closing length
     */
    private int readBody(int totalBytes, int readBytes) throws IOException {
        if (totalBytes < MIN_BLOCK_BYTES + readBytes || totalBytes > MAX_BLOCK_BYTES || totalBytes % 4 != 0) {
            throw source.malformed("block of " + Integer.toUnsignedString(totalBytes) + " bytes is not possible");
        }
        int restBytes = totalBytes - BLOCK_HEADER_BYTES - readBytes;
        source.require(body, restBytes);
        int closingBytes = body.getInt(restBytes - TRAILER_BYTES);
        if (closingBytes != totalBytes) {
            throw source.malformed("block opens with a length of " + totalBytes + " and closes with "
                    + Integer.toUnsignedString(closingBytes));
        }
        return restBytes - TRAILER_BYTES;
    }

    private void describeInterface(int bodyBytes) throws IOException {
        String complaint = interfaces.add(body, bodyBytes);
        if (!complaint.isEmpty()) {
            throw source.malformed(complaint);
        }
    }

    private void takePacket(int bodyBytes) throws IOException {
        if (bodyBytes < PACKET_HEADER_BYTES) {
            throw source.malformed("packet block is too short");
        }
        interfaceIndex = body.getInt(0);
        capturedBytes = body.getInt(12);
        originalBytes = body.getInt(16);
        if (!interfaces.has(interfaceIndex)) {
            throw source.malformed("packet of an interface that was not described");
        }
        if (capturedBytes < 0 || capturedBytes > bodyBytes - PACKET_HEADER_BYTES || originalBytes < capturedBytes) {
            throw source.malformed("packet of " + Integer.toUnsignedString(capturedBytes) + " bytes captured of "
                    + Integer.toUnsignedString(originalBytes) + " is not possible");
        }
        long units = (long) body.getInt(4) << 32 | Integer.toUnsignedLong(body.getInt(8));
        timeNs = interfaces.timeNs(interfaceIndex, units);
        frame.put(0, body, PACKET_HEADER_BYTES, capturedBytes);
    }

    @Override
    public int linkType() {
        return interfaces.linkType(interfaceIndex);
    }

    @Override
    public String interfaceName() {
        return interfaces.name(interfaceIndex);
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public ByteBuffer frame() {
        return frame;
    }

    @Override
    public int capturedBytes() {
        return capturedBytes;
    }

    @Override
    public int originalBytes() {
        return originalBytes;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
