package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One datagram of which fragments have come: its bytes in place, and which ranges of them are there. Belongs to
 * {@link FragmentReassembly}.
 */
final class FragmentedDatagram {
    /** RFC 791 3.1: the total length field has 16 bits. */
    static final int MAX_PAYLOAD_BYTES = 65_535;

    /** What stands in front of the payload once the datagram is whole: an Ethernet header and an IP header. */
    static final int HEADROOM_BYTES = 64;

    /** A datagram of 64 KiB over the smallest MTU of IPv6 makes 53; more is an attack. */
    private static final int MAX_RANGES = 64;

    private static final int INITIAL_PAYLOAD_BYTES = 2_048;
    private static final int UNKNOWN = -1;

    final long sourceHigh;
    final long sourceLow;
    final long destinationHigh;
    final long destinationLow;
    final int identification;
    final int protocol;
    final long deadlineNs;

    private ByteBuffer buffer = ByteBuffer.allocate(HEADROOM_BYTES + INITIAL_PAYLOAD_BYTES);
    private final int[] left = new int[MAX_RANGES];
    private final int[] right = new int[MAX_RANGES];
    private int ranges;
    private int receivedBytes;
    private int payloadBytes = UNKNOWN;
    private boolean refused;

    FragmentedDatagram(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int identification,
            int protocol,
            long deadlineNs) {
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
        this.identification = identification;
        this.protocol = protocol;
        this.deadlineNs = deadlineNs;
    }

    /** The datagram will never be whole; what still comes of it is dropped (RFC 5722 section 4). */
    void refuse() {
        refused = true;
        ranges = 0;
        buffer = ByteBuffer.allocate(0);
    }

    boolean isRefused() {
        return refused;
    }

    /**
     * Puts a fragment into its place.
     *
     * @return false when it contradicts those that came before
     */
    boolean place(int offset, boolean more, ByteBuffer frame, int frameOffset, int lengthBytes) {
        int end = offset + lengthBytes;
        if (repeats(offset, end)) {
            return true; // RFC 8200 4.5: an exact duplicate is no overlap
        }
        if (overlaps(offset, end) || ranges == MAX_RANGES || contradictsEnd(end, more)) {
            return false;
        }
        if (!more) {
            payloadBytes = end;
        }
        makeRoom(end);
        buffer.put(HEADROOM_BYTES + offset, frame, frameOffset, lengthBytes);
        left[ranges] = offset;
        right[ranges++] = end;
        receivedBytes += lengthBytes;
        return true;
    }

    private boolean repeats(int from, int to) {
        for (int range = 0; range < ranges; range++) {
            if (left[range] == from && right[range] == to) {
                return true;
            }
        }
        return false;
    }

    private boolean overlaps(int from, int to) {
        for (int range = 0; range < ranges; range++) {
            if (from < right[range] && to > left[range]) {
                return true;
            }
        }
        return false;
    }

    private boolean contradictsEnd(int end, boolean more) {
        if (payloadBytes != UNKNOWN) {
            return !more || end > payloadBytes;
        }
        boolean beyondLast = false;
        for (int range = 0; range < ranges; range++) {
            beyondLast |= right[range] > end;
        }
        return !more && beyondLast;
    }

    private void makeRoom(int endBytes) {
        int neededBytes = HEADROOM_BYTES + endBytes;
        if (buffer.capacity() < neededBytes) {
            int grownBytes = Math.min(Integer.highestOneBit(neededBytes) << 1, HEADROOM_BYTES + MAX_PAYLOAD_BYTES);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), grownBytes));
        }
    }

    boolean whole() {
        return receivedBytes == payloadBytes;
    }

    /** The payload begins {@link #HEADROOM_BYTES} into it. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Length of the payload of a datagram that is whole. */
    int payloadBytes() {
        return payloadBytes;
    }

    int heldBytes() {
        return buffer.capacity();
    }
}
