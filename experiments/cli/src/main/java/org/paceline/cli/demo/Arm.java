package org.paceline.cli.demo;

/** A sender under comparison. */
public enum Arm {
    KERNEL_CUBIC("kernel-cubic", "kernel TCP (cubic)", "kernel"),
    UTCP_UNPACED("utcp-unpaced", "utcp, unpaced", "unpaced"),
    UTCP_PACED("utcp-paced", "utcp, paced", "paced");

    private final String id;
    private final String title;
    private final String look;

    Arm(String id, String title, String look) {
        this.id = id;
        this.title = title;
        this.look = look;
    }

    /** Name in results and files. */
    public String id() {
        return id;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Class of the style sheet. */
    public String look() {
        return look;
    }
}
