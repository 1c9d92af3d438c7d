package org.paceline.utcp.tcp.recovery;

/** A {@link RecoveryConfig} while one of its settings is changed. */
final class RecoveryConfigDraft {
    boolean rack;
    boolean tailLossProbe;
    boolean rateReduction;
    boolean limitedTransmit;
    boolean frto;
    boolean frtoByLastAck;
    boolean undo;
    boolean duplicateSack;
    int reordering;
    long maxAckDelayNs;
    long minProbeTimeoutNs;

    RecoveryConfigDraft(RecoveryConfig config) {
        rack = config.rack();
        tailLossProbe = config.tailLossProbe();
        rateReduction = config.rateReduction();
        limitedTransmit = config.limitedTransmit();
        frto = config.frto();
        frtoByLastAck = config.frtoByLastAck();
        undo = config.undo();
        duplicateSack = config.duplicateSack();
        reordering = config.reordering();
        maxAckDelayNs = config.maxAckDelayNs();
        minProbeTimeoutNs = config.minProbeTimeoutNs();
    }

    RecoveryConfig config() {
        return new RecoveryConfig(
                rack,
                tailLossProbe,
                rateReduction,
                limitedTransmit,
                frto,
                frtoByLastAck,
                undo,
                duplicateSack,
                reordering,
                maxAckDelayNs,
                minProbeTimeoutNs);
    }
}
