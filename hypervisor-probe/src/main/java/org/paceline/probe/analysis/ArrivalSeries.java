package org.paceline.probe.analysis;

import java.util.Arrays;

/**
 * When frames passed one point of the path, and how long each was.
 *
 * <p>Times do not run backwards: two CPUs may stamp neighbours in the wrong order, and then the later frame is taken to
 * have passed with the earlier one. Not thread-safe.
 */
public final class ArrivalSeries implements Arrivals {
    private static final int INITIAL_FRAMES = 1_024;

    private long[] timesNs = new long[INITIAL_FRAMES];
    private int[] frameBytes = new int[INITIAL_FRAMES];
    private int frames;
    private int reversedFrames;

    /**
     * One more frame passed.
     *
     * @param timeNs in any one clock
     * @param lengthBytes of the whole frame without FCS
     */
    public void add(long timeNs, int lengthBytes) {
        if (frames == timesNs.length) {
            timesNs = Arrays.copyOf(timesNs, 2 * frames);
            frameBytes = Arrays.copyOf(frameBytes, 2 * frames);
        }
        boolean reversed = frames > 0 && timeNs < timesNs[frames - 1];
        timesNs[frames] = reversed ? timesNs[frames - 1] : timeNs;
        frameBytes[frames] = lengthBytes;
        frames++;
        if (reversed) {
            reversedFrames++;
        }
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public long timeNs(int index) {
        return timesNs[checked(index)];
    }

    @Override
    public int frameBytes(int index) {
        return frameBytes[checked(index)];
    }

    /** Frames whose time had to be moved forward to keep the order. */
    public int reversedFrames() {
        return reversedFrames;
    }

    private int checked(int index) {
        if (index >= frames) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + frames);
        }
        return index;
    }
}
