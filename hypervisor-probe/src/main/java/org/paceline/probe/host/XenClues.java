package org.paceline.probe.host;

import java.util.List;
import java.util.Locale;

/** What Xen shows of itself in /sys/hypervisor, /proc/xen and on its bus, and which of its domains this is. */
final class XenClues {
    private static final String TYPE = "sys/hypervisor/type";
    private static final String FEATURES = "sys/hypervisor/properties/features";
    private static final String CAPABILITIES = "proc/xen/capabilities";
    private static final String FRONTENDS = "sys/bus/xen/devices";
    private static final String BACKENDS = "sys/bus/xen-backend/devices";

    /** XENFEAT_dom0 of xen/include/public/features.h. */
    private static final int DOM0_FEATURE = 11;

    private static final String DOM0_UUID = "00000000-0000-0000-0000-000000000000";
    private static final double NAMED = 5;

    private XenClues() {}

    static void note(HostFiles files, Ballot<Hypervisor> ballot) {
        String type = files.text(TYPE);
        if (type.equals("xen")) {
            ballot.note(Hypervisor.XEN, NAMED, "/sys/hypervisor/type: " + type);
            ballot.note(Hypervisor.NONE, -4, "/sys/hypervisor/type: " + type);
        } else if (!type.isEmpty()) {
            ballot.note(Hypervisor.UNKNOWN, 1, "/sys/hypervisor/type: " + type);
        }
        if (files.exists("proc/xen")) {
            // KVM that offers Xen's hypercalls to guests does not make it: 3 and not 5
            ballot.note(Hypervisor.XEN, 3, "/proc/xen is there");
        }
        List<String> devices = devices(files);
        if (!devices.isEmpty()) {
            ballot.note(Hypervisor.XEN, 4, "xenbus: " + String.join(" ", devices));
        }
    }

    /** {@code dom0}, {@code PV}, {@code PVH}, {@code HVM}, {@code domU}; empty when this is not Xen. */
    static String role(HostFiles files) {
        boolean known = files.text(TYPE).equals("xen") || files.exists("proc/xen");
        if (!known) {
            return "";
        }
        if (isDom0(files)) {
            return "dom0";
        }
        String guest = files.text("sys/hypervisor/guest_type").toUpperCase(Locale.ROOT);
        return switch (guest) {
            case "PV", "PVH", "HVM" -> guest;
            default -> "domU";
        };
    }

    private static boolean isDom0(HostFiles files) {
        if (files.text(CAPABILITIES).contains("control_d")) {
            return true;
        }
        String features = files.text(FEATURES);
        if (features.matches("[0-9a-fA-F]{1,8}")) {
            return (Long.parseLong(features, 16) >> DOM0_FEATURE & 1) != 0;
        }
        return files.text("sys/hypervisor/uuid").equals(DOM0_UUID);
    }

    private static List<String> devices(HostFiles files) {
        List<String> front = files.names(FRONTENDS);
        return front.isEmpty() ? files.names(BACKENDS) : front;
    }
}
