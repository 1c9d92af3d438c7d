package org.paceline.utcp.runtime;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.DeviceException;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.WireDevice;

/** One end of a cable between two loops in one process, in real time. A full cable refuses, as a device does. */
final class QueueDevice implements WireDevice, TxCompletion {
    private static final int CABLE_FRAMES = 256;

    private final DeviceCapabilities capabilities;
    private final ArrayBlockingQueue<byte[]> inbound = new ArrayBlockingQueue<>(CABLE_FRAMES);
    private final Semaphore bell = new Semaphore(0);
    private QueueDevice other;
    private long arrivalNs;
    private long sentFrames;
    private volatile String failure;
    private volatile boolean deaf;
    private volatile boolean closed;

    private QueueDevice(String name, long mac) {
        capabilities = new DeviceCapabilities(name, mac, 1_500, 1_514, false, false, false);
    }

    /** Two devices and the cable between them. */
    static QueueDevice[] pair() {
        QueueDevice a = new QueueDevice("queue:a", 0x02_00_00_00_00_0AL);
        QueueDevice b = new QueueDevice("queue:b", 0x02_00_00_00_00_0BL);
        a.other = b;
        b.other = a;
        return new QueueDevice[] {a, b};
    }

    /** From now on every call fails for good. */
    void fail(String message) {
        failure = message;
        wakeUp();
    }

    /** From now on, or until it is told otherwise, whatever arrives is lost. */
    void deaf(boolean lost) {
        deaf = lost;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public DeviceCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public int receive(ByteBuffer frame) {
        requireWorking();
        byte[] bytes = inbound.poll();
        while (bytes != null && deaf) {
            bytes = inbound.poll();
        }
        if (bytes == null) {
            return 0;
        }
        arrivalNs = System.nanoTime();
        frame.put(0, bytes);
        return bytes.length;
    }

    @Override
    public long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        requireWorking();
        byte[] bytes = new byte[lengthBytes];
        frame.get(0, bytes);
        if (!other.closed && !other.inbound.offer(bytes)) {
            return false;
        }
        sentFrames++;
        other.bell.release();
        return true;
    }

    private void requireWorking() {
        if (failure != null) {
            throw new DeviceException(failure);
        }
    }

    @Override
    public TxCompletion transmitted() {
        return this;
    }

    @Override
    public long queuedFrames() {
        return sentFrames;
    }

    @Override
    public long completedFrames() {
        return sentFrames;
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        if (!inbound.isEmpty()) {
            return;
        }
        try {
            if (bell.tryAcquire(timeoutNs, TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wakeUp() {
        bell.release();
    }

    @Override
    public void close() {
        closed = true;
    }
}
