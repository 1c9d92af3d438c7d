package org.paceline.utcp.tcp.congestion;

/**
 * The largest of the values seen within a window of time, or of rounds, by Kathleen Nichols' algorithm: the three best
 * since each other, which is all that a maximum may need when the best grows too old. Not thread-safe.
 */
public final class WindowedMaximum {
    private long best;
    private long bestTime;
    private long second;
    private long secondTime;
    private long third;
    private long thirdTime;
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
        if (empty || value >= best) {
            best = value;
            bestTime = time;
            setSecond(value, time);
            empty = false;
        } else if (value >= second || (secondTime == bestTime && time - bestTime > windowLength / 4)) {
            setSecond(value, time);
        } else if (value >= third || (thirdTime == secondTime && time - secondTime > windowLength / 2)) {
            // a place that was never filled apart from the one before it gets a younger value once time has passed
            third = value;
            thirdTime = time;
        }
    }

    private void setSecond(long value, long time) {
        second = value;
        secondTime = time;
        third = value;
        thirdTime = time;
    }

    private void expire(long time, long windowLength) {
        while (!empty && time - bestTime > windowLength) {
            if (thirdTime == bestTime) {
                empty = true;
                return;
            }
            best = second;
            bestTime = secondTime;
            second = third;
            secondTime = thirdTime;
        }
    }

    /** 0 when there is none. */
    public long at(long time, long windowLength) {
        expire(time, windowLength);
        return empty ? 0 : best;
    }

    /** As of the last update, 0 when there was none. */
    public long latest() {
        return empty ? 0 : best;
    }
}
