package org.paceline.probe.sweep;

import java.nio.ByteBuffer;

/**
 * What stands in the payload of a probe's packets, in network byte order. A view of a buffer; belongs to one thread.
 *
 * <pre>
 *  0 magic   4 version   5 kind   6 zero   8 run   12 sequence   16 first time   24 second time   32 third time
 * </pre>
 *
 * <p>Of data the first time is the planned departure and the second the moment before the write, by the sender's clock;
 * over TCP a whole train is written at once, and the pacer holds the segments apart. Of an exchange of times they are
 * T1, T2 and T3 of NTP (RFC 5905 section 8).
 */
public final class ProbeMessage {
    /** What a message takes at least; data may be padded. */
    public static final int MIN_BYTES = 40;

    static final byte DATA = 1;
    static final byte TIME_REQUEST = 2;
    static final byte TIME_REPLY = 3;

    /** Over TCP, behind the last train: nothing more will come. */
    static final byte END = 4;

    private static final int MAGIC = 0x504C5042;
    private static final byte VERSION = 1;
    private static final int VERSION_OFFSET = 4;
    private static final int KIND_OFFSET = 5;
    private static final int RUN_OFFSET = 8;
    private static final int SEQUENCE_OFFSET = 12;
    private static final int FIRST_TIME_OFFSET = 16;
    private static final int SECOND_TIME_OFFSET = 24;
    private static final int THIRD_TIME_OFFSET = 32;

    private ByteBuffer buffer = ByteBuffer.allocate(MIN_BYTES);
    private int offset;

    /** Looks at {@code lengthBytes} from {@code offset}; false when no message of ours begins there. */
    public boolean wrap(ByteBuffer bytes, int offset, int lengthBytes) {
        this.buffer = bytes;
        this.offset = offset;
        return lengthBytes >= MIN_BYTES
                && bytes.getInt(offset) == MAGIC
                && bytes.get(offset + VERSION_OFFSET) == VERSION;
    }

    /** Begins a message of {@code kind} at {@code offset}, all times 0. */
    ProbeMessage write(ByteBuffer bytes, int offset, byte kind, int run, int sequence) {
        this.buffer = bytes;
        this.offset = offset;
        bytes.putInt(offset, MAGIC).put(offset + VERSION_OFFSET, VERSION).put(offset + KIND_OFFSET, kind);
        bytes.putShort(offset + KIND_OFFSET + 1, (short) 0);
        bytes.putInt(offset + RUN_OFFSET, run).putInt(offset + SEQUENCE_OFFSET, sequence);
        return times(0, 0, 0);
    }

    ProbeMessage times(long firstNs, long secondNs, long thirdNs) {
        buffer.putLong(offset + FIRST_TIME_OFFSET, firstNs)
                .putLong(offset + SECOND_TIME_OFFSET, secondNs)
                .putLong(offset + THIRD_TIME_OFFSET, thirdNs);
        return this;
    }

    /** Turns a request into its reply, in place. */
    void reply(long receivedNs, long sentNs) {
        buffer.put(offset + KIND_OFFSET, TIME_REPLY);
        times(firstNs(), receivedNs, sentNs);
    }

    byte kind() {
        return buffer.get(offset + KIND_OFFSET);
    }

    /** Whether this is a packet of a train, and not an exchange of times. */
    public boolean isData() {
        return kind() == DATA;
    }

    /** The number of the run that it belongs to, chosen at random by the sender. */
    public int run() {
        return buffer.getInt(offset + RUN_OFFSET);
    }

    /** Counts from 0 over all trains of a run, in the order of sending. */
    public int sequence() {
        return buffer.getInt(offset + SEQUENCE_OFFSET);
    }

    /** Of data: when it was to leave. */
    public long plannedNs() {
        return firstNs();
    }

    /** Of data: when it was handed to the socket. */
    public long writtenNs() {
        return secondNs();
    }

    long firstNs() {
        return buffer.getLong(offset + FIRST_TIME_OFFSET);
    }

    long secondNs() {
        return buffer.getLong(offset + SECOND_TIME_OFFSET);
    }

    long thirdNs() {
        return buffer.getLong(offset + THIRD_TIME_OFFSET);
    }
}
