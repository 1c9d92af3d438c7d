package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

/** Weighs what the hosts told. Only causes that act where the spacing was lost gain anything by it. */
final class HostScore {
    private static final double NOTICEABLE_STEAL = 0.005;

    /** A processor that is shared by two who both want all of it. */
    private static final double MUCH_STEAL = 0.3;

    /** What explains less than half of the stalls is not their cause; any host takes a little. */
    private static final double LITTLE_EXPLAINED = 0.5;

    private static final double NOTHING_EXPLAINED = 0.1;

    private HostScore() {}

    /**
     * Weighs.
     *
     * @param where the spacing was lost: 0 at the sender, more behind it, less than 0 nowhere
     * @param stalledShare share of the time in which the sender stood still; 0 where it is not known
     */
    static void weigh(Ledger ledger, HostEvidence host, int where, double stalledShare) {
        if (where < 0) {
            return;
        }
        hypervisor(ledger, host.hypervisor());
        steal(ledger, host.stealShare(), where == 0 ? stalledShare : 0);
        if (where > 0 && host.backendWaitedShare() > MUCH_STEAL) {
            ledger.note(
                    Cause.VCPU_STEAL,
                    3,
                    "what serves the card had work and did not run for %.0f %% of that time",
                    100 * host.backendWaitedShare());
        }
        if (host.segmentationOffload() == 0) {
            ledger.note(Cause.SEGMENTATION_OFFLOAD, -3, "TSO and GSO are off at the sender");
        }
        if (host.receiveOffload() == 0) {
            ledger.note(Cause.RECEIVE_COALESCING, -0.7, "GRO and LRO are off at the receiver");
        }
        if (host.delayedEoiJiffies() > 0) {
            ledger.note(Cause.XEN_EVENT_DELAY, 3, "jiffies_eoi_delayed grew by %.0f", host.delayedEoiJiffies());
        }
        if (host.longestSafepointMs() > 2) {
            ledger.note(Cause.JVM_PAUSE, 2.5, "a safepoint lasted %.1f ms", host.longestSafepointMs());
        }
    }

    /** What was stolen must be enough for the time in which the sender stood still. */
    private static void steal(Ledger ledger, double stolenShare, double stalledShare) {
        String beside = "%.1f %% of the CPU time was stolen, and the sender stood still for %.1f %%";
        if (stolenShare > 0 && stolenShare < NOTHING_EXPLAINED * stalledShare) {
            ledger.note(Cause.VCPU_STEAL, -3, beside, 100 * stolenShare, 100 * stalledShare);
            ledger.note(Cause.PACER_LATE, 1.5, beside, 100 * stolenShare, 100 * stalledShare);
        } else if (stolenShare == 0) {
            ledger.note(Cause.VCPU_STEAL, -1, "no stolen time was counted");
        } else if (stolenShare > NOTICEABLE_STEAL && stalledShare == 0) {
            double weight = stolenShare > MUCH_STEAL ? 5.5 : 2.5;
            ledger.note(Cause.VCPU_STEAL, weight, "%.1f %% of the CPU time was stolen", 100 * stolenShare);
        } else if (stolenShare > NOTICEABLE_STEAL) {
            double explained = stolenShare / stalledShare;
            double weight = explained < LITTLE_EXPLAINED ? -1 : explained < 1 ? 2.5 : 4;
            ledger.note(Cause.VCPU_STEAL, weight, beside, 100 * stolenShare, 100 * stalledShare);
        }
    }

    private static void hypervisor(Ledger ledger, Hypervisor hypervisor) {
        if (hypervisor == Hypervisor.KVM) {
            ledger.note(Cause.XEN_CREDIT, -6, "the interfaces are those of QEMU or KVM");
            ledger.note(Cause.XEN_EVENT_DELAY, -6, "the interfaces are those of QEMU or KVM");
        }
        if (hypervisor == Hypervisor.XEN) {
            ledger.note(Cause.QEMU_TX_TIMER, -3, "the interfaces are those of Xen");
            ledger.note(Cause.NOTIFICATION_BATCHING, -1, "the interfaces are those of Xen, not of virtio");
        }
    }
}
