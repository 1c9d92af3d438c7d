package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

/** Weighs what the hosts told. Only causes that act where the spacing was lost gain anything by it. */
final class HostScore {
    private static final double NOTICEABLE_STEAL = 0.005;
    private static final double MANY_PER_KICK = 1.3;

    /** What explains less than half of the stalls is not their cause; any host takes a little. */
    private static final double LITTLE_EXPLAINED = 0.5;

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
        if (host.packetsPerKick() > MANY_PER_KICK) {
            ledger.note(Cause.NOTIFICATION_BATCHING, 2, "%.2f packets for each notification", host.packetsPerKick());
        } else if (host.packetsPerKick() > 0) {
            ledger.note(Cause.NOTIFICATION_BATCHING, -1, "%.2f packets for each notification", host.packetsPerKick());
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
        if (stolenShare == 0) {
            ledger.note(Cause.VCPU_STEAL, -1, "no stolen time was counted");
        } else if (stolenShare > NOTICEABLE_STEAL && stalledShare == 0) {
            ledger.note(Cause.VCPU_STEAL, 2.5, "%.1f %% of the CPU time was stolen", 100 * stolenShare);
        } else if (stolenShare > NOTICEABLE_STEAL) {
            double explained = stolenShare / stalledShare;
            double weight = explained < LITTLE_EXPLAINED ? -1 : explained < 1 ? 2.5 : 4;
            ledger.note(Cause.VCPU_STEAL, weight, beside, 100 * stolenShare, 100 * stalledShare);
        }
    }

    private static void hypervisor(Ledger ledger, Hypervisor hypervisor) {
        if (hypervisor == Hypervisor.KVM) {
            ledger.note(Cause.XEN_CREDIT, -3, "the interfaces are those of QEMU or KVM");
            ledger.note(Cause.XEN_EVENT_DELAY, -3, "the interfaces are those of QEMU or KVM");
        }
        if (hypervisor == Hypervisor.XEN) {
            ledger.note(Cause.QEMU_TX_TIMER, -3, "the interfaces are those of Xen");
            ledger.note(Cause.NOTIFICATION_BATCHING, -1, "the interfaces are those of Xen, not of virtio");
        }
    }
}
