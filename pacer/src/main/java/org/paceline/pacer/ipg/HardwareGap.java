package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;
import org.paceline.pacer.clock.NanoClock;

/**
 * Has the network card keep the gap, through its register for the inter-packet gap. A gap that the register does not
 * reach, as after idle time, is kept by handing the frame over at its departure.
 */
public final class HardwareGap implements IpgControl {
    private final NanoClock clock;
    private final FrameLine line;
    private final GapRegister register;
    private final LineRate rate;
    private final LineClock lineClock;
    private final long leadNs;
    private final long maxExtraBytes;

    /** @param leadNs how far ahead of their departure frames may stand in the card */
    public HardwareGap(NanoClock clock, FrameLine line, GapRegister register, LineRate rate, long leadNs) {
        this.clock = clock;
        this.line = line;
        this.register = register;
        this.rate = rate;
        this.lineClock = new LineClock(rate);
        this.leadNs = leadNs;
        this.maxExtraBytes = (long) register.maxGapBytes() - register.minGapBytes();
    }

    /** From departure to departure of smallest frames at the shortest gap, to that of full ones at the longest. */
    @Override
    public IpgCapability capability() {
        long minNs = rate.nsOf(GapFrames.MIN_FRAME_BYTES + LineRate.OVERHEAD_BYTES);
        long maxNs = rate.nsOf(GapFrames.MIN_FRAME_BYTES + LineRate.OVERHEAD_BYTES + maxExtraBytes);
        return new IpgCapability(GapHolder.HARDWARE, minNs, maxNs, Math.max(1, rate.nsOf(1)));
    }

    @Override
    public long earliestReleaseNs(long departureNs) {
        if (departureNs == NanoClock.NEVER_NS) {
            return departureNs;
        }
        return departureNs - (reaches(departureNs) ? leadNs : TimedRelease.BUILD_AHEAD_NS);
    }

    @Override
    public long release(ByteBuffer frame, int lengthBytes, long departureNs) {
        long extraBytes = 0;
        if (reaches(departureNs)) {
            extraBytes = rate.bytesIn(Math.max(0, departureNs - lineClock.freeNs()));
        }
        long nowNs = clock.nowNs();
        while (!reaches(departureNs) && nowNs < departureNs) {
            Thread.onSpinWait();
            nowNs = clock.nowNs();
        }
        register.gapBytes(register.minGapBytes() + (int) extraBytes);
        if (!line.send(frame, lengthBytes)) {
            return REFUSED;
        }
        lineClock.skip(extraBytes);
        lineClock.idleUntil(nowNs);
        long departsNs = lineClock.freeNs();
        lineClock.add(lengthBytes);
        return departsNs;
    }

    private boolean reaches(long departureNs) {
        return departureNs <= lineClock.freeNs() + rate.nsOf(maxExtraBytes);
    }
}
