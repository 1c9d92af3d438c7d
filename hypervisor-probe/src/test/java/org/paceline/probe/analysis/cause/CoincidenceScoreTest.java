package org.paceline.probe.analysis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.probe.analysis.TrainCoincidence;

class CoincidenceScoreTest {
    @Test
    void stealWithTheTrainsIsThatOfTheProcessor() {
        Ledger ledger = weighed(new TrainCoincidence(40, 36, 0.1, 38, 0.2), 0);

        assertEquals(Cause.VCPU_STEAL, ledger.likelihoods().get(0).cause());
        List<String> evidence = ledger.likelihoods().get(0).evidence();
        assertTrue(evidence.contains("38 of 40 trains began while time was stolen (8 by chance)"), evidence::toString);
        assertTrue(evidence.stream().anyMatch(text -> text.startsWith("36 of 40 trains")), evidence::toString);
    }

    @Test
    void stallsWithoutStealAreTheSchedulersMostly() {
        assertEquals(
                Cause.PACER_LATE,
                weighed(new TrainCoincidence(40, 36, 0.1, 0, 0), 0)
                        .likelihoods()
                        .get(0)
                        .cause());
    }

    @Test
    void whatCoincidesByChanceAsOftenSaysNothing() {
        Ledger ledger = weighed(new TrainCoincidence(40, 38, 0.9, 40, 1), 0);

        assertEquals(likelihood(new Ledger(), Cause.VCPU_STEAL), likelihood(ledger, Cause.VCPU_STEAL));
    }

    @Test
    void fewTrainsSayNothing() {
        Ledger ledger = weighed(new TrainCoincidence(4, 4, 0, 4, 0), 0);

        assertEquals(likelihood(new Ledger(), Cause.VCPU_STEAL), likelihood(ledger, Cause.VCPU_STEAL));
    }

    @Test
    void behindTheSenderTheSendersPacerIsNotAccused() {
        Ledger ledger = weighed(new TrainCoincidence(40, 36, 0.1, 38, 0.2), 1);

        assertTrue(likelihood(ledger, Cause.VCPU_STEAL) > likelihood(ledger, Cause.PACER_LATE));
        assertTrue(ledger.likelihoods().stream()
                .filter(each -> each.cause() == Cause.PACER_LATE)
                .allMatch(each -> each.evidence().stream().noneMatch(text -> text.contains("of 40 trains"))));
    }

    private static Ledger weighed(TrainCoincidence found, int where) {
        Ledger ledger = considered(new Ledger());
        List<TrainCoincidence> all = where == 0 ? List.of(found) : List.of(TrainCoincidence.NONE, found);
        HostEvidence host = HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN).with(all);
        CoincidenceScore.weigh(ledger, host, where);
        return ledger;
    }

    private static Ledger considered(Ledger ledger) {
        return ledger.consider(Cause.VCPU_STEAL, 0)
                .consider(Cause.PACER_LATE, 0)
                .consider(Cause.JVM_PAUSE, 0)
                .consider(Cause.UNKNOWN, 0);
    }

    private static double likelihood(Ledger ledger, Cause cause) {
        return considered(ledger).likelihoods().stream()
                .filter(each -> each.cause() == cause)
                .mapToDouble(CauseLikelihood::likelihood)
                .findFirst()
                .orElse(0);
    }
}
