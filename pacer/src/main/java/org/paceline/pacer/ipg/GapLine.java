package org.paceline.pacer.ipg;

/** A line that takes frames which fill it and reach nobody. */
public interface GapLine extends FrameLine {
    /**
     * Sends a frame that the next bridge discards.
     *
     * @param lengthBytes without FCS, at least 60
     * @return false when the device's queue is full; nothing was sent then
     */
    boolean sendGap(int lengthBytes);
}
