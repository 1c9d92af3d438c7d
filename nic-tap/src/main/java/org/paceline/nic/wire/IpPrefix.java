package org.paceline.nic.wire;

/**
 * An address of ours and how much of it names the network, such as {@code 10.0.0.2/24} (RFC 4632) or
 * {@code 2001:db8::2/64} (RFC 4291 2.3).
 *
 * @param address the host's own address, host bits included
 * @param lengthBits bits of the network part: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress address, int lengthBits) {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    public IpPrefix {
        int mostBits = address.isIpv4() ? IPV4_BITS : IPV6_BITS;
        if (lengthBits < 0 || lengthBits > mostBits) {
            throw new IllegalArgumentException(
                    "a prefix of " + lengthBits + " bits is not within 0 to " + mostBits + " (" + address + ")");
        }
    }

    /**
     * Reads address and length.
     *
     * @throws IllegalArgumentException when the text is not of the form {@code 10.0.0.2/24} or {@code 2001:db8::2/64}
     */
    public static IpPrefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not an address with its prefix length; write one such as 10.0.0.2/24 or 2001:db8::2/64");
        }
        return new IpPrefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether {@code other} is on the same network, so that it is reached without a router. */
    public boolean contains(IpAddress other) {
        if (address.isIpv4()) {
            return other.isIpv4() && sameBits(address.low(), other.low(), lengthBits + Long.SIZE - IPV4_BITS);
        }
        return !other.isIpv4()
                && sameBits(address.high(), other.high(), Math.min(lengthBits, Long.SIZE))
                && sameBits(address.low(), other.low(), Math.max(lengthBits - Long.SIZE, 0));
    }

    private static boolean sameBits(long one, long other, int leadingBits) {
        // a shift by 64 is a shift by 0 in Java
        return leadingBits == 0 || (one ^ other) >>> (Long.SIZE - leadingBits) == 0;
    }

    /** Whether it is the directed broadcast address of an IPv4 network, RFC 1122 3.2.1.3; IPv6 has none. */
    public boolean isBroadcast(IpAddress other) {
        int hostMask = lengthBits >= IPV4_BITS ? 0 : -1 >>> lengthBits;
        // RFC 3021: a network of two addresses has no room for one
        return address.isIpv4() && lengthBits < IPV4_BITS - 1 && contains(other) && (other.ipv4() | ~hostMask) == -1;
    }

    @Override
    public String toString() {
        return address + "/" + lengthBits;
    }
}
