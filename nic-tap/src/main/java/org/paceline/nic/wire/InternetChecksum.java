package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * The Internet checksum: RFC 1071, with the incremental update of RFC 1624.
 *
 * <p>A partial sum is the one's complement sum of 16-bit words, not yet inverted. Partial sums add up as long as every
 * part but the last has an even length; {@link #fold} brings the total back to 16 bits. Buffers are big-endian.
 */
public final class InternetChecksum {
    private InternetChecksum() {}

    /** Partial sum over any number of bytes, 0 to 0xFFFF; an odd last byte counts as the high half of a word. */
    public static int sum(ByteBuffer bytes, int offset, int lengthBytes) {
        long sum = 0;
        int index = offset;
        int longsEnd = offset + (lengthBytes & ~7);
        // RFC 1071 2(C): wider words give the same sum once folded; halves of 32 bits leave room for 2^31 carries
        for (; index < longsEnd; index += Long.BYTES) {
            long word = bytes.getLong(index);
            sum += halves(word);
        }
        return fold(sum + tail(bytes, index, lengthBytes & 7));
    }

    /** Brings a total of partial sums back to 16 bits, end-around carries included; not inverted. */
    public static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xFFFF_FFFFL);
        folded = (folded >>> 16) + (folded & 0xFFFF);
        folded = (folded >>> 16) + (folded & 0xFFFF);
        return (int) ((folded >>> 16) + (folded & 0xFFFF));
    }

    /** Finished checksum of the bytes; over bytes that contain their own checksum, 0 means that it is correct. */
    public static int of(ByteBuffer bytes, int offset, int lengthBytes) {
        return finish(sum(bytes, offset, lengthBytes));
    }

    /** Partial sum of the pseudo header of TCP and UDP, RFC 9293 3.1; the length is that of header and data. */
    public static int pseudoHeaderIpv4(int source, int destination, int protocol, int lengthBytes) {
        long sum = (source & 0xFFFF_FFFFL) + (destination & 0xFFFF_FFFFL) + protocol + lengthBytes;
        return fold(sum);
    }

    /**
     * Finished checksum over pseudo header and segment. The checksum field must be zero to compute it; over a segment
     * that contains its checksum, 0 means that it is correct.
     */
    public static int transportIpv4(
            ByteBuffer bytes, int offset, int lengthBytes, int source, int destination, int protocol) {
        long sum = pseudoHeaderIpv4(source, destination, protocol, lengthBytes);
        return finish(sum + sum(bytes, offset, lengthBytes));
    }

    /**
     * Partial sum of the addresses of a pseudo header of either family. The words that map an IPv4 address into IPv6
     * sum to 0xFFFF, which is zero in one's complement: the sum is that of the pseudo header of IPv4 too.
     */
    public static int addresses(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        return fold(halves(sourceHigh) + halves(sourceLow) + halves(destinationHigh) + halves(destinationLow));
    }

    /**
     * Finished checksum over the pseudo header of either family (RFC 9293 3.1, RFC 8200 8.1) and the segment. The
     * checksum field must be zero to compute it; over a segment that contains its checksum, 0 means that it is correct.
     *
     * @param addressesSum {@link #addresses} of source and destination
     */
    public static int transport(ByteBuffer bytes, int offset, int lengthBytes, int addressesSum, int protocol) {
        return finish((long) addressesSum + protocol + lengthBytes + sum(bytes, offset, lengthBytes));
    }

    private static long halves(long word) {
        return (word >>> 32) + (word & 0xFFFF_FFFFL);
    }

    /** The checksum after one 16-bit word has changed, without looking at the others. */
    public static int update(int oldChecksum, int oldWord, int newWord) {
        // RFC 1624 eqn 3: HC' = ~(~HC + ~m + m'); eqn 4 by subtraction would turn 0x0000 into 0xFFFF
        return finish((~oldChecksum & 0xFFFFL) + (~oldWord & 0xFFFF) + (newWord & 0xFFFF));
    }

    private static int finish(long sum) {
        return ~fold(sum) & 0xFFFF;
    }

    private static long tail(ByteBuffer bytes, int offset, int lengthBytes) {
        long sum = 0;
        int index = offset;
        if ((lengthBytes & 4) != 0) {
            sum += bytes.getInt(index) & 0xFFFF_FFFFL;
            index += Integer.BYTES;
        }
        if ((lengthBytes & 2) != 0) {
            sum += bytes.getShort(index) & 0xFFFF;
            index += Short.BYTES;
        }
        if ((lengthBytes & 1) != 0) {
            sum += (bytes.get(index) & 0xFF) << 8;
        }
        return sum;
    }
}
