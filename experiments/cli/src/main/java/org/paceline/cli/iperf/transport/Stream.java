package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.paceline.cli.iperf.protocol.ControlLink;

/**
 * One connection of a test. One thread writes, one (possibly another) reads; the rest may be called from anywhere.
 * {@code write} blocks until the bytes stand in the send buffer.
 */
public interface Stream extends ControlLink, AutoCloseable {
    /**
     * Waits until the peer has acknowledged everything written.
     *
     * @return false when the time was over first
     * @throws IOException when the connection broke before
     */
    boolean drain(long timeoutNs) throws IOException;

    StreamInfo info();

    /**
     * Nanoseconds that sending waited since the connection was opened, by what for, in a stable order; empty where the
     * transport cannot tell.
     */
    Map<String, Long> timeLimitedNs();

    /** Name of the congestion control in use, or "unknown". */
    String congestion();

    InetSocketAddress local();

    InetSocketAddress remote();

    /** Payload of a full segment, or -1 where the transport cannot tell. */
    int maximumSegmentBytes();

    int sendBufferBytes();

    int receiveBufferBytes();

    /** Tells the peer that nothing more will come. */
    void shutdownOutput() throws IOException;

    /** Ends the connection in order; does not wait. */
    @Override
    void close();

    /** Ends the connection at once, with a reset where there is a peer; a blocked write fails. */
    void abort();
}
