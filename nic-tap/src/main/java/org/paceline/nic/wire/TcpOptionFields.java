package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** Writes one option each, kind and length first; each returns the index behind it. */
final class TcpOptionFields {
    private TcpOptionFields() {}

    static int maximumSegment(TcpOptions options, ByteBuffer frame, int index) {
        int value = head(frame, index, TcpOptions.MAXIMUM_SEGMENT, TcpOptions.MAXIMUM_SEGMENT_BYTES);
        frame.putShort(value, (short) options.maximumSegmentBytes());
        return index + TcpOptions.MAXIMUM_SEGMENT_BYTES;
    }

    static int windowScale(TcpOptions options, ByteBuffer frame, int index) {
        int value = head(frame, index, TcpOptions.WINDOW_SCALE, TcpOptions.WINDOW_SCALE_BYTES);
        frame.put(value, (byte) options.windowScale());
        return index + TcpOptions.WINDOW_SCALE_BYTES;
    }

    static int sackPermitted(ByteBuffer frame, int index) {
        return head(frame, index, TcpOptions.SACK_PERMITTED, TcpOptions.SACK_PERMITTED_BYTES);
    }

    static int timestamps(TcpOptions options, ByteBuffer frame, int index) {
        int value = head(frame, index, TcpOptions.TIMESTAMPS, TcpOptions.TIMESTAMPS_BYTES);
        frame.putInt(value, options.timestampValue());
        frame.putInt(value + Integer.BYTES, options.timestampEcho());
        return index + TcpOptions.TIMESTAMPS_BYTES;
    }

    static int sackBytes(TcpOptions options) {
        return TcpOptions.SACK_HEADER_BYTES + options.sackBlocks() * TcpOptions.SACK_BLOCK_BYTES;
    }

    static int sack(TcpOptions options, ByteBuffer frame, int index) {
        int edge = head(frame, index, TcpOptions.SACK, sackBytes(options));
        for (int block = 0; block < options.sackBlocks(); block++) {
            frame.putInt(edge, options.sackLeft(block));
            frame.putInt(edge + Integer.BYTES, options.sackRight(block));
            edge += TcpOptions.SACK_BLOCK_BYTES;
        }
        return edge;
    }

    /** @return the index of the option's value */
    private static int head(ByteBuffer frame, int index, int kind, int optionBytes) {
        frame.put(index, (byte) kind);
        frame.put(index + 1, (byte) optionBytes);
        return index + 2;
    }
}
