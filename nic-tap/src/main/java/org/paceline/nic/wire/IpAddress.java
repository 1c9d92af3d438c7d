package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * An address of either family as two words, the first byte on the wire highest. IPv4 stands as the IPv4-mapped address
 * {@code ::ffff:a.b.c.d} (RFC 4291 2.5.5.2), so that one table and one comparison serve both.
 *
 * <p>Packets are looked at by their words ({@link IpHeader}); an object is made for what lasts, such as a connection.
 */
public record IpAddress(long high, long low) {
    public static final int IPV6_BYTES = 16;

    /** "::", the address of who has none (RFC 4291 2.5.2). */
    public static final IpAddress UNSPECIFIED = new IpAddress(0, 0);

    /** ff02::1, RFC 4291 2.7.1: every station on the link. */
    public static final IpAddress ALL_NODES = new IpAddress(0xFF02_0000_0000_0000L, 1);

    /** ff02::2, RFC 4291 2.7.1: every router on the link. */
    public static final IpAddress ALL_ROUTERS = new IpAddress(0xFF02_0000_0000_0000L, 2);

    private static final long MAPPED_IPV4 = 0xFFFF_0000_0000L;
    private static final long LINK_LOCAL = 0xFE80_0000_0000_0000L;

    /** RFC 4291 2.7.1: ff02::1:ff00:0/104, of which the address in question gives the last 24 bits. */
    private static final long SOLICITED_NODE_LOW = 0x0000_0001_FF00_0000L;

    private static final long LAST_24_BITS = 0xFF_FFFFL;

    /** RFC 2464 section 7: 33:33, and the last 32 bits of the group's address. */
    private static final long MULTICAST_MAC = 0x3333_0000_0000L;

    public static IpAddress ofIpv4(int address) {
        return new IpAddress(0, ipv4Low(address));
    }

    /** The second word of an IPv4 address; the first is 0. */
    public static long ipv4Low(int address) {
        return MAPPED_IPV4 | (address & 0xFFFF_FFFFL);
    }

    /** RFC 4291 2.5.6 and appendix A: fe80::/64 and the EUI-64 that the Ethernet address makes (RFC 2464 section 4). */
    public static IpAddress linkLocal(long macAddress) {
        long upper = (macAddress >>> 24) ^ 0x02_0000L;
        return new IpAddress(LINK_LOCAL, (upper << 40) | 0xFF_FE00_0000L | (macAddress & LAST_24_BITS));
    }

    /**
     * Reads an address such as {@code 10.0.0.2} or {@code 2001:db8::2}, in any of the forms of RFC 4291 2.2.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? ofIpv4(Ipv4Address.parse(text)) : Ipv6Text.parse(text);
    }

    /** The 4 or 16 bytes as they stand on the wire. */
    public static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case Integer.BYTES -> ofIpv4(buffer.getInt(0));
            case IPV6_BYTES -> read(buffer, 0);
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, and not " + bytes.length);
        };
    }

    /** The IPv6 address in the 16 bytes at {@code offset}. */
    public static IpAddress read(ByteBuffer frame, int offset) {
        return new IpAddress(frame.getLong(offset), frame.getLong(offset + Long.BYTES));
    }

    /** Writes 16 bytes. */
    public void write(ByteBuffer frame, int offset) {
        frame.putLong(offset, high);
        frame.putLong(offset + Long.BYTES, low);
    }

    /** The 4 or 16 bytes as they stand on the wire. */
    public byte[] bytes() {
        if (isIpv4()) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(0, ipv4()).array();
        }
        ByteBuffer bytes = ByteBuffer.allocate(IPV6_BYTES);
        write(bytes, 0);
        return bytes.array();
    }

    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFFL;
    }

    /** As an {@code int}, the first byte highest; only of an IPv4 address. */
    public int ipv4() {
        return (int) low;
    }

    /** Whether two addresses are the same, without objects. */
    public boolean is(long otherHigh, long otherLow) {
        return high == otherHigh && low == otherLow;
    }

    public boolean isUnspecified() {
        return isUnspecified(high, low);
    }

    /** "::" or 0.0.0.0. */
    public static boolean isUnspecified(long high, long low) {
        return high == 0 && (low == 0 || low == MAPPED_IPV4);
    }

    public boolean isMulticast() {
        return isMulticast(high, low);
    }

    /** RFC 4291 2.7: ff00::/8; RFC 1112 section 4: 224.0.0.0/4. */
    public static boolean isMulticast(long high, long low) {
        return high >>> 56 == 0xFF || (isIpv4(high, low) && ((low >>> 28) & 0xF) == 0xE);
    }

    /** Whether no single station has the address: a group, "::", 0.0.0.0 or one of 240.0.0.0/4 with the broadcast. */
    public static boolean isNobodys(long high, long low) {
        return isMulticast(high, low) || isUnspecified(high, low) || (isIpv4(high, low) && ((low >>> 28) & 0xF) == 0xF);
    }

    /** ::1 and 127.0.0.0/8, which never stand on a link (RFC 4291 2.5.3, RFC 1122 3.2.1.3). */
    public boolean isLoopback() {
        return is(0, 1) || (isIpv4() && ((low >>> 24) & 0xFF) == 127);
    }

    public boolean isLinkLocal() {
        return isLinkLocal(high);
    }

    /** RFC 4291 2.5.6: fe80::/10. */
    public static boolean isLinkLocal(long high) {
        return high >>> 54 == LINK_LOCAL >>> 54;
    }

    /** RFC 4291 2.7.1: the group that is asked for this IPv6 address's Ethernet address. */
    public IpAddress solicitedNodeGroup() {
        return new IpAddress(ALL_NODES.high, SOLICITED_NODE_LOW | (low & LAST_24_BITS));
    }

    /** Whether the words are those of {@link #solicitedNodeGroup()}. */
    public boolean isSolicitedBy(long groupHigh, long groupLow) {
        return groupHigh == ALL_NODES.high && groupLow == (SOLICITED_NODE_LOW | (low & LAST_24_BITS));
    }

    /** RFC 2464 section 7: the Ethernet group of an IPv6 group. */
    public long multicastMac() {
        return MULTICAST_MAC | (low & 0xFFFF_FFFFL);
    }

    /** RFC 5952; IPv4 in four numbers. */
    @Override
    public String toString() {
        return text(high, low);
    }

    public static String text(long high, long low) {
        return isIpv4(high, low) ? Ipv4Address.text((int) low) : Ipv6Text.of(high, low);
    }
}
