package org.paceline.probe.sweep;

import java.net.InetSocketAddress;

/**
 * The packets of a sweep one by one.
 *
 * @param run number in their payload, drawn for the run
 * @param source that they left from
 * @param receiver that they went to
 * @param epochNs to be added to the sender's times for nanoseconds since 1970
 * @param times by sequence number
 */
public record SweepPackets(
        int run, InetSocketAddress source, InetSocketAddress receiver, long epochNs, SweepTimes times) {}
