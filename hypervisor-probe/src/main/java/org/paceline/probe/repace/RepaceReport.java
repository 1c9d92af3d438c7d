package org.paceline.probe.repace;

import org.paceline.pacer.measure.Percentiles;

/**
 * What a forwarder did.
 *
 * @param rule by which frames were spaced
 * @param holder what held the gaps
 * @param forwardedFrames from the inside out
 * @param returnedFrames from the outside in, which are not spaced
 * @param droppedFrames that found the queue full
 * @param refusedSends times that the outer device's queue was full, and a frame waited for it
 * @param mergedFrames longer than the outer interface carries, which no spacing can part again; they are dropped
 * @param longestQueue in frames
 * @param bitsPerSecond rate of what left, of frames without FCS
 * @param holdNs how long frames waited, arrival to departure
 * @param latenessNs departure after the time that was planned
 * @param arrivedTrain packet-weighted mean train of the arrivals
 * @param departedTrain the same of the departures
 * @param seriesFrames frames that the two figures above are over; the first so many
 */
public record RepaceReport(
        String rule,
        String holder,
        long forwardedFrames,
        long returnedFrames,
        long droppedFrames,
        long refusedSends,
        long mergedFrames,
        int longestQueue,
        double bitsPerSecond,
        Percentiles holdNs,
        Percentiles latenessNs,
        double arrivedTrain,
        double departedTrain,
        int seriesFrames) {}
