package org.paceline.pacer.clock;

/** A clock that stands until it is moved: virtual time. Not thread-safe. */
public final class ManualClock implements NanoClock {
    private long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Moves forward to {@code timeNs}; a time that has passed leaves the clock where it is. */
    public void advanceTo(long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
    }

    public void advanceBy(long durationNs) {
        advanceTo(nowNs + durationNs);
    }
}
