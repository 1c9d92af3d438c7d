package org.paceline.probe.analysis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.probe.analysis.HostTimeline;

class HostScoreTest {
    @Test
    void whatWasStolenIsEnoughForTheStalls() {
        CauseLikelihood first = weighed(0.5, 0, 0.3).get(0);

        assertEquals(Cause.VCPU_STEAL, first.cause());
        assertEquals(
                List.of("50.0 % of the CPU time was stolen, and the sender stood still for 30.0 %"), first.evidence());
    }

    @Test
    void whatAnyHostTakesDoesNotExplainLongStalls() {
        CauseLikelihood steal = steal(weighed(0.016, 0, 0.17));

        assertTrue(steal.likelihood() < steal(weighed(Double.NaN, 0, 0.17)).likelihood());
        assertEquals(
                List.of("against: 1.6 % of the CPU time was stolen, and the sender stood still for 17.0 %"),
                steal.evidence());
    }

    @Test
    void behindTheSenderItsStallsDoNotCount() {
        assertEquals(
                List.of("1.6 % of the CPU time was stolen"),
                steal(weighed(0.016, 1, 0.17)).evidence());
    }

    @Test
    void aBackendThatWaitsActsBehindTheSenderOnly() {
        assertEquals(
                "what serves the card had work and did not run for 82 % of that time",
                steal(weighed(Double.NaN, 0.82, 1, 0)).evidence().get(0));
        assertEquals(
                steal(weighed(Double.NaN, 0, 0)).likelihood(),
                steal(weighed(Double.NaN, 0.82, 0, 0)).likelihood());
    }

    @Test
    void whereNothingWasStolenTheSenderIsLateItself() {
        List<CauseLikelihood> causes = weighed(0.001, 0, 0.4);

        assertEquals(Cause.PACER_LATE, causes.get(0).cause());
        assertTrue(steal(causes).likelihood() < 0.01);
    }

    private static CauseLikelihood steal(List<CauseLikelihood> causes) {
        return causes.stream()
                .filter(each -> each.cause() == Cause.VCPU_STEAL)
                .findFirst()
                .orElseThrow();
    }

    private static List<CauseLikelihood> weighed(double stealShare, int where, double stalledShare) {
        return weighed(stealShare, Double.NaN, where, stalledShare);
    }

    private static List<CauseLikelihood> weighed(
            double stealShare, double backendWaitedShare, int where, double stalledShare) {
        double unknown = Double.NaN;
        HostEvidence host = new HostEvidence(
                HostEvidence.Hypervisor.UNKNOWN,
                stealShare,
                backendWaitedShare,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                HostTimeline.NONE,
                List.of());
        Ledger ledger = new Ledger().consider(Cause.VCPU_STEAL, 0).consider(Cause.PACER_LATE, 2);
        HostScore.weigh(ledger, host, where, stalledShare);
        return ledger.likelihoods();
    }
}
