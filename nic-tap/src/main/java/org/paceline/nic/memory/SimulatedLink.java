package org.paceline.nic.memory;

import java.nio.ByteBuffer;

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

    /** A flipped bit behind the Ethernet header is one that only the checksums above can find. */
    private static final int SPARED_HEADER_BYTES = 14;

    private final LinkModel model;
    private final SplitMix64 random;
    private final LineQueue queue;
    private final ArrivalQueue arrivals = new ArrivalQueue();
    private final FrameStore store = new FrameStore(MAX_IN_FLIGHT_FRAMES);

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
    private int peakQueuePackets;

    public SimulatedLink(LinkModel model, long seed) {
        this.model = model;
        random = new SplitMix64(seed);
        queue = new LineQueue(model.queuePackets(), model.queueBytes());
    }

    /**
     * Puts a frame at the queue's tail; its bytes are copied.
     *
     * @return false when it was dropped there: the queue is full, or {@link #MAX_IN_FLIGHT_FRAMES} frames are on their
     *     way. A frame that the line loses later counts as taken, for no sender could tell
     */
    public boolean offer(long nowNs, ByteBuffer frame, int lengthBytes) {
        if (lengthBytes < 1) {
            throw new IllegalArgumentException("a frame of " + lengthBytes + " bytes cannot be sent");
        }
        offered++;
        // every frame draws the same numbers, whatever the model: two models with one seed meet the same luck
        boolean lost = random.nextUnit() < model.lossProbability();
        boolean heldBack = random.nextUnit() < model.reorderProbability();
        boolean doubled = random.nextUnit() < model.duplicationProbability();
        boolean damaged = random.nextUnit() < model.corruptionProbability();
        double jitter = random.nextUnit();
        long damagedBit = random.next();

        queue.drain(nowNs);
        if (!queue.hasRoom(lengthBytes)) {
            droppedQueue++;
            return false;
        }
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
        if (damaged) {
            damage(slot, damagedBit);
        }
        long timeNs = arriveAt(leaveNs, jitter, heldBack);
        arrivals.add(timeNs, slot);
        if (doubled) {
            duplicate(slot, timeNs);
        }
        return true;
    }

    /** When the last bit of the frame is on the line, which the queue then counts it until. */
    private long serialize(long nowNs, int lengthBytes) {
        if (model.rateBitsPerSecond() == 0) {
            return nowNs;
        }
        if (nowNs > lineFreeNs) {
            lineFreeNs = nowNs;
            lineRemainder = 0;
        }
        // what a division cuts off is carried on, so that a busy line keeps its rate exactly
        long bits = (lengthBytes + LinkModel.WIRE_OVERHEAD_BYTES) * (long) Byte.SIZE;
        long scaled = bits * NS_PER_SECOND + lineRemainder;
        lineFreeNs += scaled / model.rateBitsPerSecond();
        lineRemainder = scaled % model.rateBitsPerSecond();
        queue.add(lineFreeNs, lengthBytes);
        peakQueuePackets = Math.max(peakQueuePackets, queue.packets());
        return lineFreeNs;
    }

    private long arriveAt(long leaveNs, double jitter, boolean heldBack) {
        long timeNs = leaveNs + model.delayNs() + (long) (jitter * model.jitterNs());
        timeNs = Math.max(timeNs, lastInOrderNs);
        if (heldBack) {
            reordered++;
            return timeNs + model.reorderDelayNs();
        }
        lastInOrderNs = timeNs;
        return timeNs;
    }

    private void damage(int slot, long draw) {
        int lengthBytes = store.lengthBytes(slot);
        int firstByte = lengthBytes > SPARED_HEADER_BYTES ? SPARED_HEADER_BYTES : 0;
        long bits = (lengthBytes - firstByte) * (long) Byte.SIZE;
        if (bits > 0) {
            store.flipBit(slot, firstByte * (long) Byte.SIZE + Long.remainderUnsigned(draw, bits));
            corrupted++;
        }
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

    public long droppedLoss() {
        return droppedLoss;
    }

    /** Copies made. */
    public long duplicated() {
        return duplicated;
    }

    /** Frames held back; each is overtaken by whatever follows within the reorder delay. */
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

    /** Bytes of frames that stand in the queue at {@code nowNs}. */
    public long queueBytes(long nowNs) {
        queue.drain(nowNs);
        return queue.bytes();
    }
}
