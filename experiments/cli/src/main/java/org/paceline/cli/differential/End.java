package org.paceline.cli.differential;

import java.io.IOException;

/** One end of a connection, whatever TCP is below. One thread may write while another one reads. */
interface End extends AutoCloseable {
    /** Blocks until the bytes stand in the send buffer. */
    void write(byte[] source, int offset, int lengthBytes) throws IOException;

    /**
     * Blocks for the first byte.
     *
     * @return how many bytes, -1 at the end of the peer's stream
     * @throws java.net.SocketTimeoutException when nothing comes for too long to be a wait
     * @throws IOException when the connection broke
     */
    int read(byte[] target, int offset, int lengthBytes) throws IOException;

    void shutdownOutput() throws IOException;

    /** Closes in order and does not wait. */
    @Override
    void close();

    /** Resets. */
    void abort();
}
