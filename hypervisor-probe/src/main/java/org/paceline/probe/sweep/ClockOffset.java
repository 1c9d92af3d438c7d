package org.paceline.probe.sweep;

/**
 * How far the receiver's clock is ahead of the sender's.
 *
 * @param offsetNs at {@code referenceNs} of the sender's clock
 * @param driftPpm by how much the distance grows, in millionths; 0 when the exchange was too short to tell
 * @param referenceNs sender's time
 * @param uncertaintyNs half of the least round trip: what asymmetry of the path may hide
 * @param exchanges answers that it stands on
 */
public record ClockOffset(long offsetNs, double driftPpm, long referenceNs, long uncertaintyNs, int exchanges) {
    private static final double PER_MILLION = 1e-6;

    /** The receiver's time {@code receivedNs} by the sender's clock. */
    public long senderTimeOf(long receivedNs) {
        long distantNs = receivedNs - offsetNs - referenceNs;
        return referenceNs + distantNs - Math.round(distantNs * driftPpm * PER_MILLION);
    }
}
