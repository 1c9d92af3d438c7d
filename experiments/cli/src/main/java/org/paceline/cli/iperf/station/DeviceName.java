package org.paceline.cli.iperf.station;

/**
 * Which device a station stands on, as {@code tap:NAME} or {@code packet:INTERFACE}.
 *
 * @param kind how frames get out of this process
 * @param interfaceName the kernel's name of the interface
 */
public record DeviceName(Kind kind, String interfaceName) {
    enum Kind {
        TAP,
        PACKET
    }

    private static final String TAP_PREFIX = "tap:";
    private static final String PACKET_PREFIX = "packet:";

    /**
     * Reads a device's name.
     *
     * @throws IllegalArgumentException in one line that says how it is written
     */
    static DeviceName parse(String text) {
        if (text.startsWith(TAP_PREFIX) && text.length() > TAP_PREFIX.length()) {
            return new DeviceName(Kind.TAP, text.substring(TAP_PREFIX.length()));
        }
        if (text.startsWith(PACKET_PREFIX) && text.length() > PACKET_PREFIX.length()) {
            return new DeviceName(Kind.PACKET, text.substring(PACKET_PREFIX.length()));
        }
        throw new IllegalArgumentException("no device is called \"" + text + "\"; write tap:NAME for a TAP interface, "
                + "or packet:INTERFACE for an AF_PACKET socket on an interface");
    }
}
