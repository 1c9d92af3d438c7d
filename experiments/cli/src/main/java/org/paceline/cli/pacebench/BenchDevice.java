package org.paceline.cli.pacebench;

/** What carries the frames to the receiver. */
public enum BenchDevice {
    /** A packet socket on a veth pair. */
    PACKET("packet"),
    /** A TAP interface whose kernel side is the receiver's. */
    TAP("tap");

    private final String id;

    BenchDevice(String id) {
        this.id = id;
    }

    /** Name in options and results. */
    public String id() {
        return id;
    }
}
