package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;
import org.paceline.pacer.clock.NanoClock;

/**
 * Keeps the gap by handing each frame over at its departure: works on every device, and is as punctual as the waiter
 * that called it.
 */
public final class TimedRelease implements IpgControl {
    /**
     * A segment takes some 3 us to build on the machines that we measured. Begun so much before its time, it stands
     * ready when the time comes; what arrives meanwhile counts for the next one.
     */
    static final long BUILD_AHEAD_NS = 5_000;

    /** Any gap that the clock can count, in its own unit. */
    private static final IpgCapability CAPABILITY = new IpgCapability(GapHolder.WAITER, 0, NanoClock.NEVER_NS, 1);

    private final NanoClock clock;
    private final FrameLine line;

    public TimedRelease(NanoClock clock, FrameLine line) {
        this.clock = clock;
        this.line = line;
    }

    @Override
    public IpgCapability capability() {
        return CAPABILITY;
    }

    @Override
    public long earliestReleaseNs(long departureNs) {
        return departureNs == NanoClock.NEVER_NS ? departureNs : departureNs - BUILD_AHEAD_NS;
    }

    @Override
    public long release(ByteBuffer frame, int lengthBytes, long departureNs) {
        long nowNs = clock.nowNs();
        while (nowNs < departureNs) {
            Thread.onSpinWait();
            nowNs = clock.nowNs();
        }
        return line.send(frame, lengthBytes) ? nowNs : REFUSED;
    }
}
