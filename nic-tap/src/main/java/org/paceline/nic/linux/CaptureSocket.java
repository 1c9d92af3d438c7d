package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.paceline.nic.DeviceException;

/**
 * Sees every frame that an interface receives and sends, as tcpdump does, and loses none while its memory lasts.
 *
 * <p>Frames come some 10 ms late, in blocks, but with the kernel's stamps; for a stack use {@link PacketSocketDevice}.
 * They are as the kernel holds them: not cut into segments yet, and with open checksums, unless offloads are off.
 * Belongs to one thread but for {@link #wakeUp()}.
 */
public final class CaptureSocket implements AutoCloseable {
    /** 80 ms at 1 Gb/s, three times what a writer's stall on a disk takes as a rule. */
    private static final int DEFAULT_RING_BYTES = 16 << 20;

    private static final int MAX_RING_BYTES = 1 << 30;

    private final PacketSocket socket;
    private final CaptureRing ring;
    private final Doorbell doorbell;
    private long takenFrames;

    private CaptureSocket(String interfaceName, PacketSocket socket, int ringBytes) {
        this.socket = socket;
        socket.stampArrivals();
        ring = new CaptureRing(socket, ringBytes);
        socket.bind();
        socket.becomePromiscuous();
        doorbell = new Doorbell("capture:" + interfaceName, socket.fd());
    }

    /** Opens with memory for about 11,000 full frames. */
    public static CaptureSocket open(String interfaceName) {
        return open(interfaceName, DEFAULT_RING_BYTES);
    }

    /**
     * Opens a capture on an interface of the calling thread's network namespace.
     *
     * @param ringBytes memory for frames that were not read yet, at most 1 GiB
     * @throws DeviceException when the interface is missing, down or no Ethernet, or permission is missing
     */
    public static CaptureSocket open(String interfaceName, int ringBytes) {
        if (ringBytes <= 0 || ringBytes > MAX_RING_BYTES) {
            throw new IllegalArgumentException(
                    "a capture ring has 1 to " + MAX_RING_BYTES + " bytes, not " + ringBytes);
        }
        PacketSocket socket = new PacketSocket(interfaceName);
        try {
            return new CaptureSocket(interfaceName, socket, ringBytes);
        } catch (RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * Takes the next frame.
     *
     * @param frame filled from index 0, as far as it reaches
     * @return bytes stored in {@code frame}, 0 when no frame is waiting
     */
    public int receive(ByteBuffer frame) {
        if (!ring.next()) {
            return 0;
        }
        takenFrames++;
        int roomBytes = frame.capacity() - (ring.tagTaken() ? VlanTag.LENGTH_BYTES : 0);
        int storedBytes = Math.min(ring.storedBytes(), roomBytes);
        if (ring.tagTaken()) {
            return VlanTag.copyTagged(ring.frames(), ring.frameOffset(), storedBytes, ring.tag(), frame);
        }
        frame.put(0, ring.frames(), ring.frameOffset(), storedBytes);
        return storedBytes;
    }

    /** The kernel's stamp of the last frame: nanoseconds since 1970 by CLOCK_REALTIME. */
    public long epochNs() {
        return ring.realtimeNs();
    }

    /** Bytes of the last frame on the wire. */
    public int lengthBytes() {
        return ring.lengthBytes() + (ring.tagTaken() ? VlanTag.LENGTH_BYTES : 0);
    }

    /** Whether the last frame was sent by this host's kernel or by a socket on it. */
    public boolean outbound() {
        return ring.outbound();
    }

    public long takenFrames() {
        return takenFrames;
    }

    /** Frames that found no room since the capture was opened. A system call. */
    public long lostFrames() {
        return socket.lostFrames();
    }

    /** Sleeps until frames are waiting, {@link #wakeUp()} is called or the time is over, whichever is first. */
    public void awaitFrame(long timeoutNs) {
        if (!ring.waiting()) {
            doorbell.await(timeoutNs);
        }
    }

    /** Ends a running or the next {@link #awaitFrame}; for any thread. */
    public void wakeUp() {
        doorbell.ring();
    }

    @Override
    public void close() {
        doorbell.close();
        ring.detach();
        socket.close();
    }
}
