package org.paceline.cli.iperf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** The line that a failing call tells its user. */
public final class Told {
    private Told() {}

    public static String by(Executable call) {
        String line = String.valueOf(assertThrows(IperfException.class, call).getMessage());
        assertEquals(1, line.lines().count(), line);
        return line;
    }
}
