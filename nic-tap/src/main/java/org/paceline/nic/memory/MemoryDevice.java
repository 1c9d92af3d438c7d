package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.DeviceException;
import org.paceline.nic.LineFacts;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.WireDevice;

/**
 * One end of a link in memory, on the clock of a simulation. Both ends belong to the one thread that drives it.
 *
 * <p>The link's queue is that of a bottleneck down the path, not of this interface: a frame that does not fit is gone,
 * and {@link #send} says true all the same. After {@link #ownQueue} it is the interface's: a full one refuses frames,
 * and what stands there counts as not completed.
 */
public final class MemoryDevice implements WireDevice, TxCompletion {
    public static final int DEFAULT_MTU_BYTES = 1500;

    /** Header, and one 802.1Q tag. */
    private static final int FRAMING_BYTES = 14 + 4;

    /** Locally administered addresses that end in the letter of their end. */
    private static final long MAC_A = 0x02_00_00_00_00_0AL;

    private static final long MAC_B = 0x02_00_00_00_00_0BL;

    private final DeviceCapabilities capabilities;
    private final SimulatedLink outbound;
    private final SimulatedLink inbound;
    private final LongSupplier nowNs;
    private final PacketTooBig tooBig = new PacketTooBig();
    private long sentFrames;
    private boolean ownsQueue;
    private boolean closed;

    private MemoryDevice(
            String name, long mac, int mtuBytes, SimulatedLink outbound, SimulatedLink inbound, LongSupplier nowNs) {
        capabilities = new DeviceCapabilities(name, mac, mtuBytes, mtuBytes + FRAMING_BYTES, false, false, true);
        this.outbound = outbound;
        this.inbound = inbound;
        this.nowNs = nowNs;
    }

    /**
     * Two ends, {@code memory:a} and {@code memory:b}, over a link for each direction.
     *
     * @param nowNs the simulation's clock
     */
    public static MemoryPair pair(SimulatedLink aToB, SimulatedLink bToA, LongSupplier nowNs, int mtuBytes) {
        return new MemoryPair(
                new MemoryDevice("memory:a", MAC_A, mtuBytes, aToB, bToA, nowNs),
                new MemoryDevice("memory:b", MAC_B, mtuBytes, bToA, aToB, nowNs));
    }

    /** Two ends over a link that is the same in both directions, with luck of its own in each; MTU 1500. */
    public static MemoryPair pair(LinkModel model, long seed, LongSupplier nowNs) {
        return pair(model, model, seed, nowNs);
    }

    /** Two ends over a link with a model and luck of its own for each direction; MTU 1500. */
    public static MemoryPair pair(LinkModel aToB, LinkModel bToA, long seed, LongSupplier nowNs) {
        SplitMix64 seeds = new SplitMix64(seed);
        SimulatedLink forth = new SimulatedLink(aToB, seeds.next());
        SimulatedLink back = new SimulatedLink(bToA, seeds.next());
        return pair(forth, back, nowNs, DEFAULT_MTU_BYTES);
    }

    @Override
    public DeviceCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public int receive(ByteBuffer frame) {
        return closed ? 0 : inbound.poll(nowNs.getAsLong(), frame);
    }

    @Override
    public long arrivalNs() {
        return inbound.arrivalNs();
    }

    /** When the next frame arrives at this end; {@link Long#MAX_VALUE} when none is on its way. */
    public long nextArrivalNs() {
        return closed ? Long.MAX_VALUE : inbound.nextArrivalNs();
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (closed) {
            throw new DeviceException(capabilities.name() + " is closed");
        }
        if (lengthBytes > capabilities.maxFrameBytes()) {
            throw new DeviceException(capabilities.name() + " takes frames of " + capabilities.maxFrameBytes()
                    + " bytes, not of " + lengthBytes + "; lower the MSS or raise the MTU");
        }
        if (ownsQueue
                && outbound.queuePackets(nowNs.getAsLong()) >= outbound.model().queuePackets()) {
            return false;
        }
        outbound.offer(nowNs.getAsLong(), frame, lengthBytes);
        PathMtu mtu = outbound.model().mtu();
        if (outbound.refusedTooBig() && mtu.tells()) {
            int answerBytes = tooBig.answer(frame, lengthBytes, mtu.bytes());
            if (answerBytes > 0) {
                // the narrow hop stands right behind this end of the path, and its answer shares the way back
                inbound.offer(nowNs.getAsLong(), tooBig.frame(), answerBytes);
            }
        }
        sentFrames++;
        return true;
    }

    @Override
    public LineFacts line() {
        long bitsPerSecond = outbound.model().rateBitsPerSecond();
        return new LineFacts(true, bitsPerSecond, bitsPerSecond == 0 ? "the link in memory has no rate" : "");
    }

    @Override
    public TxCompletion transmitted() {
        return this;
    }

    @Override
    public long queuedFrames() {
        return sentFrames;
    }

    @Override
    public long completedFrames() {
        return sentFrames - standingFrames();
    }

    @Override
    public long standingFrames() {
        return ownsQueue ? outbound.queuePackets(nowNs.getAsLong()) : 0;
    }

    /** The queue that this end sends into is its own from now on, as that between a kernel's IP and its driver. */
    public void ownQueue() {
        ownsQueue = true;
    }

    /** When a frame leaves this interface's own queue; {@link Long#MAX_VALUE} when none stands there. */
    public long nextCompletionNs() {
        return ownsQueue ? outbound.nextLeaveNs(nowNs.getAsLong()) : Long.MAX_VALUE;
    }

    /** What this end sends into. */
    public SimulatedLink outbound() {
        return outbound;
    }

    /** Returns at once: virtual time stands still until the simulation moves it. */
    @Override
    public void awaitFrame(long timeoutNs) {}

    /** Does nothing: no one ever sleeps here. */
    @Override
    public void wakeUp() {}

    @Override
    public void close() {
        closed = true;
    }
}
