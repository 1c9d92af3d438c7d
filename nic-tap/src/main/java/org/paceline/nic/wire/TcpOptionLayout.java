package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * Where each option stands in the header. The usual layout is Linux's: every group padded with NOPs to 4 bytes, so that
 * the fields inside are aligned. Options that came packed more tightly than that are written packed as well.
 */
final class TcpOptionLayout {
    private static final int PADDING_OF_TIMESTAMPS_BYTES = 2;
    private static final int PADDING_OF_SACK_BYTES = 2;
    private static final int PADDING_OF_SCALE_BYTES = 1;

    private TcpOptionLayout() {}

    static int encodedBytes(TcpOptions options) {
        int aligned = alignedBytes(options);
        return aligned <= TcpHeader.MAX_OPTIONS_BYTES ? aligned : padded(packedBytes(options));
    }

    static int write(TcpOptions options, ByteBuffer frame, int offset) {
        boolean align = alignedBytes(options) <= TcpHeader.MAX_OPTIONS_BYTES;
        int encodedBytes = encodedBytes(options);
        if (encodedBytes > TcpHeader.MAX_OPTIONS_BYTES) {
            throw new IllegalStateException("TCP options of " + encodedBytes + " bytes do not fit into 40");
        }
        int index = options.maximumSegmentBytes() < 0 ? offset : TcpOptionFields.maximumSegment(options, frame, offset);
        index = writeTimestampsAndSackPermitted(options, frame, index, align);
        index = writeWindowScale(options, frame, index, align);
        index = writeSack(options, frame, index, align);
        index = options.fastOpen().write(frame, index);
        index = options.userTimeout().write(frame, index);
        index = options.writeUnknown(frame, index);
        writeNops(frame, index, offset + encodedBytes - index);
        return encodedBytes;
    }

    private static int packedBytes(TcpOptions options) {
        return (options.maximumSegmentBytes() >= 0 ? TcpOptions.MAXIMUM_SEGMENT_BYTES : 0)
                + (options.sackPermitted() ? TcpOptions.SACK_PERMITTED_BYTES : 0)
                + (options.timestamps() ? TcpOptions.TIMESTAMPS_BYTES : 0)
                + (options.windowScale() >= 0 ? TcpOptions.WINDOW_SCALE_BYTES : 0)
                + (options.sackBlocks() > 0 ? TcpOptionFields.sackBytes(options) : 0)
                + options.fastOpen().encodedBytes()
                + options.userTimeout().encodedBytes()
                + options.unknownBytes();
    }

    private static int alignedBytes(TcpOptions options) {
        int paddingBytes = 0;
        // SACK-permitted takes the place of the two NOPs before timestamps, and two NOPs take that of timestamps
        if (options.timestamps() != options.sackPermitted()) {
            paddingBytes += PADDING_OF_TIMESTAMPS_BYTES;
        }
        if (options.windowScale() >= 0) {
            paddingBytes += PADDING_OF_SCALE_BYTES;
        }
        if (options.sackBlocks() > 0) {
            paddingBytes += PADDING_OF_SACK_BYTES;
        }
        return padded(packedBytes(options) + paddingBytes);
    }

    private static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }

    private static int writeTimestampsAndSackPermitted(
            TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        int index = offset;
        if (align && options.timestamps() != options.sackPermitted()) {
            index = writeNops(frame, index, PADDING_OF_TIMESTAMPS_BYTES);
        }
        if (options.sackPermitted()) {
            index = TcpOptionFields.sackPermitted(frame, index);
        }
        return options.timestamps() ? TcpOptionFields.timestamps(options, frame, index) : index;
    }

    private static int writeWindowScale(TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        if (options.windowScale() < 0) {
            return offset;
        }
        int index = align ? writeNops(frame, offset, PADDING_OF_SCALE_BYTES) : offset;
        return TcpOptionFields.windowScale(options, frame, index);
    }

    private static int writeSack(TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        if (options.sackBlocks() == 0) {
            return offset;
        }
        int index = align ? writeNops(frame, offset, PADDING_OF_SACK_BYTES) : offset;
        return TcpOptionFields.sack(options, frame, index);
    }

    private static int writeNops(ByteBuffer frame, int offset, int count) {
        for (int index = offset; index < offset + count; index++) {
            frame.put(index, (byte) TcpOptions.NOP);
        }
        return offset + count;
    }
}
