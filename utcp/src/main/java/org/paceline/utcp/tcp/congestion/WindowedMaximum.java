package org.paceline.utcp.tcp.congestion;

/**
 * The largest of the values seen within a window of time, or of rounds, by Kathleen Nichols' algorithm: the three best
 * since each other, which is all that a maximum may need when the best grows too old. Not thread-safe.
 */
public final class WindowedMaximum {
    private static final int BEST = 3;

    private final long[] values = new long[BEST];
    private final long[] times = new long[BEST];
    private boolean empty = true;

    /** Forgets all. */
    public void clear() {
        empty = true;
    }

    /**
     * A value was seen.
     *
     * @param time in any unit; never less than the one before
     * @param windowLength in the same unit
     */
    public void update(long value, long time, long windowLength) {
        expire(time, windowLength);
        if (empty || value >= values[0]) {
            fill(0, value, time);
            empty = false;
        } else if (value >= values[1]) {
            fill(1, value, time);
        } else if (value >= values[2]) {
            fill(2, value, time);
        } else {
            spread(value, time, windowLength);
        }
    }

    /** A place that was never filled apart from the one before it gets a younger value once time enough has passed. */
    private void spread(long value, long time, long windowLength) {
        if (times[1] == times[0] && time - times[0] > windowLength / 4) {
            fill(1, value, time);
        } else if (times[2] == times[1] && time - times[1] > windowLength / 2) {
            fill(2, value, time);
        }
    }

    private void fill(int from, long value, long time) {
        for (int place = from; place < BEST; place++) {
            values[place] = value;
            times[place] = time;
        }
    }

    private void expire(long time, long windowLength) {
        while (!empty && time - times[0] > windowLength) {
            if (times[BEST - 1] == times[0]) {
                empty = true;
                return;
            }
            for (int place = 1; place < BEST; place++) {
                values[place - 1] = values[place];
                times[place - 1] = times[place];
            }
        }
    }

    /** 0 when there is none. */
    public long at(long time, long windowLength) {
        expire(time, windowLength);
        return empty ? 0 : values[0];
    }

    /** As of the last update, 0 when there was none. */
    public long latest() {
        return empty ? 0 : values[0];
    }
}
