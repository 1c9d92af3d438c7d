package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * SYN cookies, RFC 4987 section 3.6: an ISN that only we can have made and that brings back the peer's MSS, so that no
 * state waits for the handshake's end. Bernstein's layout as Linux has it: the peer's ISN plus a hash, the minute in
 * the upper 8 bits, the MSS under a hash in the lower 24. Not thread-safe.
 */
final class SynCookies {
    /** RFC 4987 3.6: a cookie is good for this period and the next one. */
    private static final long PERIOD_NS = 64_000_000_000L;

    private static final int PERIODS_VALID = 2;
    static final long VALID_NS = PERIODS_VALID * PERIOD_NS;

    private static final int LOWER_BITS = 24;
    private static final int LOWER_MASK = (1 << LOWER_BITS) - 1;

    /** Rounded down to the next of these: IPv4's and IPv6's minimum, tunnels, Ethernet with and without options. */
    private static final int[] SEGMENT_BYTES = {48, 216, 536, 1_220, 1_300, 1_440, 1_460, 8_940};

    private static final long SEQUENCE = 4;
    private static final long SEGMENT = 5;

    private final SipHash hash;

    SynCookies(long secretLow, long secretHigh) {
        this.hash = new SipHash(~secretLow, secretHigh);
    }

    /** Which MSS comes back from a cookie for this one, -1 for no option. */
    static int segmentIndex(int maximumSegmentBytes) {
        int wanted = maximumSegmentBytes < 0 ? 536 : maximumSegmentBytes;
        int index = SEGMENT_BYTES.length - 1;
        while (index > 0 && SEGMENT_BYTES[index] > wanted) {
            index--;
        }
        return index;
    }

    static int segmentBytes(int index) {
        return SEGMENT_BYTES[index];
    }

    /** The ISN that answers this SYN. */
    int make(IpHeader ip, TcpHeader syn, TcpOptions options, long nowNs) {
        long period = nowNs / PERIOD_NS;
        int index = segmentIndex(options.maximumSegmentBytes());
        int lower = (int) (of(SEGMENT, ip, syn, period) + index) & LOWER_MASK;
        return (int) of(SEQUENCE, ip, syn, 0) + syn.sequenceNumber() + ((int) period << LOWER_BITS) + lower;
    }

    /**
     * What this ACK brings back.
     *
     * @return index of the MSS, -1 when it acknowledges no cookie of ours
     */
    int check(IpHeader ip, TcpHeader ack, long nowNs) {
        long period = nowNs / PERIOD_NS;
        int irs = ack.sequenceNumber() - 1;
        int rest = ack.acknowledgmentNumber() - 1 - irs - (int) of(SEQUENCE, ip, ack, 0);
        int age = ((int) period - (rest >>> LOWER_BITS)) & 0xff;
        if (age >= PERIODS_VALID) {
            return -1;
        }
        int index = (rest - (int) of(SEGMENT, ip, ack, period - age)) & LOWER_MASK;
        return index < SEGMENT_BYTES.length ? index : -1;
    }

    private long of(long purpose, IpHeader ip, TcpHeader segment, long period) {
        long ports = (purpose << 32) | ((long) segment.destinationPort() << 16) | segment.sourcePort();
        return hash.of(ip.destinationHigh(), ip.destinationLow(), ip.sourceHigh(), ip.sourceLow(), ports, period);
    }
}
