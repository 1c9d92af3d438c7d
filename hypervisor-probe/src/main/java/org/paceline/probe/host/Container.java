package org.paceline.probe.host;

/** What may stand between this process and the kernel's first one, apart from any hypervisor. */
public enum Container {
    NONE("none"),
    DOCKER("docker"),
    PODMAN("podman"),
    LXC("lxc"),
    NSPAWN("systemd-nspawn"),
    KUBERNETES("kubernetes"),
    OPENVZ("openvz"),
    WSL("wsl"),
    UNKNOWN("unknown");

    private final String id;

    Container(String id) {
        this.id = id;
    }

    /** As results name it. */
    public String id() {
        return id;
    }
}
