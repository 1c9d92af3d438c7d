package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * One direction with faults: a frame goes in by {@link #enter}; what becomes of it is the {@link #frame} at hand, each
 * until {@link #left}, as long as there is one {@link #leaving}.
 *
 * <p>At most three frames are inside: one that waits to be overtaken, the one that went in, and its duplicate. Same
 * seed, same frames: same faults. Belongs to one thread.
 */
final class FaultyLine {
    private final FaultRates rates;
    private final SplittableRandom random;
    private final ByteBuffer current;
    private final ByteBuffer overtaken;
    private int currentBytes;
    private int currentCopies;
    private int overtakenBytes;
    private boolean overtakenReady;
    private long droppedFrames;
    private long corruptedFrames;
    private long duplicatedFrames;
    private long reorderedFrames;

    FaultyLine(FaultRates rates, long seed, int maxFrameBytes) {
        this.rates = rates;
        random = new SplittableRandom(seed);
        current = ByteBuffer.allocateDirect(maxFrameBytes);
        overtaken = ByteBuffer.allocateDirect(maxFrameBytes);
    }

    /** Takes a frame in; everything of the one before must have left. */
    void enter(ByteBuffer frame, int lengthBytes) {
        // always the same draws, so that one rate does not change what another one hits
        boolean drop = random.nextDouble() < rates.drop();
        boolean corrupt = random.nextDouble() < rates.corrupt();
        boolean duplicate = random.nextDouble() < rates.duplicate();
        boolean reorder = random.nextDouble() < rates.reorder();
        int flippedBit = random.nextInt(lengthBytes * Byte.SIZE);
        if (drop) {
            droppedFrames++;
            return;
        }
        boolean waits = reorder && overtakenBytes == 0;
        ByteBuffer place = waits ? overtaken : current;
        place.put(0, frame, 0, lengthBytes);
        if (corrupt) {
            corruptedFrames++;
            flip(place, flippedBit);
        }
        if (waits) {
            reorderedFrames++;
            overtakenBytes = lengthBytes;
            return;
        }
        currentBytes = lengthBytes;
        currentCopies = duplicate ? 2 : 1;
        duplicatedFrames += currentCopies - 1;
        overtakenReady = overtakenBytes > 0;
    }

    /** Whether a frame is on its way out. */
    boolean leaving() {
        return currentCopies > 0 || overtakenReady;
    }

    /** The next frame to come out, which stays the next one until {@link #left}. */
    ByteBuffer frame() {
        return currentCopies > 0 ? current : overtaken;
    }

    int frameBytes() {
        return currentCopies > 0 ? currentBytes : overtakenBytes;
    }

    /** The next frame is out. */
    void left() {
        if (currentCopies > 0) {
            currentCopies--;
        } else {
            overtakenReady = false;
            overtakenBytes = 0;
        }
    }

    long droppedFrames() {
        return droppedFrames;
    }

    long corruptedFrames() {
        return corruptedFrames;
    }

    long duplicatedFrames() {
        return duplicatedFrames;
    }

    long reorderedFrames() {
        return reorderedFrames;
    }

    private static void flip(ByteBuffer frame, int bit) {
        int index = bit / Byte.SIZE;
        frame.put(index, (byte) (frame.get(index) ^ (1 << (bit % Byte.SIZE))));
    }
}
