package org.paceline.probe.repace;

/**
 * How far apart a forwarder lets frames leave that came to it in bursts. Sees arrivals in their order. Belongs to the
 * forwarder's thread; times are nanoseconds of one clock.
 */
public interface SpacingRule {
    /** A frame came and was queued. */
    void onArrival(long nowNs, int frameBytes);

    /**
     * From the departure of a frame to that of the next one, 0 when it may follow at once.
     *
     * @param frameBytes of the frame that departs
     * @param queuedBytes what waits behind it
     */
    long intervalNs(long nowNs, int frameBytes, long queuedBytes);

    /** As it is told in reports. */
    String name();
}
