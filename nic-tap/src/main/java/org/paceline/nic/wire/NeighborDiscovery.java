package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * Neighbour discovery message, RFC 4861 section 4, a flyweight over a frame: solicitations, advertisements and
 * redirects, with the options that a host needs.
 *
 * <p>{@link #wrap} checks lengths and options once, {@link #valid} what the packet around it has to be; the accessors
 * may be called after both have returned true.
 */
public final class NeighborDiscovery {
    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOR_SOLICITATION = 135;
    public static final int NEIGHBOR_ADVERTISEMENT = 136;
    public static final int REDIRECT = 137;

    /** RFC 4861 section 7.1: a router would have taken one off. */
    public static final int HOP_LIMIT = 255;

    /** What {@link #sourceMac} and {@link #targetMac} are when the option is absent. */
    public static final long NO_MAC = -1;

    /** Of a neighbour advertisement: the sender is a router. */
    public static final int ROUTER = 0x8000_0000;

    /** Of a neighbour advertisement: it answers a solicitation to one station. */
    public static final int SOLICITED = 0x4000_0000;

    /** Of a neighbour advertisement: it replaces what is known. */
    public static final int OVERRIDE = 0x2000_0000;

    /** A solicitation or advertisement of a neighbour with the option for its Ethernet address. */
    public static final int NEIGHBOR_BYTES = 32;

    /** A router solicitation with the same option. */
    public static final int ROUTER_SOLICITATION_BYTES = 16;

    private static final int NEIGHBOR_FIXED_BYTES = 24;
    private static final int ADVERTISEMENT_FIXED_BYTES = 16;
    private static final int REDIRECT_FIXED_BYTES = 40;
    private static final int CURRENT_HOP_LIMIT = 4;
    private static final int ROUTER_LIFETIME = 6;
    private static final int TARGET = 8;
    private static final int REDIRECT_DESTINATION = 24;
    private static final int FLAGS = 4;

    private static final int OPTION_UNIT_BYTES = 8;
    private static final int SOURCE_MAC = 1;
    private static final int TARGET_MAC = 2;
    private static final int MTU = 5;
    private static final int MTU_VALUE = 4;

    private final Icmpv6 icmp = new Icmpv6();
    private ByteBuffer frame = Unwrapped.FRAME;
    private int offset;
    private int type;
    private int sourceMacOffset;
    private int targetMacOffset;
    private int mtuOffset;

    public static boolean isType(int type) {
        return type >= ROUTER_SOLICITATION && type <= REDIRECT;
    }

    /** Whether the bytes hold a whole message of one of the types, with options that have a length. */
    public boolean wrap(ByteBuffer frame, int offset, int lengthBytes) {
        if (!icmp.wrap(frame, offset, lengthBytes)) {
            return false;
        }
        int fixedBytes =
                switch (icmp.type()) {
                    case ROUTER_SOLICITATION -> Icmpv6.HEADER_BYTES;
                    case ROUTER_ADVERTISEMENT -> ADVERTISEMENT_FIXED_BYTES;
                    case NEIGHBOR_SOLICITATION, NEIGHBOR_ADVERTISEMENT -> NEIGHBOR_FIXED_BYTES;
                    case REDIRECT -> REDIRECT_FIXED_BYTES;
                    default -> Integer.MAX_VALUE;
                };
        if (lengthBytes < fixedBytes || !options(frame, offset + fixedBytes, offset + lengthBytes)) {
            return false;
        }
        this.frame = frame;
        this.offset = offset;
        this.type = icmp.type();
        return true;
    }

    /** RFC 4861 4.6: an unknown option is skipped, one of length 0 spoils the message. */
    private boolean options(ByteBuffer frame, int start, int end) {
        sourceMacOffset = 0;
        targetMacOffset = 0;
        mtuOffset = 0;
        int index = start;
        while (index < end) {
            if (end - index < OPTION_UNIT_BYTES) {
                return false;
            }
            int optionBytes = (frame.get(index + 1) & 0xFF) * OPTION_UNIT_BYTES;
            if (optionBytes == 0 || optionBytes > end - index) {
                return false;
            }
            switch (frame.get(index) & 0xFF) {
                case SOURCE_MAC -> sourceMacOffset = index + 2;
                case TARGET_MAC -> targetMacOffset = index + 2;
                case MTU -> mtuOffset = index + MTU_VALUE;
                default -> {} // RFC 4861 4.6
            }
            index += optionBytes;
        }
        return true;
    }

    /** RFC 4861 6.1.1, 6.1.2, 7.1.1, 7.1.2 and 8.1, without the checksum: what the packet around it must be. */
    public boolean valid(IpHeader ip) {
        if (ip.hopLimit() != HOP_LIMIT || icmp.code() != 0) {
            return false;
        }
        boolean fromNobody = IpAddress.isUnspecified(ip.sourceHigh(), ip.sourceLow());
        boolean toGroup = IpAddress.isMulticast(ip.destinationHigh(), ip.destinationLow());
        return switch (type) {
            case ROUTER_SOLICITATION -> !(fromNobody && sourceMac() != NO_MAC);
            case ROUTER_ADVERTISEMENT -> IpAddress.isLinkLocal(ip.sourceHigh());
            case NEIGHBOR_SOLICITATION -> !targetIsGroup() && (!fromNobody || isProbe(ip));
            case NEIGHBOR_ADVERTISEMENT -> !targetIsGroup() && !(toGroup && (flags() & SOLICITED) != 0);
            case REDIRECT -> IpAddress.isLinkLocal(ip.sourceHigh()) && !destinationIsGroup();
            default -> false;
        };
    }

    /** RFC 4861 7.1.1: who has no address yet asks the solicited-node group, and has no option. */
    private boolean isProbe(IpHeader ip) {
        IpAddress groups = IpAddress.ALL_NODES;
        return ip.destinationHigh() == groups.high() && ip.destinationLow() >>> 24 == 0x1FFL && sourceMac() == NO_MAC;
    }

    private boolean targetIsGroup() {
        return IpAddress.isMulticast(targetHigh(), targetLow());
    }

    private boolean destinationIsGroup() {
        int high = offset + REDIRECT_DESTINATION;
        return IpAddress.isMulticast(frame.getLong(high), frame.getLong(high + Long.BYTES));
    }

    public int type() {
        return type;
    }

    /** Of a neighbour advertisement. */
    public int flags() {
        return frame.getInt(offset + FLAGS);
    }

    /** The address in question; not of the routers' messages. */
    public long targetHigh() {
        return frame.getLong(offset + TARGET);
    }

    /** The address in question; not of the routers' messages. */
    public long targetLow() {
        return frame.getLong(offset + TARGET + Long.BYTES);
    }

    /** Ethernet address of the sender, {@link #NO_MAC} when it is not told. */
    public long sourceMac() {
        return sourceMacOffset == 0 ? NO_MAC : MacAddress.read(frame, sourceMacOffset);
    }

    /** Ethernet address of the target, {@link #NO_MAC} when it is not told. */
    public long targetMac() {
        return targetMacOffset == 0 ? NO_MAC : MacAddress.read(frame, targetMacOffset);
    }

    /** Of a router advertisement: how long its sender is a default router; 0 when it is none. */
    public int routerLifetimeSeconds() {
        return frame.getShort(offset + ROUTER_LIFETIME) & 0xFFFF;
    }

    /** Of a router advertisement: hops that our packets are to have, 0 for its saying nothing. */
    public int currentHopLimit() {
        return frame.get(offset + CURRENT_HOP_LIMIT) & 0xFF;
    }

    /** Of a router advertisement: the link's MTU, 0 when it is not told. */
    public long linkMtuBytes() {
        return mtuOffset == 0 ? 0 : frame.getInt(mtuOffset) & 0xFFFF_FFFFL;
    }

    /**
     * Writes a solicitation or advertisement of a neighbour; the checksum is {@link Icmpv6#writeChecksum}'s business.
     *
     * @param flags 0 in a solicitation
     * @param ownMac told in the option, {@link #NO_MAC} for leaving it out
     * @return the message's bytes
     */
    public static int writeNeighbor(ByteBuffer frame, int offset, int type, int flags, IpAddress target, long ownMac) {
        Icmpv6.writeHeader(frame, offset, type, 0, flags);
        target.write(frame, offset + TARGET);
        if (ownMac == NO_MAC) {
            return NEIGHBOR_FIXED_BYTES;
        }
        writeMac(frame, offset + NEIGHBOR_FIXED_BYTES, type == NEIGHBOR_SOLICITATION ? SOURCE_MAC : TARGET_MAC, ownMac);
        return NEIGHBOR_BYTES;
    }

    /** Writes a router solicitation; the checksum is {@link Icmpv6#writeChecksum}'s business. */
    public static void writeRouterSolicitation(ByteBuffer frame, int offset, long ownMac) {
        Icmpv6.writeHeader(frame, offset, ROUTER_SOLICITATION, 0, 0);
        writeMac(frame, offset + Icmpv6.HEADER_BYTES, SOURCE_MAC, ownMac);
    }

    private static void writeMac(ByteBuffer frame, int offset, int option, long mac) {
        frame.put(offset, (byte) option);
        frame.put(offset + 1, (byte) 1);
        MacAddress.write(frame, offset + 2, mac);
    }
}
