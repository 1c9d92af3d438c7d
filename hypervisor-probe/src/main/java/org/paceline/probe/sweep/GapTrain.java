package org.paceline.probe.sweep;

/**
 * Packets that are to leave {@code gapNs} apart.
 *
 * @param firstSequence of its first packet; the others follow
 * @param packets at least two
 * @param startNs of the first departure, after the start of the run
 */
public record GapTrain(long gapNs, int firstSequence, int packets, long startNs) {
    /** When its packet number {@code position} is to leave, after the start of the run. */
    long plannedNs(int position) {
        return startNs + position * gapNs;
    }
}
