package org.paceline.probe.analysis;

import java.util.List;

/**
 * The figures of one point of the path, defined in docs/measuring.md. Rates are mean rates over the whole series.
 *
 * @param packets in the series
 * @param bytes of their frames without FCS
 * @param durationNs from the first to the last packet
 * @param bitsPerSecond mean rate R of the series
 * @param linkBitsPerSecond rate of the link, given or read from the gaps; 0 when unknown
 * @param thetaNs back-to-back threshold behind a frame of mean length
 * @param trains by that threshold
 * @param backToBackShare share of gaps up to it
 * @param loose the trains by the looser threshold of a quarter of the mean gap, for links whose bursts are slow
 * @param gaps between neighbours
 * @param normalisedCov coefficient of variation of g R / (8 l), which takes changing lengths out
 * @param queueAtRate virtual queue drained at R, and at 1.05 R and 1.25 R
 * @param burstExcessPackets peak of the queue at 1.05 R over the mean frame, less 1: 0 is ideal
 * @param spectrum burstiness by time scale
 * @param bursts100us runs of fast bins of 100 us
 * @param bursts1ms runs of fast bins of 1 ms
 * @param intervals starts and bytes of trains of two and more
 * @param trace the longest train of each stretch of the run
 */
public record BurstReport(
        long packets,
        long bytes,
        long durationNs,
        double bitsPerSecond,
        double linkBitsPerSecond,
        long thetaNs,
        TrainLengths trains,
        double backToBackShare,
        TrainLengths loose,
        GapProfile gaps,
        double normalisedCov,
        VirtualQueue queueAtRate,
        VirtualQueue queueAt105,
        VirtualQueue queueAt125,
        double burstExcessPackets,
        List<DispersionSpectrum.Entry> spectrum,
        RateBursts bursts100us,
        RateBursts bursts1ms,
        TrainIntervals intervals,
        TrainTrace trace) {

    private static final double BITS_PER_BYTE_NS = 8e9;

    /** A link is at least this much faster than the flow, or the pile of gaps is the flow's own pace. */
    private static final double LINK_OVER_FLOW = 1.4;

    private static final double QUARTER = 0.25;

    /**
     * Measures a series of at least two packets that did not all pass at once.
     *
     * @param noiseNs standard deviation of the time stamps
     * @param givenLinkBitsPerSecond rate of the link, 0 when it is not known
     * @throws IllegalArgumentException for a series without duration
     */
    public static BurstReport of(Arrivals series, long noiseNs, long givenLinkBitsPerSecond) {
        long durationNs = series.frames() < 2 ? 0 : series.timeNs(series.frames() - 1) - series.timeNs(0);
        if (durationNs <= 0) {
            throw new IllegalArgumentException("fewer than two packets at different times have no gaps");
        }
        long bytes = 0;
        SerializationFloor floor = new SerializationFloor();
        for (int frame = 0; frame < series.frames(); frame++) {
            bytes += series.frameBytes(frame);
            if (frame > 0) {
                floor.add(series.gapNs(frame), series.frameBytes(frame - 1));
            }
        }
        double rate = (bytes - series.frameBytes(series.frames() - 1)) * BITS_PER_BYTE_NS / durationNs;
        double link = givenLinkBitsPerSecond > 0 ? givenLinkBitsPerSecond : floor.linkBitsPerSecond();
        long flow = Math.max(1, Math.round(rate));
        BackToBackThreshold threshold;
        if (givenLinkBitsPerSecond > 0) {
            threshold = BackToBackThreshold.physicalLink(givenLinkBitsPerSecond, noiseNs);
        } else if (link > LINK_OVER_FLOW * rate) {
            threshold = BackToBackThreshold.inferredLink(Math.round(link), flow, noiseNs);
        } else {
            link = 0;
            threshold = BackToBackThreshold.virtualLink(flow, noiseNs);
        }
        return measured(series, bytes, durationNs, rate, link, threshold);
    }

    private static BurstReport measured(
            Arrivals series, long bytes, long durationNs, double rate, double link, BackToBackThreshold threshold) {
        TrainDetector trains = TrainDetector.over(threshold, List.of(series));
        long quarterNs = Math.max(1, Math.round(QUARTER * durationNs / (series.frames() - 1)));
        TrainLengths loose = new TrainLengths();
        GapProfile gaps = new GapProfile();
        ValueMoments normalised = new ValueMoments();
        VirtualQueue atRate = new VirtualQueue(rate);
        VirtualQueue at105 = new VirtualQueue(1.05 * rate);
        VirtualQueue at125 = new VirtualQueue(1.25 * rate);
        DispersionSpectrum spectrum = new DispersionSpectrum();
        RateBursts bursts100us = new RateBursts(100_000, rate);
        RateBursts bursts1ms = new RateBursts(1_000_000, rate);
        TrainIntervals intervals = new TrainIntervals();
        TrainTrace trace = new TrainTrace(series.timeNs(0), durationNs);
        int length = 0;
        int looseLength = 0;
        long trainBytes = 0;
        long trainStartNs = 0;
        for (int frame = 0; frame < series.frames(); frame++) {
            long timeNs = series.timeNs(frame);
            int frameBytes = series.frameBytes(frame);
            long gapNs = frame == 0 ? Long.MAX_VALUE : series.gapNs(frame);
            if (frame > 0) {
                int before = series.frameBytes(frame - 1);
                gaps.add(gapNs);
                normalised.add(gapNs * rate / (BITS_PER_BYTE_NS * Math.max(1, before)));
            }
            if (frame > 0 && gapNs > quarterNs) {
                loose.add(looseLength);
                looseLength = 0;
            }
            looseLength++;
            if (frame > 0 && gapNs > threshold.thetaNs(series.frameBytes(frame - 1))) {
                if (length > 1) {
                    intervals.add(trainStartNs, trainBytes);
                }
                trace.add(trainStartNs, length);
                length = 0;
            }
            if (length == 0) {
                trainStartNs = timeNs;
                trainBytes = 0;
            }
            length++;
            trainBytes += frameBytes;
            long queueGapNs = frame == 0 ? 0 : gapNs;
            atRate.add(queueGapNs, frameBytes);
            at105.add(queueGapNs, frameBytes);
            at125.add(queueGapNs, frameBytes);
            spectrum.add(timeNs, frameBytes);
            bursts100us.add(timeNs, frameBytes);
            bursts1ms.add(timeNs, frameBytes);
        }
        loose.add(looseLength);
        trace.add(trainStartNs, length);
        if (length > 1) {
            intervals.add(trainStartNs, trainBytes);
        }
        bursts100us.finish();
        bursts1ms.finish();
        double meanBytes = (double) bytes / series.frames();
        return new BurstReport(
                series.frames(),
                bytes,
                durationNs,
                rate,
                link,
                threshold.thetaNs((int) Math.round(meanBytes)),
                trains.lengths(),
                trains.backToBackShare(),
                loose,
                gaps,
                normalised.coefficientOfVariation(),
                atRate,
                at105,
                at125,
                at105.peakBytes() / meanBytes - 1,
                spectrum.entries(),
                bursts100us,
                bursts1ms,
                intervals,
                trace);
    }
}
