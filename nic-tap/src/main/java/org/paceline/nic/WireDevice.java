package org.paceline.nic;

import java.nio.ByteBuffer;

/**
 * An Ethernet interface as the stack sees it: whole frames, without FCS, never blocking.
 *
 * <p>Frames are the bytes from index 0 of a big-endian buffer; position and limit are neither read nor moved. Native
 * devices want direct buffers of at least {@link DeviceCapabilities#maxFrameBytes()}. A device belongs to the thread
 * that runs the stack; only {@link #wakeUp()} may be called from elsewhere. Failures that no retry can heal are thrown
 * as {@link DeviceException}.
 */
public interface WireDevice extends AutoCloseable {
    DeviceCapabilities capabilities();

    /**
     * Takes the next frame that has arrived.
     *
     * @return its length in bytes, 0 when none is waiting
     */
    int receive(ByteBuffer frame);

    /**
     * When the frame of the last {@link #receive} arrived, in nanoseconds of {@link System#nanoTime()} or of the
     * virtual clock.
     */
    long arrivalNs();

    /**
     * Hands one frame to the wire.
     *
     * @return false when the device's queue is full; nothing was sent then, and the caller may try again
     */
    boolean send(ByteBuffer frame, int lengthBytes);

    /** What stands behind the device's queue; does not change while the device is open. */
    default LineFacts line() {
        return LineFacts.UNKNOWN;
    }

    /** Whether something below holds frames until their time. */
    default LaunchTimes launchTimes() {
        return LaunchTimes.NONE;
    }

    /**
     * What the card's driver offers to set the gap between frames by, as the end of a sentence that says why it cannot
     * be used; to be called in the interface's network namespace.
     */
    default String hardwareGap() {
        return "this device is no network card";
    }

    /** What has become of the frames that were sent. */
    TxCompletion transmitted();

    /** When the kernel handed frames to the driver, where it tells. */
    default TxStamps stamps() {
        return TxStamps.NONE;
    }

    /**
     * Sleeps until a frame is waiting, {@link #wakeUp()} is called or the time is over, whichever is first.
     *
     * @param timeoutNs at most this long; 0 returns at once
     */
    void awaitFrame(long timeoutNs);

    /** Ends a running or the next {@link #awaitFrame}; the only method for other threads. */
    void wakeUp();

    @Override
    void close();
}
