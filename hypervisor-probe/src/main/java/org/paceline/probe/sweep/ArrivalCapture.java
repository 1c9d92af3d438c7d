package org.paceline.probe.sweep;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.linux.CaptureSocket;

/** Takes the kernel's stamps of probe packets at an interface. One thread of its own. */
final class ArrivalCapture implements AutoCloseable {
    private static final int RING_BYTES = 16 << 20;
    private static final long PATIENCE_NS = 20_000_000;

    private final CaptureSocket capture;
    private final Thread thread = new Thread(this::work, "probe-capture");
    private final ProbeMessage message = new ProbeMessage();
    private volatile @Nullable ArrivalTable table;
    private volatile boolean ended;

    /** Opens the interface in the network namespace of the calling thread. */
    ArrivalCapture(String interfaceName) {
        capture = CaptureSocket.open(interfaceName, RING_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    void fill(@Nullable ArrivalTable arrivals) {
        table = arrivals;
    }

    private void work() {
        ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
        while (!ended) {
            int lengthBytes = capture.receive(frame);
            if (lengthBytes == 0) {
                capture.awaitFrame(PATIENCE_NS);
            } else {
                look(frame, lengthBytes);
            }
        }
    }

    private void look(ByteBuffer frame, int lengthBytes) {
        ArrivalTable arrivals = table;
        if (arrivals == null) {
            return;
        }
        int offset = ProbePayload.offset(frame, lengthBytes);
        // segments that were merged below share the stamp: they do stand together here
        while (message.wrap(frame, offset, lengthBytes - offset)) {
            arrivals.take(message, capture.epochNs());
            if (arrivals.recordBytes() == 0) {
                return;
            }
            offset += arrivals.recordBytes();
        }
    }

    /** Waits for the thread, since it reads memory that the socket owns. */
    @Override
    public void close() {
        ended = true;
        capture.wakeUp();
        SweepReceiver.join(thread);
        capture.close();
    }
}
