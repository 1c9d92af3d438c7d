package org.paceline.cli.pacebench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sender's own account of its turn.
 *
 * @param departures null for one that plans none
 * @param cpuShare CPU time over time; of the thread that sends, or of the process where that is iperf3
 * @param retransmits segments sent again, 0 for one without TCP
 * @param refusals wishes of scheduling that were not granted
 */
record Sent(@Nullable DepartureTimes departures, double cpuShare, long retransmits, List<String> refusals) {}
