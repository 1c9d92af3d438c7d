package org.paceline.cli.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.paceline.nic.decorate.FrameDirection;
import org.paceline.nic.decorate.PcapngWriter;
import org.paceline.nic.linux.CaptureSocket;
import org.paceline.testbed.TestbedException;

/** Records what an interface sees into a pcapng file, with the kernel's stamps, on a thread of its own. */
final class InterfaceRecorder implements AutoCloseable {
    /** Frames come in blocks; after this long none is held back any more. */
    private static final long PATIENCE_NS = 20_000_000;

    private static final long SETTLE_NS = 200_000_000;
    private static final int STORED_BYTES = 128;
    private static final int RING_BYTES = 16 << 20;

    private final CaptureSocket capture;
    private final PcapngWriter writer;
    private final CompletableFuture<Void> work;
    private volatile boolean ended;

    private InterfaceRecorder(CaptureSocket capture, PcapngWriter writer) {
        this.capture = capture;
        this.writer = writer;
        work = CompletableFuture.runAsync(this::work);
    }

    /** Begins, in the network namespace of the calling thread. */
    static InterfaceRecorder start(String interfaceName, Path file) throws IOException {
        CaptureSocket capture = CaptureSocket.open(interfaceName, RING_BYTES);
        try {
            PcapngWriter writer = PcapngWriter.create(file, "Paceline");
            writer.addInterface(interfaceName);
            return new InterfaceRecorder(capture, writer);
        } catch (IOException failure) {
            capture.close();
            throw failure;
        }
    }

    private void work() {
        ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!ended) {
                int bytes = capture.receive(frame);
                if (bytes == 0) {
                    capture.awaitFrame(PATIENCE_NS);
                } else {
                    FrameDirection direction = capture.outbound() ? FrameDirection.OUTBOUND : FrameDirection.INBOUND;
                    int stored = Math.min(bytes, STORED_BYTES);
                    writer.write(0, direction, capture.epochNs(), frame, 0, stored, capture.lengthBytes());
                }
            }
        } catch (IOException full) {
            throw new TestbedException("cannot write a capture: " + full.getMessage(), full);
        }
    }

    /** Waits until what the interface saw by now has come. */
    void settle() {
        LockSupport.parkNanos(SETTLE_NS);
    }

    /**
     * Ends.
     *
     * @throws TestbedException when a frame was lost, or the file could not be written
     */
    @Override
    public void close() throws IOException {
        ended = true;
        capture.wakeUp();
        try {
            work.join();
            if (capture.lostFrames() > 0) {
                throw new TestbedException("the capture lost frames: the machine was too busy");
            }
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TestbedException known) {
                throw known;
            }
            throw failure;
        } finally {
            writer.close();
            capture.close();
        }
    }
}
