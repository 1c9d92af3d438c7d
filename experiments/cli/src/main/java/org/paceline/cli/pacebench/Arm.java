package org.paceline.cli.pacebench;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.runtime.WaitMode;

/**
 * One thing that is compared.
 *
 * @param waiter null where the kernel waits
 * @param rateBitsPerSecond of IP packets of 1,500 bytes
 */
record Arm(
        Mechanism mechanism, BenchDevice device, @Nullable WaitMode waiter, long rateBitsPerSecond) {
    /** Ethernet's MTU, which every packet of a bench fills. */
    static final int PACKET_BYTES = 1_500;

    /** Behind an IP and a TCP header of 20 bytes each and 12 bytes of time stamps (RFC 7323). */
    static final int PAYLOAD_BYTES = 1_448;

    private static final double NS_BITS_PER_BYTE_SECOND = 8e9;

    /** From departure to departure. */
    long gapNs() {
        return Math.round(PACKET_BYTES * NS_BITS_PER_BYTE_SECOND / rateBitsPerSecond);
    }

    /** The rate as pacers of TCP count it, without headers. */
    long payloadBitsPerSecond() {
        return Math.round((double) rateBitsPerSecond * PAYLOAD_BYTES / PACKET_BYTES);
    }

    String waiterId() {
        return waiter == null ? "kernel" : waiter.optionName();
    }

    /** Whether {@code other} is the bare loop that this arm is held against. */
    boolean measuredAgainst(Arm other) {
        return other.mechanism == Mechanism.BARE_LOOP
                && other.device == device
                && other.waiter == waiter
                && other.rateBitsPerSecond == rateBitsPerSecond;
    }
}
