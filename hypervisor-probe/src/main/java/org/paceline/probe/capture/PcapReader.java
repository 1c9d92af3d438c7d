package org.paceline.probe.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Classic pcap files with microseconds or nanoseconds, in either byte order (draft-ietf-opsawg-pcap). Not thread-safe.
 */
final class PcapReader implements CaptureReader {
    private static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
    private static final int MAGIC_NANOSECONDS = 0xA1B23C4D;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int LINK_TYPE_OFFSET = 20;
    private static final int RECORD_HEADER_BYTES = 16;

    /** The upper bits of the field tell of the FCS. */
    private static final int LINK_TYPE_MASK = 0xFFFF;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final BlockSource source;
    private final long nsPerFraction;
    private final int linkType;
    private final ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_BYTES);
    private final ByteBuffer frame = ByteBuffer.allocate(MAX_BLOCK_BYTES);
    private long timeNs;
    private int capturedBytes;
    private int originalBytes;

    PcapReader(BlockSource source) throws IOException {
        this.source = source;
        int magic = source.peekMagic();
        boolean reversed = !bigEndian(magic);
        source.order(reversed ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        nsPerFraction = (reversed ? Integer.reverseBytes(magic) : magic) == MAGIC_NANOSECONDS ? 1 : 1_000;
        source.require(header, FILE_HEADER_BYTES);
        linkType = header.getInt(LINK_TYPE_OFFSET) & LINK_TYPE_MASK;
        String complaint = LinkType.complaint(linkType);
        if (!complaint.isEmpty()) {
            throw source.malformed(complaint);
        }
    }

    static boolean knows(int magic) {
        return bigEndian(magic) || bigEndian(Integer.reverseBytes(magic));
    }

    private static boolean bigEndian(int magic) {
        return magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS;
    }

    @Override
    public boolean next() throws IOException {
        if (!source.fill(header, RECORD_HEADER_BYTES)) {
            return false;
        }
        timeNs = Integer.toUnsignedLong(header.getInt(0)) * NS_PER_SECOND
                + Integer.toUnsignedLong(header.getInt(4)) * nsPerFraction;
        capturedBytes = header.getInt(8);
        originalBytes = header.getInt(12);
        if (capturedBytes < 0 || capturedBytes > MAX_BLOCK_BYTES || originalBytes < capturedBytes) {
            throw source.malformed("frame of " + Integer.toUnsignedString(capturedBytes) + " bytes captured of "
                    + Integer.toUnsignedString(originalBytes) + " is not possible");
        }
        source.require(frame, capturedBytes);
        frame.order(ByteOrder.BIG_ENDIAN);
        return true;
    }

    @Override
    public int linkType() {
        return linkType;
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
