package org.paceline.nic.linux;

/** Two namespaces and a cable: {@code near} for the device under test, {@code far} with a kernel at 10.9.0.2. */
final class VethPair implements AutoCloseable {
    static final String NEAR = "va";
    static final String FAR = "vb";

    final NetworkNamespace near = TestNamespaces.created();
    final NetworkNamespace far = TestNamespaces.created();

    VethPair() {
        this(1_500);
    }

    VethPair(int mtuBytes) {
        String mtu = String.valueOf(mtuBytes);
        TestNamespaces.run(
                near, "ip", "link", "add", NEAR, "mtu", mtu, "type", "veth", "peer", "name", FAR, "mtu", mtu);
        // the far end moves by the path of its namespace, as a user of NetworkNamespace.path() does it
        TestNamespaces.run(near, "ip", "link", "set", FAR, "netns", far.path());
        // no neighbour discovery of IPv6 on the cable, so that a test sees only the frames that it caused
        TestNamespaces.run(near, "sysctl", "-qw", "net.ipv6.conf." + NEAR + ".disable_ipv6=1");
        TestNamespaces.run(far, "sysctl", "-qw", "net.ipv6.conf." + FAR + ".disable_ipv6=1");
        TestNamespaces.run(far, "ip", "address", "add", "10.9.0.2/24", "dev", FAR);
        near.run(() -> LinkSettings.of(NEAR).bringUp());
        far.run(() -> LinkSettings.of(FAR).bringUp());
    }

    PacketSocketDevice nearDevice(PacketSettings settings) {
        return near.call(() -> PacketSocketDevice.open(NEAR, settings));
    }

    PacketSocketDevice farDevice(PacketSettings settings) {
        return far.call(() -> PacketSocketDevice.open(FAR, settings));
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
