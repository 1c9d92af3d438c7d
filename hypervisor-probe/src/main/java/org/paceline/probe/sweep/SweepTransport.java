package org.paceline.probe.sweep;

import org.paceline.nic.wire.Ipv4Header;

/** What carries the packets of a sweep. */
public enum SweepTransport {
    /** A datagram each, from a socket of the kernel. */
    UDP(Ipv4Header.PROTOCOL_UDP, 8, ProbeMessage.MIN_BYTES, 1_472),

    /** A segment each of one connection, paced by our own TCP; without time stamps, so that its header is the least. */
    TCP(Ipv4Header.PROTOCOL_TCP, 20, 88, 1_460);

    private final int protocol;
    private final int headerBytes;
    private final int minPayloadBytes;
    private final int maxPayloadBytes;

    SweepTransport(int protocol, int headerBytes, int minPayloadBytes, int maxPayloadBytes) {
        this.protocol = protocol;
        this.headerBytes = headerBytes;
        this.minPayloadBytes = minPayloadBytes;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** Its number in an IP header. */
    public int protocol() {
        return protocol;
    }

    /** Bytes of its header, as a sweep's packets have it. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Of TCP the least segment size that a connection may be limited to. */
    int minPayloadBytes() {
        return minPayloadBytes;
    }

    /** What an IPv4 packet of 1,500 bytes holds. */
    int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    /** The one of this number, UDP for any other. */
    public static SweepTransport of(int protocol) {
        return protocol == TCP.protocol ? TCP : UDP;
    }
}
