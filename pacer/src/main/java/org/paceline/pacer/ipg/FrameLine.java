package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;

/** Where frames leave: the device, as a mechanism sees it. */
@FunctionalInterface
public interface FrameLine {
    /** False when the device's queue is full; nothing was sent then. */
    boolean send(ByteBuffer frame, int lengthBytes);
}
