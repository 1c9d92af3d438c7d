package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.TrainCoincidence;

/**
 * Weighs whether trains began when the sender's host stood still. Only what coincides far more often than by chance
 * says something. A host that was awake speaks a little against the scheduler below the sender, and not more, since
 * another of its CPUs may have stood still.
 */
final class CoincidenceScore {
    /** Fewer trains coincide by accident. */
    private static final long MIN_TRAINS = 5;

    private static final long MANY_TRAINS = 20;

    /** Trains that coincide, above those that would by chance. */
    private static final double CLEAR_EXCESS = 0.25;

    private static final double RARE = 0.1;
    private static final String STALLS =
            "%d of %d trains began when threads of the host that only slept woke late (%.0f by chance)";
    private static final String STEAL = "%d of %d trains began while time was stolen (%.0f by chance)";

    private CoincidenceScore() {}

    /** @param where 0 when the sender itself sent in trains, else the hop that made them */
    static void weigh(Ledger ledger, HostEvidence host, int where) {
        if (where < 0 || where >= host.coincidences().size()) {
            return;
        }
        TrainCoincidence found = host.coincidences().get(where);
        if (found.trains() < MIN_TRAINS) {
            return;
        }
        boolean stolen = found.stealShare() - found.stealChance() > CLEAR_EXCESS;
        boolean stalled = found.stallShare() - found.stallChance() > CLEAR_EXCESS;
        if (stolen) {
            note(ledger, Cause.VCPU_STEAL, 2.5, STEAL, found.inSteal(), found.trains(), found.stealChance());
        }
        if (stalled) {
            // without steal the host's own scheduler took the time, unless its hypervisor does not count
            note(
                    ledger,
                    Cause.VCPU_STEAL,
                    stolen ? 1 : 0.5,
                    STALLS,
                    found.inStalls(),
                    found.trains(),
                    found.stallChance());
        }
        if (where > 0) {
            return;
        }
        if (stalled) {
            note(
                    ledger,
                    Cause.PACER_LATE,
                    stolen ? 0 : 1.5,
                    STALLS,
                    found.inStalls(),
                    found.trains(),
                    found.stallChance());
            ledger.note(Cause.JVM_PAUSE, -1, "threads of another process stood still as well");
        } else if (found.stallShare() < RARE && found.trains() >= MANY_TRAINS) {
            note(ledger, Cause.VCPU_STEAL, -0.5, STALLS, found.inStalls(), found.trains(), found.stallChance());
            ledger.note(Cause.JVM_PAUSE, 0.3, "threads of another process ran while the sender stood still");
        }
    }

    private static void note(
            Ledger ledger, Cause cause, double weight, String text, long coinciding, long trains, double chance) {
        ledger.note(cause, weight, text, coinciding, trains, chance * trains);
    }
}
