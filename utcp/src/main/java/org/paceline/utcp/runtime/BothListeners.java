package org.paceline.utcp.runtime;

/** Tells two listeners of each departure, in their order. */
record BothListeners(DepartureListener first, DepartureListener second) implements DepartureListener {
    @Override
    public void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        first.departed(localPort, plannedNs, releasedNs, gapNs, frameBytes);
        second.departed(localPort, plannedNs, releasedNs, gapNs, frameBytes);
    }

    @Override
    public void late(int localPort, long creditNs, long skippedNs) {
        first.late(localPort, creditNs, skippedNs);
        second.late(localPort, creditNs, skippedNs);
    }

    @Override
    public void stamped(int localPort, long plannedNs, long releasedNs, long stampNs) {
        first.stamped(localPort, plannedNs, releasedNs, stampNs);
        second.stamped(localPort, plannedNs, releasedNs, stampNs);
    }
}
