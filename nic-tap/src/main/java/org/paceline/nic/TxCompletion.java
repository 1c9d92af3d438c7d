package org.paceline.nic;

/** Counts of frames on their way out: what the device took, and what has left it. */
public interface TxCompletion {
    /** Frames that {@link WireDevice#send} has taken since the device was opened. */
    long queuedFrames();

    /** Frames of those that have left the device's queue; equal to the former where the device cannot tell. */
    long completedFrames();

    /** Frames that stand in the device's queue now. */
    default long standingFrames() {
        return queuedFrames() - completedFrames();
    }
}
