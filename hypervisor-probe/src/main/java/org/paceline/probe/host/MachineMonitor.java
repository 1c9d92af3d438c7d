package org.paceline.probe.host;

/** The program or cloud that gave a virtual machine its devices, above KVM mostly. */
public enum MachineMonitor {
    QEMU("qemu"),
    FIRECRACKER("firecracker"),
    CLOUD_HYPERVISOR("cloud-hypervisor"),
    CROSVM("crosvm"),
    AMAZON_EC2("amazon-ec2"),
    GOOGLE_CLOUD("google-cloud"),
    OPENSTACK("openstack"),
    UNKNOWN("unknown");

    private final String id;

    MachineMonitor(String id) {
        this.id = id;
    }

    /** As results name it. */
    public String id() {
        return id;
    }
}
