package org.paceline.utcp.tcp.recovery;

import java.util.function.Consumer;

/**
 * How losses are found and repaired.
 *
 * @param rack losses are found by time (RFC 8985) and not by counting duplicates (RFC 6675), where SACK is in use
 * @param tailLossProbe a silent tail is probed before the timeout (RFC 8985 section 7); needs {@code rack}
 * @param rateReduction cwnd of a recovery follows what is delivered (RFC 9937, which replaces RFC 6937)
 * @param limitedTransmit the first duplicate ACKs let new segments go (RFC 3042)
 * @param frtoByLastAck an ACK of everything may prove a timeout spurious too, which RFC 5682 2.1 step 2a leaves open
 *     and Linux takes it to do
 * @param frto a timeout waits for proof before everything leaves again (RFC 5682)
 * @param undo a reduction that answered no loss is taken back (RFC 3522, RFC 3708, RFC 4015)
 * @param duplicateSack duplicates are told to the peer (RFC 2883)
 * @param reordering DupThresh of RFC 6675: how many segments above a missing one make it lost
 * @param maxAckDelayNs TLP.max_ack_delay of RFC 8985 7.2: the longest that the peer may hold back an ACK
 * @param minProbeTimeoutNs lower bound of the probe timeout, so that a path of microseconds is not probed for every
 *     late wake-up of the two machines
 */
public record RecoveryConfig(
        boolean rack,
        boolean tailLossProbe,
        boolean rateReduction,
        boolean limitedTransmit,
        boolean frto,
        boolean frtoByLastAck,
        boolean undo,
        boolean duplicateSack,
        int reordering,
        long maxAckDelayNs,
        long minProbeTimeoutNs) {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final int DUP_THRESH = 3;

    public RecoveryConfig {
        if (reordering < 1) {
            throw new IllegalArgumentException("a reordering degree of " + reordering + " makes everything lost");
        }
        if (maxAckDelayNs < 0 || minProbeTimeoutNs < 0) {
            throw new IllegalArgumentException("times are not negative");
        }
    }

    /** Everything, with the constants of the RFCs. */
    public static RecoveryConfig defaults() {
        return new RecoveryConfig(
                true, true, true, true, true, false, true, true, DUP_THRESH, 200 * MILLISECOND_NS, 2 * MILLISECOND_NS);
    }

    /** What counts duplicates and undoes nothing: RFC 5681, RFC 6582 and RFC 6675 with RFC 3042, alone. */
    public static RecoveryConfig classic() {
        return defaults()
                .withRack(false)
                .withTailLossProbe(false)
                .withRateReduction(false)
                .withFrto(false)
                .withUndo(false)
                .withDuplicateSack(false);
    }

    public RecoveryConfig withRack(boolean changed) {
        return with(draft -> draft.rack = changed);
    }

    public RecoveryConfig withTailLossProbe(boolean changed) {
        return with(draft -> draft.tailLossProbe = changed);
    }

    public RecoveryConfig withRateReduction(boolean changed) {
        return with(draft -> draft.rateReduction = changed);
    }

    public RecoveryConfig withLimitedTransmit(boolean changed) {
        return with(draft -> draft.limitedTransmit = changed);
    }

    public RecoveryConfig withFrto(boolean changed) {
        return with(draft -> draft.frto = changed);
    }

    public RecoveryConfig withFrtoByLastAck(boolean changed) {
        return with(draft -> draft.frtoByLastAck = changed);
    }

    public RecoveryConfig withUndo(boolean changed) {
        return with(draft -> draft.undo = changed);
    }

    public RecoveryConfig withDuplicateSack(boolean changed) {
        return with(draft -> draft.duplicateSack = changed);
    }

    public RecoveryConfig withReordering(int changed) {
        return with(draft -> draft.reordering = changed);
    }

    public RecoveryConfig withMaxAckDelayNs(long changed) {
        return with(draft -> draft.maxAckDelayNs = changed);
    }

    public RecoveryConfig withMinProbeTimeoutNs(long changed) {
        return with(draft -> draft.minProbeTimeoutNs = changed);
    }

    private RecoveryConfig with(Consumer<RecoveryConfigDraft> change) {
        RecoveryConfigDraft draft = new RecoveryConfigDraft(this);
        change.accept(draft);
        return draft.config();
    }
}
