package org.paceline.nic.wire;

/**
 * An address of ours and how much of it names the network, such as {@code 10.0.0.2/24} (RFC 4632).
 *
 * @param address the host's own address, host bits included
 * @param lengthBits bits of the network part, 0 to 32
 */
public record Ipv4Prefix(int address, int lengthBits) {
    public Ipv4Prefix {
        if (lengthBits < 0 || lengthBits > 32) {
            throw new IllegalArgumentException("a prefix of " + lengthBits + " bits is not within 0 to 32");
        }
    }

    /**
     * Reads address and length.
     *
     * @throws IllegalArgumentException when the text is not of the form {@code 10.0.0.2/24}
     */
    public static Ipv4Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not an address with its prefix length; write one of 0 to 32, such as 10.0.0.2/24");
        }
        return new Ipv4Prefix(Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public int netmask() {
        // a shift by 32 is a shift by 0 in Java
        return lengthBits == 0 ? 0 : -1 << (32 - lengthBits);
    }

    /** Whether {@code other} is on the same network, so that it is reached without a gateway. */
    public boolean contains(int other) {
        return ((address ^ other) & netmask()) == 0;
    }

    /** The directed broadcast address; the address itself for a prefix of 32 bits. */
    public int broadcast() {
        return address | ~netmask();
    }

    @Override
    public String toString() {
        return Ipv4Address.text(address) + "/" + lengthBits;
    }
}
