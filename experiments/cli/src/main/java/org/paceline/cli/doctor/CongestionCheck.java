package org.paceline.cli.doctor;

import java.util.List;
import org.paceline.probe.host.HostFiles;

/** Congestion controls of the kernel's own TCP, which the demo compares with. */
final class CongestionCheck {
    private CongestionCheck() {}

    static Finding finding(HostFiles files) {
        return finding(
                files.text("proc/sys/net/ipv4/tcp_available_congestion_control"),
                files.text("proc/sys/net/ipv4/tcp_congestion_control"));
    }

    static Finding finding(String available, String standard) {
        String fact = available + (standard.isEmpty() ? "" : "; " + standard + " by default");
        return List.of(available.split("\\s+", -1)).contains("cubic")
                ? Finding.ok("kernel tcp", fact)
                : Finding.limited("kernel tcp", fact, "the kernel's arm wants cubic: modprobe tcp_cubic");
    }
}
