package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** Ethernet addresses as the low 48 bits of a {@code long}, the first byte on the wire highest. */
public final class MacAddress {
    public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    public static final int LENGTH_BYTES = 6;

    /** IEEE 802: the first bit on the wire, lowest of the first byte, marks a group address. */
    private static final long GROUP_BIT = 1L << 40;

    private MacAddress() {}

    /**
     * Reads an address such as {@code 02:00:00:00:00:01}.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static long parse(String text) {
        String[] bytes = text.split(":", -1);
        if (bytes.length != LENGTH_BYTES) {
            throw notAnAddress(text);
        }
        long address = 0;
        for (String hex : bytes) {
            if (hex.isEmpty() || hex.length() > 2) {
                throw notAnAddress(text);
            }
            for (int i = 0; i < hex.length(); i++) {
                if (Character.digit(hex.charAt(i), 16) < 0) {
                    throw notAnAddress(text);
                }
            }
            address = (address << 8) | Integer.parseInt(hex, 16);
        }
        return address;
    }

    public static String text(long address) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int part = (int) (address >>> shift) & 0xFF;
            text.append(Character.forDigit(part >>> 4, 16)).append(Character.forDigit(part & 0xF, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /** Whether the address stands for a group of stations; broadcast is one. */
    public static boolean isMulticast(long address) {
        return (address & GROUP_BIT) != 0;
    }

    /** The address in the 6 bytes at {@code offset}. */
    public static long read(ByteBuffer frame, int offset) {
        return ((frame.getShort(offset) & 0xFFFFL) << 32) | (frame.getInt(offset + 2) & 0xFFFF_FFFFL);
    }

    public static void write(ByteBuffer frame, int offset, long address) {
        frame.putShort(offset, (short) (address >>> 32));
        frame.putInt(offset + 2, (int) address);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not a MAC address; write six hexadecimal bytes, such as 02:00:00:00:00:01");
    }
}
