package org.paceline.nic.memory;

/**
 * The register of a simulated network card for the gap that it leaves before each frame, in bytes between the end of
 * the FCS and the next preamble. It reaches from the 12 of IEEE 802.3 to what brings full frames down to a tenth of the
 * line's rate, and acts on frames that are sent after it was set.
 */
public final class IpgRegister {
    public static final int MIN_GAP_BYTES = 12;

    /** 1,514 bytes and their overhead, nine times. */
    public static final int MAX_GAP_BYTES = MIN_GAP_BYTES + 9 * (1_514 + LinkModel.WIRE_OVERHEAD_BYTES);

    private int gapBytes = MIN_GAP_BYTES;

    /** @throws IllegalArgumentException when the register does not reach so far */
    public void gapBytes(int bytes) {
        if (bytes < MIN_GAP_BYTES || bytes > MAX_GAP_BYTES) {
            throw new IllegalArgumentException(
                    "the register holds gaps of " + MIN_GAP_BYTES + " to " + MAX_GAP_BYTES + " bytes, not of " + bytes);
        }
        gapBytes = bytes;
    }

    public int gapBytes() {
        return gapBytes;
    }

    /** What it adds to the gap that every frame has. */
    int extraBytes() {
        return gapBytes - MIN_GAP_BYTES;
    }
}
