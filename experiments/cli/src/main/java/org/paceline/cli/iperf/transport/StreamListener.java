package org.paceline.cli.iperf.transport;

import java.io.IOException;

/** A port on which connections of a test arrive. */
public interface StreamListener extends AutoCloseable {
    /**
     * Waits for the next connection.
     *
     * @throws IOException also when it is closed meanwhile
     */
    Stream accept() throws IOException;

    int port();

    boolean closed();

    @Override
    void close();
}
