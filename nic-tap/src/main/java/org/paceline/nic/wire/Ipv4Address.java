package org.paceline.nic.wire;

/** IPv4 addresses as an {@code int}, the first byte on the wire highest. */
public final class Ipv4Address {
    private static final int PARTS = 4;

    private Ipv4Address() {}

    /**
     * Reads an address such as {@code 10.0.0.2}. Leading zeros are refused, because other readers take them for octal.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static int parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw notAnAddress(text);
        }
        int address = 0;
        for (String part : parts) {
            address = (address << 8) | parsePart(part, text);
        }
        return address;
    }

    public static String text(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 0xFF) + "." + ((address >>> 8) & 0xFF) + "."
                + (address & 0xFF);
    }

    private static int parsePart(String part, String text) {
        if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
            throw notAnAddress(text);
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char digit = part.charAt(i);
            if (digit < '0' || digit > '9') {
                throw notAnAddress(text);
            }
            value = value * 10 + (digit - '0');
        }
        if (value > 255) {
            throw notAnAddress(text);
        }
        return value;
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an IPv4 address; write four numbers of 0 to 255, such as 10.0.0.2");
    }
}
