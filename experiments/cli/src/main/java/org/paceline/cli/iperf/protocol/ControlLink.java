package org.paceline.cli.iperf.protocol;

import java.io.IOException;

/** The bytes beneath a control connection. */
public interface ControlLink {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Takes what has arrived.
     *
     * @param timeoutNs how long to wait for the first byte
     * @return bytes read, 0 when none came in time, -1 when the peer has ended the connection
     */
    int read(byte[] bytes, int offset, int length, long timeoutNs) throws IOException;
}
