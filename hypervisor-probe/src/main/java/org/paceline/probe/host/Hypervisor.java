package org.paceline.probe.host;

/** What may run below this kernel. */
public enum Hypervisor {
    NONE("none"),
    KVM("kvm"),
    /** QEMU that emulates the processor. */
    TCG("qemu-tcg"),
    XEN("xen"),
    HYPER_V("hyper-v"),
    VMWARE("vmware"),
    VIRTUALBOX("virtualbox"),
    BHYVE("bhyve"),
    ACRN("acrn"),
    PARALLELS("parallels"),
    /** One that does not tell its name, or nothing could be read. */
    UNKNOWN("unknown");

    private final String id;

    Hypervisor(String id) {
        this.id = id;
    }

    /** As results name it. */
    public String id() {
        return id;
    }
}
