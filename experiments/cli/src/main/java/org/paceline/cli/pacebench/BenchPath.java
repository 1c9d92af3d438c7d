package org.paceline.cli.pacebench;

import java.util.concurrent.Callable;
import org.paceline.nic.WireDevice;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.Offload;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.TapDevice;
import org.paceline.testbed.Iperf3Server;
import org.paceline.testbed.StampNoise;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;

/**
 * Sender and receiver in network namespaces of their own, joined by a veth pair; a TAP interface of the receiver stands
 * beside it. Nothing limits a rate on the way. Owned by the testbed that it was made on; belongs to one thread.
 */
final class BenchPath {
    /** RFC 5737: addresses for documentation, so that nothing real is ever meant; one network a device. */
    private static final String KERNEL_SENDER = "192.0.2.1/24";

    private static final String VETH_RECEIVER = "192.0.2.2";
    private static final String VETH_UTCP = "192.0.2.3/24";
    private static final String TAP_RECEIVER = "198.51.100.2";
    private static final String TAP_UTCP = "198.51.100.3/24";
    private static final String PREFIX = "/24";

    private static final String SENDER_INTERFACE = "sender0";
    private static final String RECEIVER_INTERFACE = "receiver0";
    private static final String TAP_INTERFACE = "tap0";
    private static final double NS_PER_SECOND = 1e9;

    private final TestHost sender;
    private final TestHost receiver;
    private final long stampNoiseNs;

    BenchPath(Testbed testbed) {
        sender = testbed.host("sender");
        receiver = testbed.host("receiver");
        testbed.connect(sender, SENDER_INTERFACE, receiver, RECEIVER_INTERFACE);
        sender.address(SENDER_INTERFACE, KERNEL_SENDER);
        receiver.address(RECEIVER_INTERFACE, VETH_RECEIVER + PREFIX);
        // or a second turn would start with what the first one learned of the path
        sender.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        // persistent, since a turn opens and closes our end of it
        receiver.run("ip", "tuntap", "add", "dev", TAP_INTERFACE, "mode", "tap");
        receiver.run("ip", "link", "set", TAP_INTERFACE, "up");
        receiver.address(TAP_INTERFACE, TAP_RECEIVER + PREFIX);
        stampNoiseNs = StampNoise.measureNs(sender, SENDER_INTERFACE, receiver, RECEIVER_INTERFACE);
        testbed.own(Sink.start(receiver));
        if (Iperf3Server.installed()) {
            testbed.own(Iperf3Server.start(receiver, Iperf3Server.DEFAULT_PORT));
        }
    }

    TestHost sender() {
        return sender;
    }

    /** Standard deviation of the far side's stamps on the veth pair. */
    long stampNoiseNs() {
        return stampNoiseNs;
    }

    WireDevice open(BenchDevice device) {
        return switch (device) {
            case PACKET -> sender.call(() -> PacketSocketDevice.open(SENDER_INTERFACE));
            case TAP -> receiver.call(() -> TapDevice.open(TAP_INTERFACE));
        };
    }

    /** Works in the network namespace that a device stands in. */
    <T> T call(BenchDevice device, Callable<T> work) {
        return (device == BenchDevice.PACKET ? sender : receiver).call(work);
    }

    String receiverAddress(BenchDevice device) {
        return device == BenchDevice.PACKET ? VETH_RECEIVER : TAP_RECEIVER;
    }

    /** With its prefix. */
    String utcpAddress(BenchDevice device) {
        return device == BenchDevice.PACKET ? VETH_UTCP : TAP_UTCP;
    }

    FarSide watch(BenchDevice device) {
        String interfaceName = device == BenchDevice.PACKET ? RECEIVER_INTERFACE : TAP_INTERFACE;
        return FarSide.watch(receiver, interfaceName, warmUpNs());
    }

    /** Room for what an arm sends in its turn, and some more. */
    DepartureTimes departures(BenchPlan plan, Arm arm) {
        long expected = Math.round((plan.seconds() + 1) * NS_PER_SECOND / arm.gapNs());
        return new DepartureTimes(warmUpNs(), 2 * expected);
    }

    /** Segments may be as long as 64 KiB on the sender's interface, or no longer than its MTU. */
    void segmentationOffload(boolean on) {
        sender.namespace().run(() -> {
            LinkSettings link = LinkSettings.of(SENDER_INTERFACE);
            link.offload(Offload.TX_CHECKSUM, on);
            link.offload(Offload.TCP_SEGMENTATION, on);
            link.offload(Offload.GENERIC_SEGMENTATION, on);
        });
    }

    private static long warmUpNs() {
        return (long) (BenchPlan.WARM_UP_SECONDS * NS_PER_SECOND);
    }
}
