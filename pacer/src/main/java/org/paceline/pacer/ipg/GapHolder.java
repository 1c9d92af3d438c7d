package org.paceline.pacer.ipg;

/** Who keeps the distance between two frames. */
public enum GapHolder {
    /** The thread that sends: it hands a frame to the device no sooner than the frame is due. */
    WAITER,
    /** The link: frames that nobody keeps fill it between those that count, so that its rate is the clock. */
    LINK,
    /** The kernel's queueing discipline, or the card that it hands on to: each frame has its launch time. */
    KERNEL,
    /** The network card, by a register. */
    HARDWARE
}
