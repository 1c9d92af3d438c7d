package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * The header of an IP packet of either family, a flyweight over a frame: what a transport has to know of the packet
 * that it came in. Addresses are words as in {@link IpAddress}, IPv4 mapped.
 *
 * <p>One of the wraps checks version and lengths once; the accessors may be called after it has returned true.
 */
public final class IpHeader {
    private final Ipv4Header ipv4 = new Ipv4Header();
    private final Ipv6Header ipv6 = new Ipv6Header();
    private boolean isIpv6;
    private int protocol;
    private int payloadOffset;
    private int payloadBytes;

    /** Whether the bytes hold a whole IPv4 packet; its checksum and fragments are questions to {@link #ipv4()}. */
    public boolean wrapIpv4(ByteBuffer frame, int offset, int lengthBytes) {
        if (!ipv4.wrap(frame, offset, lengthBytes)) {
            return false;
        }
        isIpv6 = false;
        protocol = ipv4.protocol();
        payloadOffset = ipv4.payloadOffset();
        payloadBytes = ipv4.payloadBytes();
        return true;
    }

    /** Whether the bytes hold a whole IPv6 packet; extension headers count as payload until they are passed. */
    public boolean wrapIpv6(ByteBuffer frame, int offset, int lengthBytes) {
        if (!ipv6.wrap(frame, offset, lengthBytes)) {
            return false;
        }
        isIpv6 = true;
        protocol = ipv6.nextHeader();
        payloadOffset = ipv6.payloadOffset();
        payloadBytes = ipv6.payloadBytes();
        return true;
    }

    /** Extension headers were passed: the payload is what follows them. */
    public void passExtensions(int transportProtocol, int transportOffset) {
        protocol = transportProtocol;
        payloadBytes -= transportOffset - payloadOffset;
        payloadOffset = transportOffset;
    }

    public boolean isIpv6() {
        return isIpv6;
    }

    /** The header itself; only of an IPv4 packet. */
    public Ipv4Header ipv4() {
        return ipv4;
    }

    /** The header itself; only of an IPv6 packet. */
    public Ipv6Header ipv6() {
        return ipv6;
    }

    public int protocol() {
        return protocol;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadBytes() {
        return payloadBytes;
    }

    /** DSCP and ECN. */
    public int trafficClass() {
        return isIpv6 ? ipv6.trafficClass() : ipv4.trafficClass();
    }

    /** RFC 3168: the lower 2 bits of the traffic class. */
    public int ecn() {
        return trafficClass() & 3;
    }

    /** Hops left. */
    public int hopLimit() {
        return isIpv6 ? ipv6.hopLimit() : ipv4.timeToLive();
    }

    public long sourceHigh() {
        return isIpv6 ? ipv6.sourceHigh() : 0;
    }

    public long sourceLow() {
        return isIpv6 ? ipv6.sourceLow() : IpAddress.ipv4Low(ipv4.source());
    }

    public long destinationHigh() {
        return isIpv6 ? ipv6.destinationHigh() : 0;
    }

    public long destinationLow() {
        return isIpv6 ? ipv6.destinationLow() : IpAddress.ipv4Low(ipv4.destination());
    }

    /** For what lasts longer than the packet; allocates. */
    public IpAddress source() {
        return new IpAddress(sourceHigh(), sourceLow());
    }

    /** For what lasts longer than the packet; allocates. */
    public IpAddress destination() {
        return new IpAddress(destinationHigh(), destinationLow());
    }

    /** Partial sum of both addresses, for {@link InternetChecksum#transport}. */
    public int addressesSum() {
        return InternetChecksum.addresses(sourceHigh(), sourceLow(), destinationHigh(), destinationLow());
    }

    /** Bytes of the header that {@link #write} makes between addresses of a family. */
    public static int lengthBytes(boolean ipv6) {
        return ipv6 ? Ipv6Header.LENGTH_BYTES : Ipv4Header.MIN_LENGTH_BYTES;
    }

    /** The Ethernet type of a family's packets. */
    public static int etherType(boolean ipv6) {
        return ipv6 ? EthernetHeader.TYPE_IPV6 : EthernetHeader.TYPE_IPV4;
    }

    /**
     * Writes a header without options or extensions: 64 hops, not to be fragmented.
     *
     * @param identification of an IPv4 packet; IPv6 has none
     * @param payloadBytes behind the header
     */
    public static void write(
            ByteBuffer frame,
            int offset,
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int identification,
            int protocol,
            int payloadBytes) {
        if (source.isIpv4()) {
            int totalBytes = Ipv4Header.MIN_LENGTH_BYTES + payloadBytes;
            Ipv4Header.write(
                    frame,
                    offset,
                    trafficClass,
                    totalBytes,
                    identification,
                    protocol,
                    source.ipv4(),
                    destination.ipv4());
            return;
        }
        Ipv6Header.write(frame, offset, trafficClass, 0, payloadBytes, protocol, Ipv6Header.DEFAULT_HOP_LIMIT);
        Ipv6Header.writeAddresses(frame, offset, source.high(), source.low(), destination.high(), destination.low());
    }

    /** Writes the header of an answer to this packet, back to where it came from, as {@link #write} does. */
    public void writeReply(ByteBuffer reply, int offset, int identification, int replyProtocol, int replyBytes) {
        if (isIpv6) {
            Ipv6Header.write(reply, offset, 0, 0, replyBytes, replyProtocol, Ipv6Header.DEFAULT_HOP_LIMIT);
            long ownHigh = destinationHigh();
            long ownLow = destinationLow();
            Ipv6Header.writeAddresses(reply, offset, ownHigh, ownLow, sourceHigh(), sourceLow());
            return;
        }
        int totalBytes = Ipv4Header.MIN_LENGTH_BYTES + replyBytes;
        int ownAddress = ipv4.destination();
        int peerAddress = ipv4.source();
        Ipv4Header.write(reply, offset, totalBytes, identification, replyProtocol, ownAddress, peerAddress);
    }
}
