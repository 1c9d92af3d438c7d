package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * TCP header, RFC 9293 3.1, a flyweight over a frame.
 *
 * <p>{@link #wrap} checks the lengths once; the accessors may be called after it has returned true. Options are read by
 * {@link TcpOptions} from {@link #optionsOffset()} on.
 */
public final class TcpHeader {
    public static final int MIN_LENGTH_BYTES = 20;
    public static final int MAX_OPTIONS_BYTES = 40;

    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;
    public static final int ECE = 64;
    public static final int CWR = 128;

    /** Accurate ECN's third bit (RFC 9768), the NS of RFC 3540 before; it stands apart from the other eight. */
    public static final int AE = 256;

    private static final int MIN_WORDS = 5;
    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int SEQUENCE_NUMBER = 4;
    private static final int ACKNOWLEDGMENT_NUMBER = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;
    private static final int WINDOW = 14;
    private static final int CHECKSUM = 16;
    private static final int URGENT_POINTER = 18;

    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;
    private int lengthBytes;
    private int ecnCodepoint;

    /** Whether the bytes hold a header with all its options; they are header and data, without padding. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (lengthBytes < MIN_LENGTH_BYTES) {
            return false;
        }
        int headerWords = (frame.get(offset + DATA_OFFSET) >>> 4) & 0xF;
        if (headerWords < MIN_WORDS || headerWords * Integer.BYTES > lengthBytes) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        this.lengthBytes = lengthBytes;
        this.ecnCodepoint = EcnCodepoint.NOT_ECT;
        return true;
    }

    /** Tells the {@link EcnCodepoint} of the packet around the segment, until the next {@link #wrap}. */
    public void cameWith(int codepoint) {
        ecnCodepoint = codepoint;
    }

    public int ecnCodepoint() {
        return ecnCodepoint;
    }

    public int sourcePort() {
        return frame.getShort(offset + SOURCE_PORT) & 0xFFFF;
    }

    public int destinationPort() {
        return frame.getShort(offset + DESTINATION_PORT) & 0xFFFF;
    }

    public int sequenceNumber() {
        return frame.getInt(offset + SEQUENCE_NUMBER);
    }

    /** Meaningful when {@link #ack()}. */
    public int acknowledgmentNumber() {
        return frame.getInt(offset + ACKNOWLEDGMENT_NUMBER);
    }

    /** The eight control bits; the reserved bits before them are ignored, as RFC 9293 3.1 asks. */
    public int flags() {
        return frame.get(offset + FLAGS) & 0xFF;
    }

    public boolean fin() {
        return (flags() & FIN) != 0;
    }

    public boolean syn() {
        return (flags() & SYN) != 0;
    }

    public boolean rst() {
        return (flags() & RST) != 0;
    }

    public boolean psh() {
        return (flags() & PSH) != 0;
    }

    public boolean ack() {
        return (flags() & ACK) != 0;
    }

    public boolean ece() {
        return (flags() & ECE) != 0;
    }

    public boolean cwr() {
        return (flags() & CWR) != 0;
    }

    /** The bit before {@link #cwr()}, which {@link #flags()} leaves out. */
    public boolean ae() {
        return (frame.get(offset + DATA_OFFSET) & 1) != 0;
    }

    public boolean urg() {
        return (flags() & URG) != 0;
    }

    /** The window as it stands in the header, 0 to 65535, before any scaling. */
    public int windowField() {
        return frame.getShort(offset + WINDOW) & 0xFFFF;
    }

    public int checksum() {
        return frame.getShort(offset + CHECKSUM) & 0xFFFF;
    }

    /** Meaningful when {@link #urg()}. */
    public int urgentPointer() {
        return frame.getShort(offset + URGENT_POINTER) & 0xFFFF;
    }

    /** Fixed part and options, 20 to 60. */
    public int headerBytes() {
        return ((frame.get(offset + DATA_OFFSET) >>> 4) & 0xF) * Integer.BYTES;
    }

    public int optionsOffset() {
        return offset + MIN_LENGTH_BYTES;
    }

    public int optionsBytes() {
        return headerBytes() - MIN_LENGTH_BYTES;
    }

    public int payloadOffset() {
        return offset + headerBytes();
    }

    public int payloadBytes() {
        return lengthBytes - headerBytes();
    }

    /** SEG.LEN of RFC 9293 3.3.1: sequence numbers that the segment takes, SYN and FIN counted. */
    public int sequenceLength() {
        int flags = flags();
        return payloadBytes() + ((flags & SYN) != 0 ? 1 : 0) + ((flags & FIN) != 0 ? 1 : 0);
    }

    /** Whether the checksum holds over pseudo header, header and data. */
    public boolean checksumCorrect(int source, int destination) {
        return InternetChecksum.transportIpv4(frame, offset, lengthBytes, source, destination, Ipv4Header.PROTOCOL_TCP)
                == 0;
    }

    /** Whether the checksum holds over the pseudo header, given by the sum of its addresses, header and data. */
    public boolean checksumCorrect(int addressesSum) {
        return InternetChecksum.transport(frame, offset, lengthBytes, addressesSum, Ipv4Header.PROTOCOL_TCP) == 0;
    }

    /**
     * Writes the fixed part; checksum and urgent pointer are zero.
     *
     * @param headerBytes with the options that follow: a multiple of 4, 20 to 60
     */
    public static void write(
            ByteBuffer frame,
            int offset,
            int sourcePort,
            int destinationPort,
            int sequenceNumber,
            int acknowledgmentNumber,
            int flags,
            int windowField,
            int headerBytes) {
        frame.putShort(offset + SOURCE_PORT, (short) sourcePort);
        frame.putShort(offset + DESTINATION_PORT, (short) destinationPort);
        frame.putInt(offset + SEQUENCE_NUMBER, sequenceNumber);
        frame.putInt(offset + ACKNOWLEDGMENT_NUMBER, acknowledgmentNumber);
        frame.put(offset + DATA_OFFSET, (byte) ((headerBytes / Integer.BYTES) << 4 | (flags & AE) >>> 8));
        frame.put(offset + FLAGS, (byte) flags);
        frame.putShort(offset + WINDOW, (short) windowField);
        frame.putShort(offset + CHECKSUM, (short) 0);
        frame.putShort(offset + URGENT_POINTER, (short) 0);
    }

    /** The fixed part and the options, in bytes of their own; allocates. */
    public ByteBuffer copyOfHeader() {
        ByteBuffer copy = ByteBuffer.allocate(optionsOffset() - offset + optionsBytes());
        copy.put(0, frame, offset, copy.capacity());
        return copy;
    }

    /** Sets control bits of a segment that is written already; its checksum is to be computed yet. */
    public static void addFlags(ByteBuffer frame, int offset, int flags) {
        frame.put(offset + FLAGS, (byte) (frame.get(offset + FLAGS) | flags));
    }

    public static void writeChecksum(ByteBuffer frame, int offset, int checksum) {
        frame.putShort(offset + CHECKSUM, (short) checksum);
    }
}
