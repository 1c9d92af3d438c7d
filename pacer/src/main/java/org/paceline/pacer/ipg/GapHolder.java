package org.paceline.pacer.ipg;

/** Who keeps the distance between two frames. */
public enum GapHolder {
    /** The thread that sends: it hands a frame to the device no sooner than the frame is due. */
    WAITER
}
