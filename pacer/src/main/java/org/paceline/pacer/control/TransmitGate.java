package org.paceline.pacer.control;

import org.jspecify.annotations.Nullable;

/**
 * Lets data of all connections into the device's queue, and keeps that queue short: what stands there has left TCP and
 * has not left the machine, so every connection takes it for the path's delay (Matsuba and Ishikawa, "The Design of
 * Single IP Address Cluster", 2.2). It may also hold all of them together to one rate; then the later of the two rules.
 *
 * <p>It counts what it lets in and is told what the device still holds, which need be asked only while it is
 * {@link #full}. How fast the device drains is learned from times in which it was never empty. Times are nanoseconds.
 * Not thread-safe.
 */
public final class TransmitGate {
    /** When nothing is known of the device, look again after a quarter of a full frame's time at 100 Mb/s. */
    private static final long FIRST_LOOK_NS = 30_000;

    /** Never more often than this: a look may be a system call of some 0.3 us. */
    private static final long MIN_LOOK_NS = 2_000;

    /** After so many frames the past counts half. */
    private static final int MEMORY_FRAMES = 128;

    private final TransmitLimit limit;
    private final @Nullable FixedRate aggregate;
    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
    private long standingFrames;

    /** What drained in times without a pause, and how long it took. */
    private long drainedFrames;

    private long drainingNs;
    private long lookedNs;
    private long lookAgainNs = FIRST_LOOK_NS;
    private long closedLooks;

    public TransmitGate(TransmitLimit limit) {
        this(limit, null);
    }

    /** @param aggregate rate of all connections together, null for none */
    public TransmitGate(TransmitLimit limit, @Nullable FixedRate aggregate) {
        this.limit = limit;
        this.aggregate = aggregate;
    }

    /** Whether a frame with data may enter the device's queue. */
    public boolean open(long nowNs) {
        return !full() && (aggregate == null || schedule.due(nowNs));
    }

    /** Whether as much as may stands in the device's queue, as far as is known: time to ask the device. */
    public boolean full() {
        return standingFrames >= limitFrames();
    }

    /** A frame, of whatever kind, went to the device. */
    public void onFrame(long nowNs) {
        if (standingFrames == 0) {
            lookedNs = nowNs;
        }
        standingFrames++;
    }

    /** The frame carried data, which counts for the rate of all. */
    public void onData(long nowNs, int payloadBytes) {
        if (aggregate != null) {
            schedule.onSent(nowNs, aggregate.intervalNs(payloadBytes));
        }
    }

    /** So many frames stand in the device's queue by its own count. */
    public void onStanding(long nowNs, long deviceFrames) {
        long left = standingFrames - deviceFrames;
        if (left > 0) {
            learn(left, Math.max(0, nowNs - lookedNs), deviceFrames == 0);
        }
        if (left != 0 || deviceFrames == 0) {
            lookedNs = nowNs;
        }
        standingFrames = deviceFrames;
        closedLooks += full() ? 1 : 0;
    }

    /**
     * What drained since the last look. A device that was found empty may have been so for a while: then only what fits
     * what is known counts, and what nobody knows yet is looked for sooner.
     */
    private void learn(long frames, long elapsedNs, boolean empty) {
        long knownNs = frameNs();
        if (empty && knownNs == 0) {
            lookAgainNs = Math.max(MIN_LOOK_NS, lookAgainNs / 2);
            return;
        }
        if (empty && (elapsedNs < frames * knownNs / 2 || elapsedNs > frames * knownNs * 2)) {
            return;
        }
        drainedFrames += frames;
        drainingNs += elapsedNs;
        if (drainedFrames > MEMORY_FRAMES) {
            drainedFrames /= 2;
            drainingNs /= 2;
        }
    }

    /** A connection waits: from now on the rate of all may give back what the wait cost, within its bound. */
    public void onWaiting(long nowNs) {
        schedule.onFrameReady(nowNs);
    }

    /** When to look again, at the earliest: now while it is open. */
    public long opensAtNs(long nowNs) {
        long rateNs = aggregate == null ? nowNs : Math.max(nowNs, schedule.earliestDepartureNs());
        if (!full()) {
            return rateNs;
        }
        long frameNs = frameNs();
        long excess = standingFrames - limitFrames() + 1;
        long emptyNs = frameNs == 0 ? nowNs + lookAgainNs : lookedNs + excess * frameNs;
        return Math.max(rateNs, Math.max(nowNs + MIN_LOOK_NS, emptyNs));
    }

    /** Time that the device takes for a frame, 0 while unknown. */
    public long frameNs() {
        return drainedFrames == 0 ? 0 : drainingNs / drainedFrames;
    }

    /** Frames that may stand in the device's queue. */
    public long limitFrames() {
        long frameNs = frameNs();
        return frameNs == 0 ? limit.packets() : Math.max(limit.packets(), limit.drainNs() / frameNs);
    }

    public long standingFrames() {
        return standingFrames;
    }

    /** How often the device was asked and found full. */
    public long closedLooks() {
        return closedLooks;
    }

    public TransmitLimit limit() {
        return limit;
    }
}
