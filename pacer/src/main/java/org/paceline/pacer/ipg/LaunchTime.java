package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;
import org.paceline.pacer.clock.NanoClock;

/**
 * Has the kernel keep the gap: each frame is handed over a lead before its departure, with the time at which it is to
 * be launched (SO_TXTIME). A thread that is late by less than the lead does no harm; how punctual the launch is, is the
 * queueing discipline's and its timer's to show.
 */
public final class LaunchTime implements IpgControl {
    private final NanoClock clock;
    private final LaunchLine line;
    private final Lead lead;

    /** @param leadNs how far ahead of their departure frames are handed over */
    public LaunchTime(NanoClock clock, LaunchLine line, long leadNs) {
        this.clock = clock;
        this.line = line;
        this.lead = new Lead(leadNs);
    }

    @Override
    public IpgCapability capability() {
        return new IpgCapability(GapHolder.KERNEL, 0, NanoClock.NEVER_NS, 1);
    }

    @Override
    public long earliestReleaseNs(long departureNs) {
        return lead.before(departureNs);
    }

    @Override
    public long release(ByteBuffer frame, int lengthBytes, long departureNs) {
        long departsNs = Math.max(departureNs, clock.nowNs());
        return line.sendAt(frame, lengthBytes, departsNs) ? departsNs : REFUSED;
    }
}
