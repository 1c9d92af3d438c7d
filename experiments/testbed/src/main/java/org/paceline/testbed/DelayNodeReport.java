package org.paceline.testbed;

import org.paceline.nic.memory.SimulatedLink;

/**
 * What the delay node did in one run, and how punctual it was itself.
 *
 * @param forwardedFrames that reached the receiver's side
 * @param droppedFrames that found the bottleneck's queue full
 * @param lostFrames that the path lost on purpose
 * @param peakQueuePackets most frames that stood in the bottleneck's queue, the one on the line included
 * @param latenessP50Ns time between the due moment of a release and the release, both directions
 * @param latenessP99Ns as above
 * @param latenessMaxNs as above
 * @param realtime whether the node ran at real-time priority
 * @param missedFrames that the node itself failed to take or to send: anything but 0 spoils the run
 */
public record DelayNodeReport(
        long forwardedFrames,
        long droppedFrames,
        long lostFrames,
        int peakQueuePackets,
        long latenessP50Ns,
        long latenessP99Ns,
        long latenessMaxNs,
        boolean realtime,
        long missedFrames) {
    /** Of a link in virtual time, where nothing is ever late. */
    public static DelayNodeReport punctual(SimulatedLink forward) {
        return of(forward, new Lateness(), false, 0);
    }

    static DelayNodeReport of(SimulatedLink forward, Lateness lateness, boolean realtime, long missedFrames) {
        return new DelayNodeReport(
                forward.delivered(),
                forward.droppedQueue(),
                forward.droppedLoss(),
                forward.peakQueuePackets(),
                lateness.percentileNs(50),
                lateness.percentileNs(99),
                lateness.percentileNs(100),
                realtime,
                missedFrames);
    }
}
