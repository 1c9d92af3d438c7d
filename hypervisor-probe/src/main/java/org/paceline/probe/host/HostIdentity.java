package org.paceline.probe.host;

import java.util.List;

/**
 * What this host is: votes, never a bare label. A container and a hypervisor do not exclude each other.
 *
 * @param hypervisors the most likely first; their confidences sum to 1, as those of the other two lists do
 * @param monitors who made the virtual machine; empty where nothing tells it
 * @param containers the most likely first
 * @param xenRole {@code dom0}, {@code PV}, {@code PVH}, {@code HVM} or {@code domU}; empty when this is not Xen
 * @param stealTold KVM says that it counts stolen time for this guest
 * @param virtio its virtio devices
 */
public record HostIdentity(
        List<Vote<Hypervisor>> hypervisors,
        List<Vote<MachineMonitor>> monitors,
        List<Vote<Container>> containers,
        String xenRole,
        boolean stealTold,
        List<VirtioDevice> virtio) {
    private static final double CLEAR = 0.5;

    public HostIdentity {
        hypervisors = List.copyOf(hypervisors);
        monitors = List.copyOf(monitors);
        containers = List.copyOf(containers);
        virtio = List.copyOf(virtio);
    }

    /** Reads all signs; what is not there or may not be read has no say. */
    public static HostIdentity of(HostFiles files) {
        Ballot<Hypervisor> hypervisors =
                new Ballot<>(Hypervisor.class).consider(Hypervisor.NONE, 0).consider(Hypervisor.UNKNOWN, 0.5);
        Ballot<MachineMonitor> monitors = new Ballot<>(MachineMonitor.class).consider(MachineMonitor.UNKNOWN, 1);
        Ballot<Container> containers =
                new Ballot<>(Container.class).consider(Container.NONE, 2).consider(Container.UNKNOWN, 0);
        List<VirtioDevice> virtio = VirtioDevice.all(files);
        CpuClues.note(files, hypervisors);
        FirmwareClues.note(files, hypervisors, monitors);
        XenClues.note(files, hypervisors);
        DeviceClues.note(files, virtio, hypervisors, monitors);
        CpuClues.noteFlag(files, hypervisors);
        ContainerClues.note(files, containers);
        return new HostIdentity(
                hypervisors.votes(),
                monitors.votes(),
                containers.votes(),
                XenClues.role(files),
                CpuClues.tellsStealTime(files),
                virtio);
    }

    /** The hypervisor that is more likely than not, else UNKNOWN. */
    public Hypervisor hypervisor() {
        Vote<Hypervisor> first = hypervisors.get(0);
        return first.confidence() >= CLEAR ? first.candidate() : Hypervisor.UNKNOWN;
    }

    /** The container that is more likely than not, else UNKNOWN. */
    public Container container() {
        Vote<Container> first = containers.get(0);
        return first.confidence() >= CLEAR ? first.candidate() : Container.UNKNOWN;
    }

    /** The monitor that is more likely than not, else UNKNOWN. */
    public MachineMonitor monitor() {
        Vote<MachineMonitor> first = monitors.get(0);
        return first.confidence() >= CLEAR ? first.candidate() : MachineMonitor.UNKNOWN;
    }
}
