package org.paceline.probe.capture;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.nic.wire.TcpHeader;

/**
 * What identifies a captured TCP or UDP packet. A frame may have been cut behind its transport header: lengths are
 * those of the headers, not those of the capture. A flyweight: the accessors tell of the last frame that decoded. Not
 * thread-safe.
 */
final class PacketDecoder {
    static final int UDP_HEADER_BYTES = 8;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MAX_EXTENSIONS = 8;
    private static final int FRAGMENT_BITS = 0x3FFF;
    private static final int FIRST_FRAGMENT_BITS = 0x2000;
    private static final int TCP_TIMESTAMPS = 8;
    private static final int TCP_TIMESTAMPS_BYTES = 10;

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final int payloadPrefixBytes;
    private ByteBuffer frame = ByteBuffer.allocate(0);
    private int capturedBytes;
    private int protocol;
    private int identification;
    private int transportOffset;
    private int transportBytes;
    private int frameBytes;
    private int payloadBytes;
    private int payloadOffset;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    /** @param payloadPrefixBytes how much of a UDP payload identifies a packet; the same for all points */
    PacketDecoder(int payloadPrefixBytes) {
        this.payloadPrefixBytes = payloadPrefixBytes;
    }

    /** Whether the frame holds a TCP or UDP packet whose transport header was captured. */
    boolean decode(int linkType, ByteBuffer frame, int capturedBytes, int originalBytes) {
        int offset = LinkType.packetOffset(linkType, frame, capturedBytes);
        if (offset < 0) {
            return false;
        }
        this.frame = frame;
        this.capturedBytes = capturedBytes;
        frameBytes = originalBytes - LinkType.headerBytes(linkType) + EthernetHeader.LENGTH_BYTES;
        int packetBytes = originalBytes - offset;
        int version = (frame.get(offset) & 0xF0) >>> 4;
        boolean known = version == 4 ? ipv4(offset, packetBytes) : version == 6 && ipv6(offset, packetBytes);
        return known && transport();
    }

    private boolean ipv4(int offset, int packetBytes) {
        int headerBytes = (frame.get(offset) & 0xF) * Integer.BYTES;
        if (headerBytes < Ipv4Header.MIN_LENGTH_BYTES || capturedBytes < offset + headerBytes) {
            return false;
        }
        int totalBytes = Short.toUnsignedInt(frame.getShort(offset + 2));
        // a frame of an offload may say 0 for what does not fit 16 bits
        int lengthBytes = totalBytes == 0 ? packetBytes : totalBytes;
        int fragment = frame.getShort(offset + 6) & FRAGMENT_BITS;
        if (lengthBytes < headerBytes || lengthBytes > packetBytes || (fragment & ~FIRST_FRAGMENT_BITS) != 0) {
            return false;
        }
        identification = Short.toUnsignedInt(frame.getShort(offset + 4));
        protocol = frame.get(offset + 9) & 0xFF;
        sourceHigh = 0;
        sourceLow = IpAddress.ipv4Low(frame.getInt(offset + 12));
        destinationHigh = 0;
        destinationLow = IpAddress.ipv4Low(frame.getInt(offset + 16));
        transportOffset = offset + headerBytes;
        transportBytes = lengthBytes - headerBytes;
        return true;
    }

    private boolean ipv6(int offset, int packetBytes) {
        if (capturedBytes < offset + Ipv6Header.LENGTH_BYTES) {
            return false;
        }
        int payload = Short.toUnsignedInt(frame.getShort(offset + 4));
        int lengthBytes = payload == 0 ? packetBytes - Ipv6Header.LENGTH_BYTES : payload;
        int end = offset + Ipv6Header.LENGTH_BYTES + lengthBytes;
        if (end > offset + packetBytes) {
            return false;
        }
        sourceHigh = frame.getLong(offset + 8);
        sourceLow = frame.getLong(offset + 16);
        destinationHigh = frame.getLong(offset + 24);
        destinationLow = frame.getLong(offset + 32);
        identification = 0;
        int next = frame.get(offset + 6) & 0xFF;
        int at = offset + Ipv6Header.LENGTH_BYTES;
        for (int count = 0; count < MAX_EXTENSIONS && isExtension(next); count++) {
            if (at + 8 > capturedBytes) {
                return false;
            }
            if (next == FRAGMENT) {
                identification = frame.getInt(at + 4);
                if ((frame.getShort(at + 2) & 0xFFF8) != 0) {
                    return false;
                }
            }
            int bytes = next == FRAGMENT ? 8 : 8 * (1 + (frame.get(at + 1) & 0xFF));
            next = frame.get(at) & 0xFF;
            at += bytes;
        }
        protocol = next;
        transportOffset = at;
        transportBytes = end - at;
        return transportBytes >= 0;
    }

