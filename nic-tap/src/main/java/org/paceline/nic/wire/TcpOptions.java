package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * The options of one TCP segment, both read and to be written: RFC 9293 3.2, RFC 7323, RFC 2018, RFC 7413, RFC 5482.
 *
 * <p>Mutable and reused, so that no segment allocates; not thread-safe. Options of unknown kinds survive reading: they
 * are kept as they came and written again behind the known ones.
 */
public final class TcpOptions {
    /** RFC 7323 2.3: a shift above 14 counts as 14. */
    public static final int MAX_WINDOW_SCALE = 14;

    /** RFC 2018 3: 40 bytes hold no more. */
    public static final int MAX_SACK_BLOCKS = 4;

    static final int END = 0;
    static final int NOP = 1;
    static final int MAXIMUM_SEGMENT = 2;
    static final int WINDOW_SCALE = 3;
    static final int SACK_PERMITTED = 4;
    static final int SACK = 5;
    static final int TIMESTAMPS = 8;

    static final int MAXIMUM_SEGMENT_BYTES = 4;
    static final int WINDOW_SCALE_BYTES = 3;
    static final int SACK_PERMITTED_BYTES = 2;
    static final int TIMESTAMPS_BYTES = 10;
    static final int SACK_HEADER_BYTES = 2;
    static final int SACK_BLOCK_BYTES = 8;

    private static final int ABSENT = -1;

    private final FastOpenOption fastOpen = new FastOpenOption();
    private final UserTimeoutOption userTimeout = new UserTimeoutOption();
    private OptionOrder order = OptionOrder.LINUX;
    private int maximumSegmentBytes = ABSENT;
    private int windowScale = ABSENT;
    private boolean sackPermitted;
    private boolean timestamps;
    private int timestampValue;
    private int timestampEcho;
    private int sackBlocks;
    private final int[] sackEdges = new int[2 * MAX_SACK_BLOCKS];
    private int unknownBytes;
    private final byte[] unknown = new byte[TcpHeader.MAX_OPTIONS_BYTES];

    /** How these options are written; survives {@link #clear}. */
    public TcpOptions order(OptionOrder wanted) {
        order = wanted;
        return this;
    }

    public TcpOptions clear() {
        fastOpen.clear();
        userTimeout.clear();
        maximumSegmentBytes = ABSENT;
        windowScale = ABSENT;
        sackPermitted = false;
        timestamps = false;
        timestampValue = 0;
        timestampEcho = 0;
        sackBlocks = 0;
        unknownBytes = 0;
        return this;
    }

    /**
     * Reads all options in place of those held so far.
     *
     * @param lengthBytes as the data offset says, 0 to 40
     * @return false when malformed: an option has a wrong length or leaves the header; what was read before it stays
     */
    public boolean parse(ByteBuffer frame, int offset, int lengthBytes) {
        clear();
        if (lengthBytes > TcpHeader.MAX_OPTIONS_BYTES) {
            return false;
        }
        int index = offset;
        int end = offset + lengthBytes;
        while (index < end) {
            int kind = frame.get(index) & 0xFF;
            if (kind == END) {
                return true;
            }
            if (kind == NOP) {
                index++;
                continue;
            }
            int optionBytes = index + 1 < end ? frame.get(index + 1) & 0xFF : 0;
            if (optionBytes < 2 || optionBytes > end - index || !parseOption(frame, index, kind, optionBytes)) {
                return false;
            }
            index += optionBytes;
        }
        return true;
    }

    private boolean parseOption(ByteBuffer frame, int index, int kind, int optionBytes) {
        if (lengthBytesOf(kind, optionBytes) != optionBytes) {
            return false;
        }
        int value = index + 2;
        switch (kind) {
            case MAXIMUM_SEGMENT -> maximumSegmentBytes = frame.getShort(value) & 0xFFFF;
            case WINDOW_SCALE -> windowScale = Math.min(frame.get(value) & 0xFF, MAX_WINDOW_SCALE);
            case SACK_PERMITTED -> sackPermitted = true;
            case TIMESTAMPS -> timestamps(frame.getInt(value), frame.getInt(value + Integer.BYTES));
            case SACK -> {
                return parseSack(frame, value, optionBytes - SACK_HEADER_BYTES);
            }
            default -> {
                if (fastOpen.parse(frame, index, kind, optionBytes)
                        || userTimeout.parse(frame, index, kind, optionBytes)) {
                    return true;
                }
                frame.get(index, unknown, unknownBytes, optionBytes);
                unknownBytes += optionBytes;
            }
        }
        return true;
    }

