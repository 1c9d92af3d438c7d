package org.paceline.nic.memory;

/**
 * A hop that takes smaller packets than the interface does, and drops larger ones.
 *
 * @param bytes largest IP packet that passes; 0 for no limit
 * @param tells whether the hop answers with an ICMP error (RFC 1191, RFC 8201) or is a black hole (RFC 2923)
 */
public record PathMtu(int bytes, boolean tells) {
    public static final PathMtu NONE = new PathMtu(0, false);

    /** RFC 791: the packet that every hop takes. */
    private static final int MIN_BYTES = 68;

    public PathMtu {
        LinkModel.require(bytes == 0 || bytes >= MIN_BYTES, "path MTU", bytes);
    }

    boolean refuses(int frameBytes, int framingBytes) {
        return bytes > 0 && frameBytes - framingBytes > bytes;
    }
}
