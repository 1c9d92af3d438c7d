package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetAddress;

/** Opens connections for a test; all of one test run over the same transport. */
public interface Transport extends AutoCloseable {
    /**
     * Connects, waiting at most {@code timeoutNs}.
     *
     * @throws java.net.ConnectException when the peer refuses
     * @throws java.net.SocketTimeoutException when nobody answers in time
     * @throws java.net.NoRouteToHostException when there is no way there
     */
    Stream connect(InetAddress host, int port, StreamOptions options, long timeoutNs) throws IOException;

    /** Ends what is still open. */
    @Override
    void close();
}
