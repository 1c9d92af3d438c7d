package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap that a system call reads or fills, together with its address.
 *
 * <p>It lives as long as this object is reachable; a call must be given the object, never the bare address.
 */
final class NativeMemory {
    private final ByteBuffer bytes;
    private final long address;

    NativeMemory(int sizeBytes) {
        bytes = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
        address = LinuxCalls.addressOf(bytes);
    }

    /** The bytes themselves, in the order of the processor. */
    ByteBuffer bytes() {
        return bytes;
    }

    long address() {
        return address;
    }

    int sizeBytes() {
        return bytes.capacity();
    }
}
