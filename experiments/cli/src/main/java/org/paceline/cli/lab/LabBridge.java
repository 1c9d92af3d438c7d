package org.paceline.cli.lab;

import org.paceline.testbed.TestHost;
import org.paceline.testbed.Testbed;

/** The host of a lab: a namespace with a bridge, and a TAP in it for the machine. */
final class LabBridge {
    static final String TAP = "tap0";

    /** Of the bridge, on the network of the lab. */
    static final String HOST_ADDRESS = "10.77.0.1";

    private LabBridge() {}

    static TestHost make(Testbed testbed) {
        TestHost host = testbed.host("bridge host");
        host.run("ip", "link", "set", "lo", "up");
        host.run("ip", "link", "add", "br0", "type", "bridge");
        host.address("br0", HOST_ADDRESS + "/24");
        host.run("ip", "tuntap", "add", TAP, "mode", "tap");
        host.run("ip", "link", "set", TAP, "master", "br0", "up");
        host.run("ip", "link", "set", "br0", "up");
        return host;
    }
}
