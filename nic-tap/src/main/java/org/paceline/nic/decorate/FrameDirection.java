package org.paceline.nic.decorate;

/** Which way a captured frame went, seen from the interface; the values of {@code epb_flags} in pcapng. */
public enum FrameDirection {
    UNKNOWN(0),
    INBOUND(1),
    OUTBOUND(2);

    private final int flag;

    FrameDirection(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }

    static FrameDirection ofFlag(int flag) {
        return flag == INBOUND.flag ? INBOUND : flag == OUTBOUND.flag ? OUTBOUND : UNKNOWN;
    }
}
