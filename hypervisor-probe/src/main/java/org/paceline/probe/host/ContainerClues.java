package org.paceline.probe.host;

import java.util.LinkedHashMap;
import java.util.Map;

/** What says that this process is in a container, and in whose: files that they leave, control groups, PID 1. */
final class ContainerClues {
    private static final double NAMED = 4;

    /** A container's name in the path of a control group. */
    private static final Map<String, Container> GROUPS = groups();

    private static final Map<String, Container> NAMES = Map.of(
            "docker", Container.DOCKER,
            "podman", Container.PODMAN,
            "lxc", Container.LXC,
            "lxc-libvirt", Container.LXC,
            "systemd-nspawn", Container.NSPAWN,
            "oci", Container.UNKNOWN,
            "wsl", Container.WSL);

    private ContainerClues() {}

    private static Map<String, Container> groups() {
        Map<String, Container> groups = new LinkedHashMap<>();
        groups.put("/docker", Container.DOCKER);
        groups.put("docker-", Container.DOCKER);
        groups.put("libpod", Container.PODMAN);
        groups.put("/lxc", Container.LXC);
        groups.put("lxc.payload", Container.LXC);
        groups.put("kubepods", Container.KUBERNETES);
        groups.put("/machine.slice/machine-", Container.NSPAWN);
        return groups;
    }

    static void note(HostFiles files, Ballot<Container> ballot) {
        left(files, ballot);
        groups(files, ballot);
        declared(files, ballot);
        if (files.exists("proc/vz") && !files.exists("proc/bc")) {
            ballot.note(Container.OPENVZ, 5, "/proc/vz without /proc/bc");
        }
        String release = files.text("proc/sys/kernel/osrelease");
        if (release.contains("Microsoft") || release.contains("WSL")) {
            ballot.note(Container.WSL, 5, "the kernel is " + release);
        }
        // the scheduler's own file shows the number outside of the namespace
        String first = files.text("proc/1/sched").lines().findFirst().orElse("");
        if (first.matches(".*\\(\\d+,.*") && !first.contains("(1,")) {
            ballot.note(Container.UNKNOWN, 1.5, "/proc/1/sched: " + first);
            ballot.note(Container.NONE, -2, "/proc/1/sched: " + first);
        }
    }

    private static void left(HostFiles files, Ballot<Container> ballot) {
        if (files.exists(".dockerenv")) {
            named(ballot, Container.DOCKER, "/.dockerenv is there");
        }
        if (files.exists("run/.containerenv")) {
            named(ballot, Container.PODMAN, "/run/.containerenv is there");
        }
        if (files.exists("dev/lxd/sock") || files.exists("dev/.lxc")) {
            named(ballot, Container.LXC, "LXC's files in /dev are there");
        }
        if (files.exists("var/run/secrets/kubernetes.io")) {
            named(ballot, Container.KUBERNETES, "/var/run/secrets/kubernetes.io is there");
        }
    }

    private static void groups(HostFiles files, Ballot<Container> ballot) {
        for (String process : new String[] {"proc/1/cgroup", "proc/self/cgroup"}) {
            String text = files.text(process);
            for (Map.Entry<String, Container> group : GROUPS.entrySet()) {
                if (text.contains(group.getKey())) {
                    named(ballot, group.getValue(), "/" + process + ": " + group.getKey());
                    return;
                }
            }
        }
    }

    /** What the container's maker says to the processes in it. */
    private static void declared(HostFiles files, Ballot<Container> ballot) {
        declared(ballot, files.text("run/systemd/container"), "/run/systemd/container");
        declared(ballot, files.text("run/host/container-manager"), "/run/host/container-manager");
        for (String variable : files.text("proc/1/environ").split("\0", -1)) {
            if (variable.startsWith("container=")) {
                declared(ballot, variable.substring("container=".length()), "the environment of PID 1");
            }
        }
    }

    private static void declared(Ballot<Container> ballot, String name, String where) {
        if (name.matches("[a-z][a-z0-9-]{1,30}")) {
            named(ballot, NAMES.getOrDefault(name, Container.UNKNOWN), where + ": " + name);
        }
    }

    private static void named(Ballot<Container> ballot, Container container, String finding) {
        ballot.note(container, NAMED, finding);
        ballot.note(Container.NONE, -3, finding);
    }
}
