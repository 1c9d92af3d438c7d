package org.paceline.nic.linux;

/**
 * A MAC address for our end of an interface, the same for the same interface each time.
 *
 * <p>The second-least significant bit of the first octet marks it as locally administered (IEEE 802 section 8.2).
 */
final class LocalMac {
    private static final long LOCALLY_ADMINISTERED = 0x02L << 40;
    private static final long FIRST_OCTET = 0xffL << 40;
    private static final long ADDRESS_BITS = 0xffff_ffff_ffffL;

    /** FNV-1a of 64 bits, offset and prime as its authors give them. */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    private LocalMac() {}

    /**
     * Derives an address.
     *
     * @param name the interface's name
     * @param neighbour a MAC address that tells interfaces of one name on different hosts apart, 0 for none
     */
    static long derived(String name, long neighbour) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        for (int octet = 0; octet < 6; octet++) {
            hash = (hash ^ ((neighbour >>> (8 * octet)) & 0xff)) * FNV_PRIME;
        }
        // the upper bits of FNV are the better mixed ones
        return ((hash >>> 16) & ADDRESS_BITS & ~FIRST_OCTET) | LOCALLY_ADMINISTERED;
    }
}
