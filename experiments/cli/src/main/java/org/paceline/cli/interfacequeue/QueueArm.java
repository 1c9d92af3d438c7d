package org.paceline.cli.interfacequeue;

import org.paceline.pacer.control.TransmitLimit;

/** With the limit and without it. */
enum QueueArm {
    WITHOUT("no limit", "unpaced"),
    WITH("with limit", "paced");

    private final String title;
    private final String look;

    QueueArm(String title, String look) {
        this.title = title;
        this.look = look;
    }

    String title() {
        return title;
    }

    /** Its class in the style sheet. */
    String look() {
        return look;
    }

    TransmitLimit limit() {
        return this == WITH ? TransmitLimit.AUTOMATIC : TransmitLimit.OFF;
    }
}
