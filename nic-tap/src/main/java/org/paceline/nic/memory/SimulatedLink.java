package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.PauseFrame;

/**
 * One direction of a link: a drop-tail queue, a line of limited rate, then delay and harm as the {@link LinkModel}
 * says.
 *
 * <p>Time is an argument, in nanoseconds, and never runs backwards; it may be virtual, or a real clock's where the link
 * stands in for a path between real interfaces. The same model, seed, times and frames give the same deliveries, to the
 * bit. Not thread-safe.
 */
public final class SimulatedLink {
    /** Frames; 10 Gb/s of full frames over 75 ms, in 128 MiB. What comes on top is dropped as by a full queue. */
    public static final int MAX_IN_FLIGHT_FRAMES = 65_536;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private static final int FRAMING_BYTES = 14;

    /** Sets the luck of bursts and of unseen damage apart, so that they leave the older draws of a seed alone. */
    private static final long SECOND_STREAM = 0x5851_F42D_4C95_7F2DL;

    private final LinkModel model;
    private final SplitMix64 random;
    private final SplitMix64 secondRandom;
    private final TokenBucket bucket;
    private final LineQueue queue;
    private final IpgRegister ipgRegister = new IpgRegister();
    private final ArrivalQueue arrivals = new ArrivalQueue();
    private final FrameStore store = new FrameStore(MAX_IN_FLIGHT_FRAMES);

    private boolean started;
    private long startedNs;
    private boolean burst;
    private boolean tooBig;
    private long lineFreeNs = Long.MIN_VALUE;
    private long lineRemainder;
    private long lastInOrderNs = Long.MIN_VALUE;
    private long arrivalNs;

    private long offered;
    private long delivered;
    private long droppedQueue;
    private long droppedLoss;
    private long duplicated;
    private long reordered;
    private long corrupted;
    private long droppedPolicer;
    private long droppedBlackout;
    private long droppedTooBig;
    private long discardedPause;
    private long marked;
    private int peakQueuePackets;

    public SimulatedLink(LinkModel model, long seed) {
        this.model = model;
        random = new SplitMix64(seed);
        secondRandom = new SplitMix64(seed ^ SECOND_STREAM);
        bucket = new TokenBucket(model.policer());
        queue = new LineQueue(model.queuePackets(), model.queueBytes());
    }

    /**
     * Puts a frame at the queue's tail; its bytes are copied.
     *
     * @return false when it was dropped there: the queue is full, or {@link #MAX_IN_FLIGHT_FRAMES} frames are on their
     *     way. A frame that the path loses elsewhere counts as taken, for no sender could tell
     */
    public boolean offer(long nowNs, ByteBuffer frame, int lengthBytes) {
        if (lengthBytes < 1) {
            throw new IllegalArgumentException("a frame of " + lengthBytes + " bytes cannot be sent");
        }
        offered++;
        if (!started) {
            started = true;
            startedNs = nowNs;
        }
        // every frame draws the same numbers, whatever the model: two models with one seed meet the same luck
        LinkHarm harm = model.harm();
        boolean lost = random.nextUnit() < harm.lossProbability();
        boolean heldBack = random.nextUnit() < harm.reorderProbability();
        boolean doubled = random.nextUnit() < harm.duplicationProbability();
        boolean damaged = random.nextUnit() < harm.corruptionProbability();
        double jitter = random.nextUnit();
        long damagedBit = random.next();
        lost |= lostInBurst(secondRandom.nextUnit(), secondRandom.nextUnit());
        boolean damagedUnseen = secondRandom.nextUnit() < harm.unseenCorruptionProbability();

        tooBig = model.mtu().refuses(lengthBytes, FRAMING_BYTES);
        if (tooBig) {
            droppedTooBig++;
            return true;
        }
        if (!bucket.passes(nowNs, lengthBytes)) {
            droppedPolicer++;
            return true;
        }
        queue.drain(nowNs);
        if (!queue.hasRoom(lengthBytes)) {
            droppedQueue++;
            return false;
        }
        boolean congested = queue.packets() >= model.markPackets();
        int slot = lost ? FrameStore.FULL : store.put(frame, lengthBytes);
        if (!lost && slot == FrameStore.FULL) {
            droppedQueue++;
            return false;
        }
        long leaveNs = serialize(nowNs, lengthBytes);
        if (lost) {
            droppedLoss++;
            return true;
        }
        if (PauseFrame.matches(frame, lengthBytes)) {
            discardedPause++;
            store.free(slot);
            return true;
        }
        if (model.blackout().covers(leaveNs - startedNs)) {
            droppedBlackout++;
            store.free(slot);
            return true;
        }
        if (congested && CongestionMark.mark(store.buffer(slot), lengthBytes)) {
            marked++;
        }
        damage(slot, damaged, damagedUnseen, damagedBit);
        long timeNs = arriveAt(leaveNs, jitter, heldBack);
        arrivals.add(timeNs, slot);
        if (doubled) {
            duplicate(slot, timeNs);
        }
        return true;
    }

    private boolean lostInBurst(double move, double fate) {
        BurstLoss bursts = model.bursts();
        burst = burst ? move >= bursts.leaveProbability() : move < bursts.enterProbability();
        return burst && fate < bursts.lossProbability();
    }

