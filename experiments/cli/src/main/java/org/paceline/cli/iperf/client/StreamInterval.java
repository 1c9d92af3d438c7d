package org.paceline.cli.iperf.client;

import org.paceline.cli.iperf.transport.StreamInfo;

/**
 * One stream in one report interval.
 *
 * @param retransmits in this interval, -1 when not known
 * @param info how the connection stood at the end of the interval
 */
public record StreamInterval(int id, long bytes, long retransmits, StreamInfo info) {}
