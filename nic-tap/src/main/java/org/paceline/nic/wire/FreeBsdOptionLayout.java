package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * Where each option stands in a segment of FreeBSD: each moved by NOPs to where its fields are aligned, the end marked.
 * One walk serves both questions, how long and which bytes: without a frame nothing is written.
 */
final class FreeBsdOptionLayout {
    private FreeBsdOptionLayout() {}

    static int encodedBytes(TcpOptions options) {
        return padded(walk(options, Unwrapped.FRAME, 0, false));
    }

    static int write(TcpOptions options, ByteBuffer frame, int offset) {
        int encodedBytes = encodedBytes(options);
        if (encodedBytes > TcpHeader.MAX_OPTIONS_BYTES) {
            throw new IllegalStateException("TCP options of " + encodedBytes + " bytes do not fit into 40");
        }
        int bytes = walk(options, frame, offset, true);
        for (int index = bytes; index < encodedBytes; index++) {
            frame.put(offset + index, (byte) TcpOptions.END);
        }
        return encodedBytes;
    }

    private static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }

    private static int walk(TcpOptions options, ByteBuffer frame, int offset, boolean writing) {
        int bytes = 0;
        if (options.maximumSegmentBytes() >= 0) {
            if (writing) {
                TcpOptionFields.maximumSegment(options, frame, offset);
            }
            bytes = TcpOptions.MAXIMUM_SEGMENT_BYTES;
        }
        if (options.windowScale() >= 0) {
            bytes = nopsUntil(1, 2, bytes, frame, offset, writing);
            if (writing) {
                TcpOptionFields.windowScale(options, frame, offset + bytes);
            }
            bytes += TcpOptions.WINDOW_SCALE_BYTES;
        }
        if (options.sackPermitted()) {
            bytes = nopsUntil(0, 2, bytes, frame, offset, writing);
            if (writing) {
                TcpOptionFields.sackPermitted(frame, offset + bytes);
            }
            bytes += TcpOptions.SACK_PERMITTED_BYTES;
        }
        if (options.timestamps()) {
            bytes = nopsUntil(2, 4, bytes, frame, offset, writing);
            if (writing) {
                TcpOptionFields.timestamps(options, frame, offset + bytes);
            }
            bytes += TcpOptions.TIMESTAMPS_BYTES;
        }
        if (options.sackBlocks() > 0) {
            bytes = nopsUntil(2, 4, bytes, frame, offset, writing);
            if (writing) {
                TcpOptionFields.sack(options, frame, offset + bytes);
            }
            bytes += TcpOptionFields.sackBytes(options);
        }
        return rest(options, bytes, frame, offset, writing);
    }

    private static int rest(TcpOptions options, int bytes, ByteBuffer frame, int offset, boolean writing) {
        if (writing) {
            int behind = options.fastOpen().write(frame, offset + bytes);
            behind = options.userTimeout().write(frame, behind);
            options.writeUnknown(frame, behind);
        }
        return bytes
                + options.fastOpen().encodedBytes()
                + options.userTimeout().encodedBytes()
                + options.unknownBytes();
    }

    /** Fills up with NOPs until the length leaves that remainder. */
    private static int nopsUntil(int remainder, int modulus, int bytes, ByteBuffer frame, int offset, boolean writing) {
        int filled = bytes;
        while (filled % modulus != remainder) {
            if (writing) {
                frame.put(offset + filled, (byte) TcpOptions.NOP);
            }
            filled++;
        }
        return filled;
    }
}
