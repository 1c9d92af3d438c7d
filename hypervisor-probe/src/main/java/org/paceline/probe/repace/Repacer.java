package org.paceline.probe.repace;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.ipg.IpgControl;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.analysis.TrainDetector;

/**
 * A forwarder between a bridge and the uplink that gives frames their spacing back: the inside's frames wait in a
 * bounded queue and leave by an absolute schedule, the outside's pass at once.
 *
 * <p>The second of the two remedies of the paper on pacing in virtual machines: what no guest can hold, because the
 * hypervisor gathers its frames, is held behind the hypervisor. Belongs to one thread.
 */
public final class Repacer {
    /** Frames of one direction in one turn, so that neither keeps the other waiting. */
    private static final int FRAMES_PER_TURN = 32;

    private static final int QUEUE_BYTES_PER_FRAME = 1_600;

    /** One 802.1Q tag on top of the Ethernet header. */
    private static final int FRAMING_BYTES = EthernetHeader.LENGTH_BYTES + 4;

    /** Frames whose times are kept for the report: 16 MB, some minutes at 10,000 a second. */
    private static final int SERIES_FRAMES = 1_000_000;

    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double BITS_PER_BYTE_NS = 8e9;

    private final NanoClock clock;
    private final WireDevice inside;
    private final SpacingRule rule;
    private final IpgControl ipg;
    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
    private final ArrivingFrame fromInside;
    private final ArrivingFrame fromOutside;
    private final FrameFifo queue;
    private final ByteBuffer departing;
    private final int longestFrameBytes;

    private final Histogram holds = new Histogram(1, LONGEST_NS, SIGNIFICANT_DIGITS);
    private final Histogram lateness = new Histogram(1, LONGEST_NS, SIGNIFICANT_DIGITS);
    private final ArrivalSeries arrivals = new ArrivalSeries();
    private final ArrivalSeries departures = new ArrivalSeries();
    private long lastArrivalNs = Long.MIN_VALUE;
    private int lastFrameBytes;
    private long firstDepartureNs = -1;
    private long lastDepartureNs;
    private long forwardedFrames;
    private long forwardedBytes;
    private long returnedFrames;
    private long droppedFrames;
    private long refusedSends;
    private long mergedFrames;
    private int longestQueue;

    /**
     * @param inside device that faces the guest
     * @param outside device that faces the wire
     * @param ipg holds the gaps on {@code outside}
     * @param queueFrames bound of the queue
     */
    public Repacer(
            NanoClock clock, WireDevice inside, WireDevice outside, SpacingRule rule, IpgControl ipg, int queueFrames) {
        this.clock = clock;
        this.inside = inside;
        this.rule = rule;
        this.ipg = ipg;
        this.fromInside = new ArrivingFrame(inside);
        this.fromOutside = new ArrivingFrame(outside);
        this.longestFrameBytes = outside.capabilities().mtuBytes() + FRAMING_BYTES;
        int queueBytes = Math.max(longestFrameBytes, Math.multiplyExact(queueFrames, QUEUE_BYTES_PER_FRAME));
        this.queue = new FrameFifo(queueFrames, queueBytes);
        this.departing = ByteBuffer.allocateDirect(outside.capabilities().maxFrameBytes());
    }

    /**
     * One turn: takes in what came, and lets leave what is due.
     *
     * @return frames handled; 0 when the caller may wait until {@link #nextWakeNs}
     */
    public int doWork() {
        int frames = takeIn();
        frames += takeBack();
        return frames + release();
    }

    /** When the next frame wants to be released; {@link NanoClock#NEVER_NS} while none waits. */
    public long nextWakeNs() {
        return queue.isEmpty() ? NanoClock.NEVER_NS : ipg.earliestReleaseNs(schedule.earliestDepartureNs());
    }

    /** Ends a wait when a frame comes; sleeps at the inside's device, for no longer than that. */
    public WakeSource wakeSource(long longestSleepNs) {
        return new WakeSource() {
            @Override
            public boolean ready() {
                return fromInside.here() || fromOutside.here();
            }

            @Override
            public void park(long maxNs) {
                inside.awaitFrame(Math.min(maxNs, longestSleepNs));
            }
        };
    }

