package org.paceline.pacer.control;

/** What a flow's congestion control is doing, as far as a pacing gain may depend on it (RFC 5681 section 3). */
public enum CongestionPhase {
    SLOW_START,
    AVOIDANCE,
    RECOVERY
}
