package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** The frame of a flyweight that wraps nothing yet: any accessor fails at once instead of showing zeros. */
final class Unwrapped {
    static final ByteBuffer FRAME = ByteBuffer.allocate(0);

    private Unwrapped() {}
}
