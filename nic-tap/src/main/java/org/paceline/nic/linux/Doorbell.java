package org.paceline.nic.linux;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.paceline.nic.DeviceException;

/**
 * Sleep until a device is readable, which another thread may end.
 *
 * <p>{@link #await} and {@link #close} belong to the device's thread, {@link #ring} to everybody. While nobody sleeps a
 * ring is one atomic swap and no system call; it is kept for the next sleep.
 */
final class Doorbell implements AutoCloseable {
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;
    private static final int RUNG = 2;

    private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
    private static final short POLLIN = 1;

    /** POLLERR, POLLHUP, POLLNVAL. */
    private static final int FAILED = 0x08 | 0x10 | 0x20;

    /** {@code struct pollfd}: fd, events wanted, events seen. */
    private static final int POLLFD_BYTES = 8;

    private static final long SECOND_NS = 1_000_000_000L;

    private final AtomicInteger state = new AtomicInteger(AWAKE);
    private final NativeMemory pollFds = new NativeMemory(2 * POLLFD_BYTES);
    private final NativeMemory timeout = new NativeMemory(16);
    private final NativeMemory sleepersCount = new NativeMemory(8);
    private final NativeMemory ringersCount = new NativeMemory(8);
    private final String device;
    private final BooleanSupplier failed;
    private final int eventFd;
    private boolean closed;

    /** @param device name for messages */
    Doorbell(String device, int deviceFd) {
        this(device, deviceFd, () -> true);
    }

    /** @param failed whether an error event means what it says */
    Doorbell(String device, int deviceFd, BooleanSupplier failed) {
        this.failed = failed;
        this.device = device;
        eventFd = LinuxCalls.eventfd(EFD_NONBLOCK_CLOEXEC);
        if (eventFd < 0) {
            throw Errno.failure("eventfd", device, eventFd);
        }
        pollFds.bytes().putInt(0, deviceFd).putShort(4, POLLIN);
        pollFds.bytes().putInt(POLLFD_BYTES, eventFd).putShort(POLLFD_BYTES + 4, POLLIN);
        ringersCount.bytes().putLong(0, 1);
    }

    /** Sleeps until the device is readable, the bell rings, or the time is over; at once when it has rung before. */
    void await(long timeoutNs) {
        if (timeoutNs <= 0) {
            return;
        }
        if (state.compareAndSet(AWAKE, ASLEEP)) {
            timeout.bytes().putLong(0, timeoutNs / SECOND_NS).putLong(8, timeoutNs % SECOND_NS);
            int ready = LinuxCalls.ppoll(pollFds, 2, timeout);
            if (ready < 0) {
                throw Errno.failure("ppoll", device, ready);
            }
            if (ready > 0) {
                onReady(pollFds.bytes().getShort(6), pollFds.bytes().getShort(POLLFD_BYTES + 6));
            }
        }
        // a swap and no plain store: what the ringer wrote before it rang must be visible from here on
        state.getAndSet(AWAKE);
    }

    /** Ends a running or the next {@link #await}. Nothing happens once the bell is closed. */
    void ring() {
        if (state.getAndSet(RUNG) == ASLEEP) {
            write();
        }
    }

    /** Under the lock, because the number of a closed descriptor may be somebody else's by now. */
    private synchronized void write() {
        if (!closed) {
            LinuxCalls.write(eventFd, ringersCount, ringersCount.sizeBytes());
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.close(eventFd);
        }
    }

    private void onReady(short deviceEvents, short bellEvents) {
        if (bellEvents != 0) {
            LinuxCalls.read(eventFd, sleepersCount, sleepersCount.sizeBytes());
        }
        // an error that stays pending would turn every later sleep into a busy loop
        if ((deviceEvents & FAILED) != 0 && failed.getAsBoolean()) {
            throw new DeviceException(device + " has gone down or away; bring it up and open it again");
        }
    }
}
