package org.paceline.utcp.runtime;

/** Told of frames with data as they leave. Called on the loop's thread between two departures: be quick. */
public interface DepartureListener {
    DepartureListener NONE = (localPort, plannedNs, releasedNs, gapNs, frameBytes) -> {};

    /** A departure that did not wait for the pacer has no plan. */
    long UNPLANNED = -1;

    /**
     * A frame was handed to the device.
     *
     * @param localPort which connection's
     * @param plannedNs when it should have left, or {@link #UNPLANNED}
     * @param releasedNs when it left, read right before the device's {@code send}
     * @param gapNs the gap to the connection's next departure that the policy asks for
     * @param frameBytes length without FCS
     */
    void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes);

    /**
     * The frame whose departure follows was late by the schedule, and the late policy has decided.
     *
     * @param creditNs by which the next gap is shortened
     * @param skippedNs what is not given back
     */
    default void late(int localPort, long creditNs, long skippedNs) {}

    /**
     * The kernel has told when it handed a frame to the driver, some time after the frame's {@link #departed}.
     *
     * @param plannedNs, releasedNs of that departure
     * @param stampNs the kernel's stamp, in the same clock
     */
    default void stamped(int localPort, long plannedNs, long releasedNs, long stampNs) {}

    /** This listener first, and then another one. */
    default DepartureListener andThen(DepartureListener next) {
        return new BothListeners(this, next);
    }
}
