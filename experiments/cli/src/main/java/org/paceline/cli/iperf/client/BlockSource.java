package org.paceline.cli.iperf.client;

import java.io.IOException;

/** Where the bytes of a stream come from. */
interface BlockSource extends AutoCloseable {
    /**
     * Makes the next bytes stand at the start of {@code block}.
     *
     * @param limit at most so many
     * @return how many, -1 when there are no more
     */
    int next(byte[] block, int limit) throws IOException;

    @Override
    void close();
}
