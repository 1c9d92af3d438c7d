package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.transport.Stream;

/** Writes one stream's data from a thread of its own, block by block, until the data or the test ends. */
final class DataSender {
    private final int id;
    private final Stream stream;
    private final BlockSource source;
    private final ByteBudget budget;
    private final int blockBytes;
    private final AtomicLong writtenBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean finished;
    private volatile @Nullable IOException failure;

    DataSender(int id, Stream stream, BlockSource source, ByteBudget budget, int blockBytes) {
        this.id = id;
        this.stream = stream;
        this.source = source;
        this.budget = budget;
        this.blockBytes = blockBytes;
        this.thread = new Thread(this::sendAll, "iperf-stream-" + id);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lets the block in hand be the last one. */
    void stop() {
        stopping = true;
    }

    /** Waits for the last block to be written; false when the time was over first. */
    boolean awaitStopped(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
        return !thread.isAlive();
    }

    int id() {
        return id;
    }

    Stream stream() {
        return stream;
    }

    long writtenBytes() {
        return writtenBytes.get();
    }

    /** Whether there was no more data to send. */
    boolean finished() {
        return finished;
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    private void sendAll() {
        byte[] block = new byte[blockBytes];
        try (source) {
            while (!stopping) {
                int length = source.next(block, budget.take(blockBytes));
                if (length <= 0) {
                    finished = true;
                    return;
                }
                stream.write(block, 0, length);
                writtenBytes.getAndAdd(length);
            }
        } catch (IOException failed) {
            failure = failed;
        }
    }
}
