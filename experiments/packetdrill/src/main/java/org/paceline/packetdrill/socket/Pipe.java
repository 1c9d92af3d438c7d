package org.paceline.packetdrill.socket;

/** A pipe of the script's process: what was spliced into it and not yet out of it, as a number of bytes. */
final class Pipe {
    /** Linux's default, 16 pages. */
    private static final long CAPACITY_BYTES = 65_536;

    private long heldBytes;

    long roomBytes() {
        return CAPACITY_BYTES - heldBytes;
    }

    long heldBytes() {
        return heldBytes;
    }

    void move(long bytes) {
        heldBytes += bytes;
    }
}
