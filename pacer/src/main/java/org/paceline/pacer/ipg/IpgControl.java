package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;

/**
 * Realises the gap that a schedule asks for. The loop waits until a frame may be handed over, builds it and releases
 * it; the mechanism sees to it that it departs at its time. Belongs to the thread that sends.
 */
public interface IpgControl {
    /** What {@link #release} returns when the device's queue is full. */
    long REFUSED = -1;

    IpgCapability capability();

    /**
     * From when on a frame may be built and released.
     *
     * @param departureNs when it is to depart, in the clock of the sender;
     *     {@link org.paceline.pacer.clock.NanoClock#NEVER_NS} when no frame is waiting
     * @return no later than {@code departureNs}, {@code NEVER_NS} for {@code NEVER_NS}
     */
    long earliestReleaseNs(long departureNs);

    /**
     * Hands a frame over so that it departs at its time, or at once when that has passed.
     *
     * @param departureNs no further ahead than {@link #earliestReleaseNs} allows
     * @return when it departs, as far as the mechanism can tell; {@link #REFUSED} when the device's queue is full, and
     *     the caller may try again
     */
    long release(ByteBuffer frame, int lengthBytes, long departureNs);
}
