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
        int index = writeMaximumSegment(options, frame, offset);
        index = writeTimestampsAndSackPermitted(options, frame, index, align);
        index = writeWindowScale(options, frame, index, align);
        index = writeSack(options, frame, index, align);
        index = options.writeUnknown(frame, index);
        writeNops(frame, index, offset + encodedBytes - index);
        return encodedBytes;
    }

    private static int packedBytes(TcpOptions options) {
        return (options.maximumSegmentBytes() >= 0 ? TcpOptions.MAXIMUM_SEGMENT_BYTES : 0)
                + (options.sackPermitted() ? TcpOptions.SACK_PERMITTED_BYTES : 0)
                + (options.timestamps() ? TcpOptions.TIMESTAMPS_BYTES : 0)
                + (options.windowScale() >= 0 ? TcpOptions.WINDOW_SCALE_BYTES : 0)
                + (options.sackBlocks() > 0 ? sackBytes(options) : 0)
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

    private static int sackBytes(TcpOptions options) {
        return TcpOptions.SACK_HEADER_BYTES + options.sackBlocks() * TcpOptions.SACK_BLOCK_BYTES;
    }

    private static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }

    private static int writeMaximumSegment(TcpOptions options, ByteBuffer frame, int index) {
        if (options.maximumSegmentBytes() < 0) {
            return index;
        }
        writeHead(frame, index, TcpOptions.MAXIMUM_SEGMENT, TcpOptions.MAXIMUM_SEGMENT_BYTES);
        frame.putShort(index + 2, (short) options.maximumSegmentBytes());
        return index + TcpOptions.MAXIMUM_SEGMENT_BYTES;
    }

    private static int writeTimestampsAndSackPermitted(
            TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        int index = offset;
        if (align && options.timestamps() != options.sackPermitted()) {
            index = writeNops(frame, index, PADDING_OF_TIMESTAMPS_BYTES);
        }
        if (options.sackPermitted()) {
            writeHead(frame, index, TcpOptions.SACK_PERMITTED, TcpOptions.SACK_PERMITTED_BYTES);
            index += TcpOptions.SACK_PERMITTED_BYTES;
        }
        if (options.timestamps()) {
            writeHead(frame, index, TcpOptions.TIMESTAMPS, TcpOptions.TIMESTAMPS_BYTES);
            frame.putInt(index + 2, options.timestampValue());
            frame.putInt(index + 6, options.timestampEcho());
            index += TcpOptions.TIMESTAMPS_BYTES;
        }
        return index;
    }

    private static int writeWindowScale(TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        if (options.windowScale() < 0) {
            return offset;
        }
        int index = align ? writeNops(frame, offset, PADDING_OF_SCALE_BYTES) : offset;
        writeHead(frame, index, TcpOptions.WINDOW_SCALE, TcpOptions.WINDOW_SCALE_BYTES);
        frame.put(index + 2, (byte) options.windowScale());
        return index + TcpOptions.WINDOW_SCALE_BYTES;
    }

    private static int writeSack(TcpOptions options, ByteBuffer frame, int offset, boolean align) {
        if (options.sackBlocks() == 0) {
            return offset;
        }
        int index = align ? writeNops(frame, offset, PADDING_OF_SACK_BYTES) : offset;
        writeHead(frame, index, TcpOptions.SACK, sackBytes(options));
        index += TcpOptions.SACK_HEADER_BYTES;
        for (int block = 0; block < options.sackBlocks(); block++) {
            frame.putInt(index, options.sackLeft(block));
            frame.putInt(index + Integer.BYTES, options.sackRight(block));
            index += TcpOptions.SACK_BLOCK_BYTES;
        }
        return index;
    }

    private static void writeHead(ByteBuffer frame, int index, int kind, int optionBytes) {
        frame.put(index, (byte) kind);
        frame.put(index + 1, (byte) optionBytes);
    }

    private static int writeNops(ByteBuffer frame, int offset, int count) {
        for (int index = offset; index < offset + count; index++) {
            frame.put(index, (byte) TcpOptions.NOP);
        }
        return offset + count;
    }
}
