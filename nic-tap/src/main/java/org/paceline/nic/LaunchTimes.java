package org.paceline.nic;

import java.nio.ByteBuffer;

/**
 * Frames that are handed over ahead of their time and depart at it, because something below holds them: a queueing
 * discipline that honours SO_TXTIME, or the card. Belongs to the device's thread.
 */
public interface LaunchTimes {
    /** Of a device that has none. */
    LaunchTimes NONE = new LaunchTimes() {
        @Override
        public String tryOut() {
            return "this device takes no launch times";
        }

        @Override
        public boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs) {
            throw new IllegalStateException("no launch times were granted");
        }
    };

    /**
     * Finds out by a trial whether frames are held until their time, and has the device take launch times if so: a
     * PAUSE frame of no time, which no bridge forwards, is to leave 20 ms after it was sent. Takes up to 200 ms; to be
     * called in the interface's network namespace.
     *
     * @return why they are not, as the end of a sentence; empty when they are
     */
    String tryOut();

    /**
     * Hands a frame over that departs at {@code launchNs}, or at once when that has passed.
     *
     * @param launchNs in the time of {@link System#nanoTime()}
     * @return false when the device's queue is full; nothing was sent then
     */
    boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs);
}
