package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.paceline.nic.DeviceException;
import org.paceline.nic.LaunchTimes;
import org.paceline.nic.TxStamps;
import org.paceline.nic.WireDevice;

/**
 * Writes the frames of a device to a {@link CaptureFile}.
 *
 * <p>A frame sent carries the time right before it was handed to the device, and is copied after that, so the copy
 * delays no departure; a frame that the device refused is not captured. A frame received carries the device's arrival
 * time.
 */
public final class CapturingDevice extends DeviceDecorator implements LaunchTimes {
    private final CaptureFile file;
    private final int interfaceNumber;
    private final LongSupplier clock;
    private final boolean closesFile;

    /**
     * Captures into a file that others may share, as long as they do so on the same thread; it is not closed here.
     *
     * @param clock time in nanoseconds, the same clock that the device's arrival times are of
     */
    public CapturingDevice(WireDevice inner, CaptureFile file, int interfaceNumber, LongSupplier clock) {
        this(inner, file, interfaceNumber, clock, false);
    }

    private CapturingDevice(
            WireDevice inner, CaptureFile file, int interfaceNumber, LongSupplier clock, boolean closesFile) {
        super(inner);
        this.file = file;
        this.interfaceNumber = interfaceNumber;
        this.clock = clock;
        this.closesFile = closesFile;
    }

    /**
     * Captures a device of real time into a file of its own, which is closed with the device.
     *
     * @throws DeviceException when the file cannot be written
     */
    public static CapturingDevice into(Path file, WireDevice inner) {
        CaptureFile capture = CaptureFile.create(
                file, "Paceline", List.of(inner.capabilities().name()));
        return new CapturingDevice(inner, capture, 0, System::nanoTime, true);
    }

    /** Frames that are missing in the file because the disk did not keep up. */
    public long droppedFrames() {
        return file.droppedFrames();
    }

    @Override
    public int receive(ByteBuffer frame) {
        int lengthBytes = inner.receive(frame);
        if (lengthBytes > 0) {
            file.offer(interfaceNumber, FrameDirection.INBOUND, inner.arrivalNs(), frame, lengthBytes);
        }
        return lengthBytes;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        long departureNs = clock.getAsLong();
        boolean sent = inner.send(frame, lengthBytes);
        if (sent) {
            file.offer(interfaceNumber, FrameDirection.OUTBOUND, departureNs, frame, lengthBytes);
        }
        return sent;
    }

    @Override
    public LaunchTimes launchTimes() {
        return this;
    }

    @Override
    public String tryOut() {
        return inner.launchTimes().tryOut();
    }

    /** Captured with its launch time. */
    @Override
    public boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs) {
        boolean sent = inner.launchTimes().sendAt(frame, lengthBytes, launchNs);
        if (sent) {
            file.offer(interfaceNumber, FrameDirection.OUTBOUND, launchNs, frame, lengthBytes);
        }
        return sent;
    }

    @Override
    public TxStamps stamps() {
        return inner.stamps();
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            if (closesFile) {
                file.close();
            }
        }
    }
}