    /** When the last bit of the frame is on the line, which the queue then counts it until. */
    private long serialize(long nowNs, int lengthBytes) {
        if (model.rateBitsPerSecond() == 0) {
            return nowNs;
        }
        occupy(ipgRegister.extraBytes());
        if (nowNs > lineFreeNs) {
            lineFreeNs = nowNs;
            lineRemainder = 0;
        }
        occupy(lengthBytes + LinkModel.WIRE_OVERHEAD_BYTES);
        queue.add(lineFreeNs, lengthBytes);
        peakQueuePackets = Math.max(peakQueuePackets, queue.packets());
        return lineFreeNs;
    }

    /** What a division cuts off is carried on, so that a busy line keeps its rate exactly. */
    private void occupy(int wireBytes) {
        long scaled = wireBytes * (long) Byte.SIZE * NS_PER_SECOND + lineRemainder;
        lineFreeNs += scaled / model.rateBitsPerSecond();
        lineRemainder = scaled % model.rateBitsPerSecond();
    }

    private long arriveAt(long leaveNs, double jitter, boolean heldBack) {
        DelayStep step = model.step();
        long delayNs = leaveNs - startedNs >= step.atNs() ? step.delayNs() : model.delayNs();
        long timeNs = leaveNs + delayNs + (long) (jitter * model.jitterNs());
        if (!model.overtaking()) {
            timeNs = Math.max(timeNs, lastInOrderNs);
        }
        if (heldBack) {
            reordered++;
            return timeNs + model.harm().reorderDelayNs();
        }
        lastInOrderNs = timeNs;
        return timeNs;
    }

    private void damage(int slot, boolean one, boolean twoUnseen, long draw) {
        byte[] bytes = store.bytes(slot);
        int lengthBytes = store.lengthBytes(slot);
        boolean hit = one && FrameDamage.flipOne(bytes, lengthBytes, draw);
        hit |= twoUnseen && FrameDamage.flipTwoUnseen(bytes, lengthBytes, draw);
        corrupted += hit ? 1 : 0;
    }

    /** The copy arrives right behind its original and takes no line time: it was made further down the path. */
    private void duplicate(int slot, long timeNs) {
        int copy = store.copy(slot);
        if (copy != FrameStore.FULL) {
            arrivals.add(timeNs, copy);
            duplicated++;
        }
    }

    /** When the next frame arrives; {@link Long#MAX_VALUE} when none is on its way. */
    public long nextArrivalNs() {
        return arrivals.nextNs();
    }

    /**
     * Takes the next frame that has arrived by {@code nowNs}, in order of arrival.
     *
     * @return its length in bytes, 0 when none has
     */
    public int poll(long nowNs, ByteBuffer frame) {
        if (arrivals.size() == 0 || arrivals.nextNs() > nowNs) {
            return 0;
        }
        arrivalNs = arrivals.nextNs();
        delivered++;
        return store.remove(arrivals.poll(), frame);
    }

    /** When the frame of the last {@link #poll} arrived, which may be before it was taken. */
    public long arrivalNs() {
        return arrivalNs;
    }

    public LinkModel model() {
        return model;
    }

    /** Frames offered, whatever became of them. */
    public long offered() {
        return offered;
    }

    /** Frames taken by {@link #poll}, copies included. */
    public long delivered() {
        return delivered;
    }

    public long droppedQueue() {
        return droppedQueue;
    }

    /** Frames that the line lost, one by one or in bursts. */
    public long droppedLoss() {
        return droppedLoss;
    }

    public long droppedPolicer() {
        return droppedPolicer;
    }

    public long droppedBlackout() {
        return droppedBlackout;
    }

    public long droppedTooBig() {
        return droppedTooBig;
    }

    /** PAUSE frames, which took their time on the line and ended at its far end, as at a bridge. */
    public long discardedPause() {
        return discardedPause;
    }

    /** The gap that the card before this line leaves; does nothing on a line of unlimited rate. */
    public IpgRegister ipgRegister() {
        return ipgRegister;
    }

    /** Frames that got the mark "congestion experienced" in the queue. */
    public long marked() {
        return marked;
    }

    /** Whether the frame offered last was dropped by {@link LinkModel#mtu()}. */
    boolean refusedTooBig() {
        return tooBig;
    }

    /** Copies made. */
    public long duplicated() {
        return duplicated;
    }

    /**
     * Frames held back by {@link LinkHarm#reorderDelayNs()}; each is overtaken by whatever follows within the reorder
     * delay.
     */
    public long reordered() {
        return reordered;
    }

    public long corrupted() {
        return corrupted;
    }

    /** Frames that have not been taken yet: waiting, on the line or arrived. */
    public int inFlight() {
        return arrivals.size();
    }

    /** Most frames that ever stood in the queue at once, the one on the line included. */
    public int peakQueuePackets() {
        return peakQueuePackets;
    }

    /** Frames that stand in the queue at {@code nowNs}, the one on the line included. */
    public int queuePackets(long nowNs) {
        queue.drain(nowNs);
        return queue.packets();
    }

    /** When the next frame leaves the queue; {@link Long#MAX_VALUE} when none stands there. */
    public long nextLeaveNs(long nowNs) {
        queue.drain(nowNs);
        return queue.nextLeaveNs();
    }

    /** Bytes of frames that stand in the queue at {@code nowNs}. */
    public long queueBytes(long nowNs) {
        queue.drain(nowNs);
        return queue.bytes();
    }
}
