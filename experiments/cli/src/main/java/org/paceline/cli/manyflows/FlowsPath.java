package org.paceline.cli.manyflows;

import java.nio.ByteBuffer;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.pacer.clock.NanoClock;

/** Where the uploads go, and the time in which they do. Belongs to the thread that sends. */
interface FlowsPath extends AutoCloseable {
    NanoClock clock();

    /** Of the device before the stack that is measured. */
    DeviceCapabilities capabilities();

    /** Lets time pass until {@code deadlineNs} or until a frame has come, whichever is first; returns what has come. */
    int await(long deadlineNs, ByteBuffer frame);

    /** What has come, 0 for nothing. */
    int receive(ByteBuffer frame);

    /** When that came. */
    long arrivalNs();

    void send(ByteBuffer frame, int lengthBytes);

    /**
     * Time that frames took of the thread below the stack; to have looked for one in vain is waiting, and not in it.
     */
    long deviceNs();

    @Override
    void close();
}