    private int takeIn() {
        int frames = 0;
        while (frames < FRAMES_PER_TURN && fromInside.here()) {
            // two CPUs may stamp neighbours in the wrong order
            lastArrivalNs = Math.max(lastArrivalNs, fromInside.arrivalNs());
            queueUp(lastArrivalNs, fromInside.bytes(), fromInside.lengthBytes());
            fromInside.done();
            frames++;
        }
        if (frames > 0 && !schedule.due(clock.nowNs())) {
            long intervalNs = rule.intervalNs(clock.nowNs(), lastFrameBytes, queue.queuedBytes());
            schedule.onIntervalChanged(intervalNs);
        }
        return frames;
    }

    private void queueUp(long arrivalNs, ByteBuffer frame, int lengthBytes) {
        if (lengthBytes > longestFrameBytes) {
            mergedFrames++;
            return;
        }
        if (arrivals.frames() < SERIES_FRAMES) {
            arrivals.add(arrivalNs, lengthBytes);
        }
        rule.onArrival(arrivalNs, lengthBytes);
        boolean empty = queue.isEmpty();
        if (!queue.add(arrivalNs, frame, lengthBytes)) {
            droppedFrames++;
        } else if (empty) {
            schedule.onFrameReady(clock.nowNs());
        }
        longestQueue = Math.max(longestQueue, queue.frames());
    }

    private int takeBack() {
        int frames = 0;
        while (frames < FRAMES_PER_TURN && fromOutside.here()) {
            if (!inside.send(fromOutside.bytes(), fromOutside.lengthBytes())) {
                return frames; // the frame stays where it is, and is tried again
            }
            fromOutside.done();
            returnedFrames++;
            frames++;
        }
        return frames;
    }

    private int release() {
        int frames = 0;
        while (frames < FRAMES_PER_TURN && !queue.isEmpty() && nextWakeNs() <= clock.nowNs()) {
            boolean waited = schedule.frameWaiting();
            long plannedNs = schedule.earliestDepartureNs();
            int lengthBytes = queue.copyHead(departing);
            long departedNs = ipg.release(departing, lengthBytes, plannedNs);
            if (departedNs == IpgControl.REFUSED) {
                refusedSends++;
                return frames;
            }
            if (waited) {
                lateness.recordValue(bounded(departedNs - plannedNs));
            }
            onDeparted(departedNs, lengthBytes);
            frames++;
        }
        return frames;
    }

    private void onDeparted(long departedNs, int lengthBytes) {
        holds.recordValue(bounded(departedNs - queue.headArrivalNs()));
        queue.removeHead();
        if (departures.frames() < SERIES_FRAMES) {
            departures.add(departedNs, lengthBytes);
        }
        firstDepartureNs = firstDepartureNs < 0 ? departedNs : firstDepartureNs;
        lastDepartureNs = departedNs;
        forwardedFrames++;
        forwardedBytes += lengthBytes;
        lastFrameBytes = lengthBytes;
        schedule.onSent(departedNs, rule.intervalNs(departedNs, lengthBytes, queue.queuedBytes()));
        if (!queue.isEmpty()) {
            schedule.onFrameReady(departedNs);
        }
    }

    private static long bounded(long ns) {
        return Math.max(0, Math.min(ns, LONGEST_NS));
    }

    /** What was done so far. */
    public RepaceReport report() {
        double spanNs = Math.max(1, lastDepartureNs - firstDepartureNs);
        double bitsPerSecond = forwardedBytes * BITS_PER_BYTE_NS / spanNs;
        BackToBackThreshold threshold = BackToBackThreshold.virtualLink(Math.max(1, (long) bitsPerSecond), 0);
        return new RepaceReport(
                rule.name(),
                ipg.capability().holder().name(),
                forwardedFrames,
                returnedFrames,
                droppedFrames,
                refusedSends,
                mergedFrames,
                longestQueue,
                bitsPerSecond,
                percentiles(holds),
                percentiles(lateness),
                meanTrain(threshold, arrivals),
                meanTrain(threshold, departures),
                arrivals.frames());
    }

    private static double meanTrain(BackToBackThreshold threshold, ArrivalSeries series) {
        TrainDetector trains = new TrainDetector(threshold);
        trains.addRound(series);
        return trains.lengths().weightedMean();
    }

    private static Percentiles percentiles(Histogram histogram) {
        return new Percentiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
