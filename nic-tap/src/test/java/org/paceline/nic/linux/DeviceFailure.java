package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import org.paceline.nic.DeviceException;

/** What the user reads when something cannot be done. */
final class DeviceFailure {
    private DeviceFailure() {}

    /** The message of the exception, which must be a {@link DeviceException} of one line. */
    static String messageOf(Executable work) {
        String message =
                String.valueOf(assertThrows(DeviceException.class, work).getMessage());
        if (message.isBlank() || message.indexOf('\n') >= 0) {
            throw new AssertionError("not one clear line: " + message);
        }
        return message;
    }
}
