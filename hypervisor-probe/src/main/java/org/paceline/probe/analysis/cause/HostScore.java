package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

/** Weighs what the hosts told. Only causes that act where the spacing was lost gain anything by it. */
final class HostScore {
    private static final double NOTICEABLE_STEAL = 0.005;
    private static final double MANY_PER_KICK = 1.3;

    private HostScore() {}

    static void weigh(Ledger ledger, HostEvidence host, int where) {
        if (where < 0) {
            return;
        }
        hypervisor(ledger, host.hypervisor());
        if (host.stealShare() > NOTICEABLE_STEAL) {
            ledger.note(Cause.VCPU_STEAL, 2.5, "%.1f %% of the CPU time was stolen", 100 * host.stealShare());
        } else if (host.stealShare() == 0) {
            ledger.note(Cause.VCPU_STEAL, -1, "no stolen time was counted");
        }
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
