package org.paceline.probe.sweep;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * An open TCP connection to a receiver that tells when its segments leave, and holds them apart. Each piece that was
 * announced as a record leaves as one segment, since the connection's segments are as long. Belongs to one thread.
 */
public interface SegmentLink {
    /**
     * Sets how far apart the segments leave that are written from now on, and forgets the departures so far; to be
     * called while nothing waits.
     *
     * @param gapNs 0 for at once
     */
    void space(long gapNs) throws IOException;

    /** Writes all bytes, waiting for room as often as needed. */
    void write(byte[] bytes, int lengthBytes) throws IOException;

    /**
     * Waits until the peer has acknowledged everything.
     *
     * @return false when it has not in time
     */
    boolean drain(long timeoutNs) throws IOException;

    /**
     * Reads what is there, waiting for the first byte.
     *
     * @return bytes read, -1 when the peer has closed, 0 when nothing came in time
     */
    int read(byte[] target, int offset, int lengthBytes, long timeoutNs) throws IOException;

    /** When each segment with data left since {@link #space}, first and again alike, by {@link System#nanoTime}. */
    long[] departuresNs() throws IOException;

    /** Segments that were sent again since the connection was opened. */
    long resent() throws IOException;

    /** The address and port that it sends from. */
    InetSocketAddress local();
}
