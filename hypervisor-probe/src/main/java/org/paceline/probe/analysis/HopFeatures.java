package org.paceline.probe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one hop did to the spacing. A train is a run of packets that entered the hop apart and left it together; figures
 * of trains are weighted by their packets and leave out those shorter than a quarter of the mean.
 *
 * @param packets that were seen on both sides
 * @param sentGaps gaps in front of the hop
 * @param lengths of all trains, single packets included
 * @param sizes packets of a train
 * @param holdsNs how long the first packet of a train waited
 * @param tailsNs how long its last packet waited
 * @param trainBytes bytes of a train
 * @param intervalsNs from the start of one train to that of the next
 * @param innerGapsNs gaps within trains, behind the hop
 * @param innerMeanNs mean gap within trains, which coarse stamps do not round
 * @param innerEvenness share of the gaps within trains that are alike, as such or for the bytes: 1 behind a link
 * @param gridAlignment how far trains start on multiples of 50 ms, 0 to 1
 * @param credit bytes between silences during which packets waited
 * @param singleDelaysNs delay of packets that came alone
 * @param curve share of pairs that came together, by the gap at which they were sent
 * @param passedShare packets that came alone and without delay
 * @param reorderedShare packets that overtook
 * @param slope of the delay within trains over the time of sending: -1 when all leave at once, 0 when none is held
 * @param jumpShare how much of all delay was gained in one step, by the first packet of a train
 * @param heldShare share of the time in which a packet waited to become the first of a train
 * @param durationNs between first and last packet
 * @param serializationNs typical gap within trains on a link of known or found rate, 0 otherwise
 * @param growth of the delay over the run, in seconds a second
 */
public record HopFeatures(
        long packets,
        GapProfile sentGaps,
        TrainLengths lengths,
        ValueQuantiles sizes,
        ValueQuantiles holdsNs,
        ValueQuantiles tailsNs,
        ValueQuantiles trainBytes,
        ValueQuantiles intervalsNs,
        ValueQuantiles innerGapsNs,
        double innerMeanNs,
        double innerEvenness,
        double gridAlignment,
        CreditQuota credit,
        ValueQuantiles singleDelaysNs,
        List<CoalescingCurve.Entry> curve,
        double passedShare,
        double reorderedShare,
        double slope,
        double jumpShare,
        double heldShare,
        double durationNs,
        double serializationNs,
        double growth) {

    public HopFeatures {
        curve = List.copyOf(curve);
    }

    /** As {@link HopAnalysis} measures it; null when fewer than two packets matched. */
    public static @Nullable HopFeatures of(
            MatchedPackets packets, ClockFit clock, double noiseNs, double linkBitsPerSecond) {
        return HopAnalysis.of(packets, clock, noiseNs, linkBitsPerSecond);
    }

    /** Share of packets in trains of at least {@code length}. */
    public double shareInTrainsFrom(int length) {
        return 1 - lengths.weightedShareUpTo(length - 1);
    }

    /** Trains that the figures are made of. */
    public long trains() {
        return intervalsNs.count() + (sizes.count() > 0 ? 1 : 0);
    }
}
