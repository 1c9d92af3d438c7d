package org.paceline.probe.analysis.cause;

import java.util.Arrays;

/** Who may have moved packets together, with what an operator can do about it. The IDs are part of the JSON schema. */
public enum Cause {
    PACER_LATE(
            "pacer-late",
            "our own pacer sent late and caught up",
            "chrt -f 50 taskset -c 1 ./paceline send ... (a pinned real-time thread; see also ./paceline doctor)"),
    JVM_PAUSE(
            "jvm-pause",
            "the JVM stopped the sending thread",
            "PACELINE_JAVA_OPTS='-Xlog:safepoint' ./paceline send ... (shows what stopped it)"),
    VCPU_STEAL(
            "vcpu-steal",
            "a vCPU of the guest or of the backend did not run",
            "virsh vcpupin DOMAIN 0 CPU; on Xen: xl vcpu-pin Domain-0 0 CPU && xl sched-credit2 -d Domain-0 -w 2048"),
    GUEST_BATCHING(
            "guest-batching",
            "the guest's queueing discipline or driver batched",
            "tc qdisc replace dev IF root fq quantum 1514 initial_quantum 1514; ethtool -C IF tx-usecs 0 tx-frames 1"),
    SEGMENTATION_OFFLOAD(
            "segmentation-offload",
            "several segments travelled as one frame, or were cut from one",
            "ethtool -K IF tso off gso off && ip link set dev IF gso_max_segs 1"),
    NOTIFICATION_BATCHING(
            "notification-batching",
            "virtio or vhost took several packets at one notification",
            "qemu-system-x86_64 ... -netdev tap,id=n0,vhost=off -device virtio-net-pci,netdev=n0,tx=bh,event_idx=off"),
    QEMU_TX_TIMER(
            "qemu-tx-timer",
            "QEMU's transmit timer held packets",
            "qemu-system-x86_64 ... -device virtio-net-pci,netdev=n0,tx=bh; libvirt: <driver txmode='iothread'/>"),
    XEN_CREDIT(
            "xen-credit",
            "the vif's rate limit refilled its credit at intervals",
            "xl network-detach DOMAIN DEVID && xl network-attach DOMAIN bridge=BRIDGE rate=100Mb/s@1ms (or no rate=)"),
    XEN_EVENT_DELAY(
            "xen-event-delay", "Xen acknowledged events late", "echo 0 > /sys/module/xen/parameters/event_eoi_delay"),
    RECEIVE_COALESCING(
            "receive-coalescing",
            "the receiving side merged packets or moderated its interrupts",
            "ethtool -K IF gro off lro off; ethtool -C IF adaptive-rx off rx-usecs 0 rx-frames 1"),
    BRIDGE_CONGESTION(
            "bridge-congestion",
            "packets queued before a busy link",
            "tc -s qdisc show dev UPLINK; tc qdisc replace dev UPLINK root fq, or a link with room"),
    NONE("none", "the spacing was kept", "nothing to do"),
    UNKNOWN(
            "unknown",
            "no known cause explains the pattern",
            "capture at one more point between the two, and give the host's facts with --host");

    private final String id;
    private final String meaning;
    private final String remedy;

    Cause(String id, String meaning, String remedy) {
        this.id = id;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** As the JSON names it. */
    public String id() {
        return id;
    }

    /** In a few words. */
    public String meaning() {
        return meaning;
    }

    /** The command that takes it away; words in capitals are to be filled in. */
    public String remedy() {
        return remedy;
    }

    /** @throws IllegalArgumentException for an ID that is none */
    public static Cause ofId(String id) {
        return Arrays.stream(values())
                .filter(cause -> cause.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cause is called " + id));
    }
}
