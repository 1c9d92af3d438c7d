package org.paceline.cli.lab;

/** What a guest of QEMU may do to the spacing, each switched on by itself beside a clean set-up. */
public enum QemuVariant {
    /** The default: each notification of the guest is served by a bottom half at once. */
    BH("virtio-net-pci,tx=bh", false),
    /** Notifications are gathered for 150 us (hw/net/virtio-net.c, TX_TIMER_INTERVAL). */
    TIMER("virtio-net-pci,tx=timer", false),
    /** The same for 1 ms. */
    TIMER_1MS("virtio-net-pci,tx=timer,x-txtimer=1000000", false),
    /** No segmentation by the host, no checksums left open. */
    NO_OFFLOADS(
            "virtio-net-pci,tx=bh,gso=off,host_tso4=off,host_tso6=off,host_ufo=off,guest_tso4=off,guest_tso6=off,"
                    + "csum=off,guest_csum=off",
            false),
    /** An emulated Intel card in place of virtio. */
    E1000("e1000", false),
    /** The default, while another program wants the processor that the guest is on. */
    BUSY_HOST("virtio-net-pci,tx=bh", true);

    private final String device;
    private final boolean contended;

    QemuVariant(String device, boolean contended) {
        this.device = device;
        this.contended = contended;
    }

    String device() {
        return device;
    }

    boolean contended() {
        return contended;
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
