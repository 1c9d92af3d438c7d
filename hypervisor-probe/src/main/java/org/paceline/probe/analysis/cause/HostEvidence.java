package org.paceline.probe.analysis.cause;

import java.util.List;
import org.paceline.probe.analysis.HostTimeline;
import org.paceline.probe.analysis.TrainCoincidence;

/**
 * What the hosts told beside the captures; NaN where a figure was not taken.
 *
 * @param hypervisor that was found
 * @param stealShare stolen time over all time, 0 to 1
 * @param backendWaitedShare of the time in which what serves the sender's card had work, the part in which it did not
 *     run, 0 to 1: dom0, a driver domain, QEMU's thread
 * @param packetsPerKick transmitted packets for each notification of the device (virtio)
 * @param segmentationOffload 1 when TSO or GSO is on at the sender, 0 when off
 * @param receiveOffload 1 when GRO or LRO is on at the receiving side, 0 when off
 * @param delayedEoiJiffies growth of xenbus jiffies_eoi_delayed
 * @param longestSafepointMs longest safepoint of the JVM
 * @param timeline when the sender's host stood still
 * @param coincidences of that with the trains at each point, the sender's first; empty when none was watched
 */
public record HostEvidence(
        Hypervisor hypervisor,
        double stealShare,
        double backendWaitedShare,
        double packetsPerKick,
        double segmentationOffload,
        double receiveOffload,
        double delayedEoiJiffies,
        double longestSafepointMs,
        HostTimeline timeline,
        List<TrainCoincidence> coincidences) {
    public HostEvidence {
        coincidences = List.copyOf(coincidences);
    }

    /** Family of the hypervisor, where it matters which causes are possible. */
    public enum Hypervisor {
        KVM,
        XEN,
        UNKNOWN
    }

    /** Nothing but the hypervisor, as names of interfaces (tap, vnet, vif) may tell it. */
    public static HostEvidence of(Hypervisor hypervisor) {
        double unknown = Double.NaN;
        return new HostEvidence(
                hypervisor,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                HostTimeline.NONE,
                List.of());
    }

    /** The same, of another hypervisor. */
    public HostEvidence with(Hypervisor other) {
        return with(other, coincidences);
    }

    /** The same, with what the trains have to do with the host's stalls. */
    public HostEvidence with(List<TrainCoincidence> found) {
        return with(hypervisor, found);
    }

    private HostEvidence with(Hypervisor other, List<TrainCoincidence> found) {
        return new HostEvidence(
                other,
                stealShare,
                backendWaitedShare,
                packetsPerKick,
                segmentationOffload,
                receiveOffload,
                delayedEoiJiffies,
                longestSafepointMs,
                timeline,
                found);
    }
}