    private static boolean isExtension(int next) {
        return next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS || next == FRAGMENT;
    }

    private boolean transport() {
        int captured = capturedBytes - transportOffset;
        if (protocol == Ipv4Header.PROTOCOL_UDP) {
            if (captured < UDP_HEADER_BYTES || transportBytes < UDP_HEADER_BYTES) {
                return false;
            }
            payloadOffset = transportOffset + UDP_HEADER_BYTES;
        } else if (protocol == Ipv4Header.PROTOCOL_TCP) {
            int headerBytes =
                    captured < TcpHeader.MIN_LENGTH_BYTES ? 0 : (frame.get(transportOffset + 12) & 0xF0) >>> 2;
            if (headerBytes < TcpHeader.MIN_LENGTH_BYTES || headerBytes > transportBytes) {
                return false;
            }
            payloadOffset = transportOffset + headerBytes;
        } else {
            return false;
        }
        payloadBytes = transportBytes - (payloadOffset - transportOffset);
        return true;
    }

    boolean isTcp() {
        return protocol == Ipv4Header.PROTOCOL_TCP;
    }

    /** Whether a second packet of the same identity is a copy: its header counts packets. */
    boolean isDistinct() {
        return isTcp() || identification != 0;
    }

    /** Length on an Ethernet without FCS. */
    int frameBytes() {
        return frameBytes;
    }

    /** Behind the transport header, as the headers tell it. */
    int payloadBytes() {
        return payloadBytes;
    }

    /** Bytes of the payload that the capture holds. */
    int capturedPayloadBytes() {
        return Math.max(0, Math.min(payloadBytes, capturedBytes - payloadOffset));
    }

    /** Where the payload begins in the frame. */
    int payloadOffset() {
        return payloadOffset;
    }

    int ports() {
        return frame.getInt(transportOffset);
    }

    /** Only of TCP. */
    int sequenceNumber() {
        return frame.getInt(transportOffset + 4);
    }

    boolean syn() {
        return (frame.get(transportOffset + 13) & 2) != 0;
    }

    FlowTuple tuple() {
        return new FlowTuple(
                protocol,
                new IpAddress(sourceHigh, sourceLow),
                ports() >>> 16,
                new IpAddress(destinationHigh, destinationLow),
                ports() & 0xFFFF);
    }

    /** The same for all packets of one direction of a conversation. */
    long flowHash() {
        long hash = mix(sourceHigh * 31 + sourceLow);
        hash = mix(hash * 31 + destinationHigh);
        hash = mix(hash + destinationLow * GOLDEN);
        return mix(hash ^ ((long) protocol << 32) ^ Integer.toUnsignedLong(ports()));
    }

    /** The same for one packet at every point that it passes. */
    long identity(long flowHash) {
        long hash = mix(flowHash + ((long) identification << 32) + payloadBytes);
        if (!isTcp()) {
            return mix(hash ^ payloadHash());
        }
        long numbers = ((long) frame.getInt(transportOffset + 4) << 32)
                | Integer.toUnsignedLong(frame.getInt(transportOffset + 8));
        int flags = frame.get(transportOffset + 13) & 0x17;
        hash = mix(hash ^ mix(numbers + flags * GOLDEN));
        return mix(hash + timestamps());
    }

    /** Of a UDP payload's first bytes. */
    int payloadHash() {
        long hash = GOLDEN;
        int bytes = Math.min(payloadPrefixBytes, capturedPayloadBytes());
        for (int at = 0; at < bytes; at++) {
            hash = (hash ^ (frame.get(payloadOffset + at) & 0xFF)) * 0x100_0000_01B3L;
        }
        return (int) (mix(hash) >>> 32);
    }

    /** TSval and TSecr where they stand first among the options, as every common stack puts them; else 0. */
    private long timestamps() {
        int options = transportOffset + TcpHeader.MIN_LENGTH_BYTES;
        int at = options;
        int end = Math.min(payloadOffset, capturedBytes);
        while (at < end && frame.get(at) == 1) {
            at++;
        }
        boolean present = at + TCP_TIMESTAMPS_BYTES <= end
                && frame.get(at) == TCP_TIMESTAMPS
                && frame.get(at + 1) == TCP_TIMESTAMPS_BYTES;
        return present ? frame.getInt(at + 2) * GOLDEN : 0;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
