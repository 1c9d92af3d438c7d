package org.paceline.cli.doctor;

import java.util.List;
import org.paceline.probe.host.HostFiles;

/** The two ways by which frames enter and leave: a TAP interface and a packet socket. */
final class DeviceCheck {
    private static final String TUN = "dev/net/tun";

    private DeviceCheck() {}

    static List<Finding> findings(HostFiles files) {
        DeviceTrial trial = DeviceTrial.run(NamespaceCheck.root(files.text("proc/self/status")));
        return List.of(tap(files.exists(TUN), files.writable(TUN), trial), packetSocket(trial));
    }

    static Finding tap(boolean exists, boolean writable, DeviceTrial trial) {
        if (trial.worked(DeviceTrial.TAP)) {
            return Finding.ok("tap", "an interface could be made");
        }
        if (!exists) {
            return Finding.missing("tap", "no /dev/net/tun", "modprobe tun, and hand the device to the container");
        }
        if (!writable) {
            return Finding.missing(
                    "tap", "/dev/net/tun is not ours to open", "run as root, or: chmod 666 /dev/net/tun");
        }
        return Finding.missing("tap", reason(trial, DeviceTrial.TAP), "--device packet:INTERFACE does without");
    }

    static Finding packetSocket(DeviceTrial trial) {
        Finding found = trial.worked(DeviceTrial.PACKET_SOCKET)
                ? Finding.ok("packet socket", "AF_PACKET opens")
                : Finding.missing(
                        "packet socket",
                        reason(trial, DeviceTrial.PACKET_SOCKET),
                        "run as root or where user namespaces are allowed; modprobe af_packet");
        return found.forDemo();
    }

    private static String reason(DeviceTrial trial, String device) {
        String failure = trial.failure(device);
        return failure.isEmpty() ? "could not be tried" : failure;
    }
}