    /** The one length that an option of this kind may have; SACK and unknown kinds may have any. */
    private static int lengthBytesOf(int kind, int optionBytes) {
        return switch (kind) {
            case MAXIMUM_SEGMENT -> MAXIMUM_SEGMENT_BYTES;
            case WINDOW_SCALE -> WINDOW_SCALE_BYTES;
            case SACK_PERMITTED -> SACK_PERMITTED_BYTES;
            case TIMESTAMPS -> TIMESTAMPS_BYTES;
            default -> optionBytes;
        };
    }

    private boolean parseSack(ByteBuffer frame, int offset, int blocksBytes) {
        if (blocksBytes == 0 || blocksBytes % SACK_BLOCK_BYTES != 0) {
            return false;
        }
        for (int index = offset; index < offset + blocksBytes; index += SACK_BLOCK_BYTES) {
            // the length check at the door leaves room for four blocks, in however many options
            setSackBlock(frame.getInt(index), frame.getInt(index + Integer.BYTES));
        }
        return true;
    }

    /** Largest segment that the sender takes, as RFC 6691 counts it; -1 when the option is absent. */
    public int maximumSegmentBytes() {
        return maximumSegmentBytes;
    }

    /** Shift of the window field, 0 to 14; -1 when the option is absent. */
    public int windowScale() {
        return windowScale;
    }

    public boolean sackPermitted() {
        return sackPermitted;
    }

    public boolean timestamps() {
        return timestamps;
    }

    /** TSval; meaningful when {@link #timestamps()}. */
    public int timestampValue() {
        return timestampValue;
    }

    /** TSecr; meaningful when {@link #timestamps()}. */
    public int timestampEcho() {
        return timestampEcho;
    }

    public int sackBlocks() {
        return sackBlocks;
    }

    /** First sequence number of block {@code i}; blocks are as they came, nothing says that left is below right. */
    public int sackLeft(int i) {
        return sackEdges[2 * i];
    }

    /** Sequence number after the last of block {@code i}. */
    public int sackRight(int i) {
        return sackEdges[2 * i + 1];
    }

    /** Fast Open's option, to be read or filled in. */
    public FastOpenOption fastOpen() {
        return fastOpen;
    }

    /** The user timeout's option, to be read or filled in. */
    public UserTimeoutOption userTimeout() {
        return userTimeout;
    }

    /** Bytes of all unknown options, kind and length included. */
    public int unknownBytes() {
        return unknownBytes;
    }

    /** One of the {@link #unknownBytes()}, 0 to 255. */
    public int unknownByte(int index) {
        return unknown[index] & 0xFF;
    }

    /** Sets the largest segment that we take, 0 to 65535. */
    public TcpOptions maximumSegmentBytes(int bytes) {
        maximumSegmentBytes = bytes;
        return this;
    }

    /** Sets the shift of our window field, 0 to 14. */
    public TcpOptions windowScale(int shift) {
        windowScale = shift;
        return this;
    }

    public TcpOptions permitSack() {
        sackPermitted = true;
        return this;
    }

    public TcpOptions timestamps(int value, int echo) {
        timestamps = true;
        timestampValue = value;
        timestampEcho = echo;
        return this;
    }

    /**
     * Adds a block behind those already there; other options come first, because blocks take what room is left.
     *
     * @return false when there is no room for it
     */
    public boolean addSackBlock(int left, int right) {
        int growthBytes = sackBlocks == 0 ? 2 + SACK_HEADER_BYTES + SACK_BLOCK_BYTES : SACK_BLOCK_BYTES;
        if (sackBlocks == MAX_SACK_BLOCKS || encodedBytes() + growthBytes > TcpHeader.MAX_OPTIONS_BYTES) {
            return false;
        }
        setSackBlock(left, right);
        return true;
    }

    private void setSackBlock(int left, int right) {
        sackEdges[2 * sackBlocks] = left;
        sackEdges[2 * sackBlocks + 1] = right;
        sackBlocks++;
    }

    /** Bytes that {@link #write} will write, a multiple of 4. */
    public int encodedBytes() {
        return switch (order) {
            case LINUX -> TcpOptionLayout.encodedBytes(this);
            case FREEBSD -> FreeBsdOptionLayout.encodedBytes(this);
        };
    }

    /**
     * Writes all options, padded to a multiple of 4 bytes.
     *
     * @return the bytes written
     * @throws IllegalStateException when the options set do not fit into 40 bytes
     */
    public int write(ByteBuffer frame, int offset) {
        return switch (order) {
            case LINUX -> TcpOptionLayout.write(this, frame, offset);
            case FREEBSD -> FreeBsdOptionLayout.write(this, frame, offset);
        };
    }

    int writeUnknown(ByteBuffer frame, int offset) {
        frame.put(offset, unknown, 0, unknownBytes);
        return offset + unknownBytes;
    }
}
