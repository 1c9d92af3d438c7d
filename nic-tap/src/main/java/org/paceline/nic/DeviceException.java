package org.paceline.nic;

/** A device cannot be opened or has failed for good. The message says what was tried and what to do about it. */
public final class DeviceException extends RuntimeException {
    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
