package org.paceline.pacer.ipg;

import org.paceline.pacer.wait.WakeSource;

/** Realises the gap that a schedule asks for. Belongs to the thread that sends. */
public interface IpgControl {
    IpgCapability capability();

    /**
     * Returns when a frame that is due at {@code dueNs} may be handed to the device, or sooner when there is work.
     *
     * @param dueNs earliest departure in the clock of the sender, {@link org.paceline.pacer.clock.NanoClock#NEVER_NS}
     *     when no frame is waiting
     * @return the time of the return; before {@code dueNs} the frame must not be sent yet
     */
    long hold(long dueNs, WakeSource source);
}
