package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;

/**
 * Loses, damages, doubles and swaps frames of a device, by a seed.
 *
 * <p>Same seed, same frames: same faults, independent in both directions. A frame that waits to be overtaken waits for
 * the next one of its direction, however long that takes. What cannot be sent yet because the device's queue is full
 * stays inside and is tried again with the next call; until it has left, the caller is told that the queue is full.
 */
public final class FaultyDevice extends DeviceDecorator {
    /** Sets the two directions' random numbers apart; the golden ratio's fraction, as generators are split by. */
    private static final long DIRECTION_SALT = 0x9e37_79b9_7f4a_7c15L;

    private final FaultyLine inbound;
    private final FaultyLine outbound;

    public FaultyDevice(WireDevice inner, FaultRates inbound, FaultRates outbound, long seed) {
        super(inner);
        int maxFrameBytes = inner.capabilities().maxFrameBytes();
        this.inbound = new FaultyLine(inbound, seed, maxFrameBytes);
        this.outbound = new FaultyLine(outbound, seed ^ DIRECTION_SALT, maxFrameBytes);
    }

    /** Frames lost, both directions together; so the other counts. */
    public long droppedFrames() {
        return inbound.droppedFrames() + outbound.droppedFrames();
    }

    public long corruptedFrames() {
        return inbound.corruptedFrames() + outbound.corruptedFrames();
    }

    public long duplicatedFrames() {
        return inbound.duplicatedFrames() + outbound.duplicatedFrames();
    }

    public long reorderedFrames() {
        return inbound.reorderedFrames() + outbound.reorderedFrames();
    }

    @Override
    public int receive(ByteBuffer frame) {
        drained();
        while (!inbound.leaving()) {
            int lengthBytes = inner.receive(frame);
            if (lengthBytes == 0) {
                return 0;
            }
            inbound.enter(frame, lengthBytes);
        }
        int lengthBytes = inbound.frameBytes();
        frame.put(0, inbound.frame(), 0, lengthBytes);
        inbound.left();
        return lengthBytes;
    }

    /** Of a frame that was overtaken, the arrival of the one that overtook it. */
    @Override
    public long arrivalNs() {
        return inner.arrivalNs();
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (!drained()) {
            return false;
        }
        outbound.enter(frame, lengthBytes);
        drained();
        return true;
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        if (!inbound.leaving()) {
            inner.awaitFrame(timeoutNs);
        }
    }

    /** Sends what is on its way out; whether all of it has left. */
    private boolean drained() {
        while (outbound.leaving()) {
            if (!inner.send(outbound.frame(), outbound.frameBytes())) {
                return false;
            }
            outbound.left();
        }
        return true;
    }
}
