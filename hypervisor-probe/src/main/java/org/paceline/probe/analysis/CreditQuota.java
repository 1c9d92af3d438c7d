package org.paceline.probe.analysis;

/**
 * What passed a hop from one long silence to the next where packets stood waiting through each of them, as behind
 * netback's credit ({@link CreditWindows}). Without such windows the figures are 0 or NaN.
 *
 * @param windows that a silence with a backlog ended
 * @param bytes that passed in a window, the median
 * @param steadyShare windows that the longest silence in them ended, with the median's bytes to a frame
 * @param packetShare packets that passed in windows
 * @param intervalNs from the start of a window to the next one's, the median
 * @param silenceNs that ended a window, the median
 */
public record CreditQuota(
        long windows, double bytes, double steadyShare, double packetShare, double intervalNs, double silenceNs) {}
