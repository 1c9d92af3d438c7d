package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;

/** A line that takes frames ahead of their departure, and holds them until then. */
public interface LaunchLine extends FrameLine {
    /**
     * Hands a frame over that departs at {@code launchNs}, or at once when that has passed.
     *
     * @return false when the device's queue is full; nothing was sent then
     */
    boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs);
}
