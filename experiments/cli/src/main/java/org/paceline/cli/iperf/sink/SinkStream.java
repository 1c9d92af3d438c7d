package org.paceline.cli.iperf.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.StreamResult;
import org.paceline.cli.iperf.transport.Stream;

/** Reads one data connection on a thread of its own and counts. */
final class SinkStream {
    private static final long READ_NS = 100_000_000;

    private final int id;
    private final Stream stream;
    private final int blockBytes;
    private final @Nullable OutputStream file;
    private final AtomicLong receivedBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean counting = true;
    private volatile long countedFromBytes;
    private volatile @Nullable IOException failure;

    SinkStream(int id, Stream stream, int blockBytes, @Nullable OutputStream file) {
        this.id = id;
        this.stream = stream;
        this.blockBytes = blockBytes;
        this.file = file;
        this.thread = new Thread(this::receive, "iperf-sink-" + id);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What came until now is not counted. */
    void omit() {
        countedFromBytes = receivedBytes.get();
    }

    /**
     * The end of the test: what has not been read by now does not count, and is answered by a reset, as iperf3 does.
     */
    void stop() throws InterruptedException {
        counting = false;
        stream.close();
        thread.join();
    }

    long countedBytes() {
        return receivedBytes.get() - countedFromBytes;
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    StreamResult result(double seconds) {
        return new StreamResult(id, countedBytes(), -1, 0, seconds);
    }

    private void receive() {
        byte[] block = new byte[blockBytes];
        try {
            while (counting) {
                int read = stream.read(block, 0, block.length, READ_NS);
                if (read < 0) {
                    return;
                }
                if (file != null && read > 0) {
                    file.write(block, 0, read);
                }
                receivedBytes.getAndAdd(read);
            }
        } catch (IOException broken) {
            if (counting) {
                failure = broken;
            }
        }
    }
}
