package org.paceline.utcp.runtime;

import java.util.Locale;

/** Ways to hold the gap between frames, by the names that a user gives. */
public enum IpgMechanism {
    /** What the device offers without a price; today that is always the timer. */
    AUTO,
    /** The thread hands each frame over at its time. */
    TIMED,
    /** PAUSE frames fill the line between segments, so that the line's rate is the clock. */
    GAP_FRAMES,
    /** The kernel launches each frame at its time (SO_TXTIME). */
    TXTIME,
    /** A register of the network card. */
    HARDWARE;

    /** Such as {@code gap-frames}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException in one line that names the choices */
    public static IpgMechanism parse(String text) {
        for (IpgMechanism mechanism : values()) {
            if (mechanism.label().equals(text)) {
                return mechanism;
            }
        }
        throw new IllegalArgumentException(
                "no way to hold gaps is called \"" + text + "\"; use auto, timed, gap-frames, txtime or hardware");
    }
}
