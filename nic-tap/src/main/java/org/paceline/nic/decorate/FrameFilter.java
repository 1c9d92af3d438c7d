package org.paceline.nic.decorate;

import java.nio.ByteBuffer;

/** Decides on a frame, which it must leave as it is. */
@FunctionalInterface
public interface FrameFilter {
    /** @param frame the frame's bytes from index 0 */
    boolean passes(ByteBuffer frame, int lengthBytes);

    static FrameFilter all() {
        return (frame, lengthBytes) -> true;
    }
}
