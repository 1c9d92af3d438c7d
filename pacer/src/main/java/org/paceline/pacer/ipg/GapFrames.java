package org.paceline.pacer.ipg;

import java.nio.ByteBuffer;
import org.paceline.pacer.clock.NanoClock;

/**
 * Keeps the gap by filling the line with frames that the first bridge discards (PAUSE frames, IEEE 802.3 annex 31B), so
 * that the link is the clock: PSPacer's way (Takano, Kudoh, Kodama, Matsuda, Tezuka, Ishikawa, 2005).
 *
 * <p>Frames are handed over a lead before their departure, with what fills the line up to it. A thread that is late by
 * less than the lead does no harm. The line drains at its rate or this fails: a line that is slower than said builds a
 * queue up. A gap of less than a smallest frame, 84 bytes on the wire, cannot be filled; it is left out or rounded up,
 * whichever is nearer, and since departures are absolute the next gap makes up for it.
 */
public final class GapFrames implements IpgControl {
    /** IEEE 802.3: 64 bytes with FCS. */
    static final int MIN_FRAME_BYTES = 60;

    private static final int MIN_WIRE_BYTES = MIN_FRAME_BYTES + LineRate.OVERHEAD_BYTES;

    private final NanoClock clock;
    private final GapLine line;
    private final LineRate rate;
    private final LineClock lineClock;
    private final Lead lead;
    private final int maxWireBytes;

    /** @param maxFrameBytes largest frame that the line takes, without FCS */
    public GapFrames(NanoClock clock, GapLine line, LineRate rate, long leadNs, int maxFrameBytes) {
        if (maxFrameBytes < 2 * MIN_WIRE_BYTES) {
            throw new IllegalArgumentException("frames of " + maxFrameBytes + " bytes cannot fill every gap");
        }
        this.clock = clock;
        this.line = line;
        this.rate = rate;
        this.lineClock = new LineClock(rate);
        this.lead = new Lead(leadNs);
        this.maxWireBytes = maxFrameBytes + LineRate.OVERHEAD_BYTES;
    }

    /** Gaps go in steps of a byte, once they have room for a frame. */
    @Override
    public IpgCapability capability() {
        return new IpgCapability(GapHolder.LINK, 0, NanoClock.NEVER_NS, Math.max(1, rate.nsOf(1)));
    }

    @Override
    public long earliestReleaseNs(long departureNs) {
        return lead.before(departureNs);
    }

    @Override
    public long release(ByteBuffer frame, int lengthBytes, long departureNs) {
        lineClock.idleUntil(clock.nowNs());
        if (!fill(departureNs)) {
            return REFUSED;
        }
        long departsNs = lineClock.freeNs();
        if (!line.send(frame, lengthBytes)) {
            return REFUSED;
        }
        lineClock.add(lengthBytes);
        return departsNs;
    }

    /** False when the device is full; what was sent by then is counted, and the next call goes on behind it. */
    private boolean fill(long departureNs) {
        long leftBytes = rate.bytesIn(Math.max(0, departureNs - lineClock.freeNs()));
        while (leftBytes >= MIN_WIRE_BYTES / 2) {
            int wireBytes = pieceOf(leftBytes);
            int frameBytes = wireBytes - LineRate.OVERHEAD_BYTES;
            if (!line.sendGap(frameBytes)) {
                return false;
            }
            lineClock.add(frameBytes);
            leftBytes -= wireBytes;
        }
        return true;
    }

    /** Equal parts, so that none is left that is too small for a frame. */
    private int pieceOf(long leftBytes) {
        long frames = (leftBytes + maxWireBytes - 1) / maxWireBytes;
        return (int) Math.max(MIN_WIRE_BYTES, leftBytes / frames);
    }
}
