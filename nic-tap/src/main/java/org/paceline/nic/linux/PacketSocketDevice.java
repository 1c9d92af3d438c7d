package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.DeviceException;
import org.paceline.nic.LaunchTimes;
import org.paceline.nic.LineFacts;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.TxStamps;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.MacAddress;

/**
 * A station on an existing interface, beside the kernel's own: sends raw frames into it and sees what arrives on it.
 *
 * <p>Frames arrive through a {@link PacketRing}; {@link #receive} on an empty one costs no system call. They are handed
 * up as a wire would have carried them: checksums that a local kernel left open are filled in, an 802.1Q tag that the
 * kernel took out is back, but frames that it merged stay whole, up to {@link DeviceCapabilities#maxFrameBytes()}. The
 * interface must be up and is looked up in the network namespace of the thread that opens.
 */
public final class PacketSocketDevice implements WireDevice, TxCompletion, LaunchTimes {
    /** Loopback's MTU of 65,536, which no merged IP packet exceeds either, the Ethernet header and one tag. */
    private static final int MAX_FRAME_BYTES = 65_536 + EthernetHeader.LENGTH_BYTES + VlanTag.LENGTH_BYTES;

    /** Room for about 30 merged frames of 64 KiB with the kernel's overhead. */
    private static final int LARGE_FRAME_QUEUE_BYTES = 4 << 20;

    /**
     * What the kernel charges a socket for a frame: a power of two that holds the frame with headroom and
     * {@code skb_shared_info}, and a {@code sk_buff}. Measured on Linux 6.18: 1,280 for 590 bytes, 2,304 for 1,000 and
     * 1,514.
     */
    private static final int CHARGE_BESIDE_BYTES = 352;

    private static final int CHARGE_HEADER_BYTES = 256;

    private final String interfaceName;
    private final boolean promiscuous;
    private final DeviceCapabilities capabilities;
    private final LineFacts line;
    private final PacketSocket socket;
    private final PacketRing ring;
    private final Doorbell doorbell;
    private final ArrivalClock clock = ArrivalClock.ofKernel();
    private final UnfilledChecksum unfilledChecksum = new UnfilledChecksum();
    private final NativeMemory outbound = new NativeMemory(MAX_FRAME_BYTES);
    private final NativeMemory large = new NativeMemory(MAX_FRAME_BYTES);
    private final @Nullable StampQueue stamps;
    private final LaunchMessage launch = new LaunchMessage(outbound);
    private @Nullable LaunchClock launchClock;
    private long launchAheadNs;
    private long arrivalNs;
    private long sentFrames;
    private int sentBytes;
    private long foreignFrames;
    private long filledChecksums;
    private long cutFrames;

    private PacketSocketDevice(String interfaceName, PacketSettings settings, PacketSocket socket) {
        this.interfaceName = interfaceName;
        this.socket = socket;
        promiscuous = settings.promiscuous();
        LinkSettings link = LinkSettings.of(interfaceName);
        line = InterfaceLine.of(link, interfaceName);
        int mtuBytes = link.mtuBytes();
        capabilities = new DeviceCapabilities(
                "packet:" + interfaceName,
                macAddress(interfaceName, link, settings),
                mtuBytes,
                MAX_FRAME_BYTES,
                false,
                false,
                true);
        socket.ignoreOutgoing();
        socket.stampArrivals();
        socket.queueLargeFrames(LARGE_FRAME_QUEUE_BYTES);
        ring = new PacketRing(socket, mtuBytes, settings.ringBytes());
        socket.bind();
        if (promiscuous || capabilities.macAddress() != link.macAddress()) {
            socket.becomePromiscuous();
        }
        stamps = settings.txStamps() ? new StampQueue(socket.fd(), ArrivalClock.ofKernel()) : null;
        if (stamps != null) {
            socket.stampDepartures();
        }
        doorbell = new Doorbell(capabilities.name(), socket.fd(), () -> stamps == null || socket.failed());
    }

    /** Opens with {@link PacketSettings#defaults()}: an own MAC address, frames to it and to groups only. */
    public static PacketSocketDevice open(String interfaceName) {
        return open(interfaceName, PacketSettings.defaults());
    }

    /**
     * Opens a station on an interface of the calling thread's network namespace.
     *
     * @throws DeviceException when the interface is missing, down or no Ethernet, or permission is missing
     */
    public static PacketSocketDevice open(String interfaceName, PacketSettings settings) {
        PacketSocket socket = new PacketSocket(interfaceName);
        try {
            return new PacketSocketDevice(interfaceName, settings, socket);
        } catch (RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    @Override
    public DeviceCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public int receive(ByteBuffer frame) {
        while (ring.frameWaiting()) {
            int lengthBytes = take(frame);
            ring.release();
            if (lengthBytes > 0) {
                return lengthBytes;
            }
        }
        return 0;
    }

    /** When the kernel took the last frame from the interface. */
    @Override
    public long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (lengthBytes > outbound.sizeBytes()) {
            throw tooLong(lengthBytes);
        }
        outbound.bytes().put(0, frame, 0, lengthBytes);
        return sent(lengthBytes, socket.send(outbound, lengthBytes));
    }

    @Override
    public LaunchTimes launchTimes() {
        return this;
    }

    @Override
    public String tryOut() {
        LaunchTrial.Answer answer = LaunchTrial.of(interfaceName, capabilities.macAddress());
        LaunchClock found = answer.clock();
        if (found != null && socket.launchTimes(found) >= 0) {
            launchClock = found;
            launchAheadNs = found.aheadNs();
        }
        return answer.refusal();
    }

    @Override
    public boolean sendAt(ByteBuffer frame, int lengthBytes, long launchNs) {
        LaunchClock granted = launchClock;
        if (granted == null) {
            throw new IllegalStateException("no launch times were granted");
        }
        if (lengthBytes > outbound.sizeBytes()) {
            throw tooLong(lengthBytes);
        }
        outbound.bytes().put(0, frame, 0, lengthBytes);
        long reachableNs = granted.reachableNs(launchNs, System.nanoTime());
        return sent(lengthBytes, launch.send(socket.fd(), lengthBytes, reachableNs + launchAheadNs));
    }

    private boolean sent(int lengthBytes, int result) {
        // a frame that the queue of the interface refused has its number already
        if (stamps != null && (result >= 0 || result == -Errno.ENOBUFS)) {
            stamps.onNumbered();
        }
        if (result == -Errno.EAGAIN || result == -Errno.ENOBUFS) {
            return false;
        }
        if (result == -Errno.EMSGSIZE) {
            throw tooLong(lengthBytes);
        }
        if (result < 0) {
            throw Errno.failure("send", interfaceName, result);
        }
        sentFrames++;
        sentBytes = lengthBytes;
        return true;
    }

    @Override
    public String hardwareGap() {
        return HardwareGapFlags.of(interfaceName);
    }

    @Override
    public LineFacts line() {
        return line;
    }

    @Override
    public TxCompletion transmitted() {
        return this;
    }

    @Override
    public TxStamps stamps() {
        return stamps == null ? TxStamps.NONE : stamps;
    }

    @Override
    public long queuedFrames() {
        return sentFrames;
    }

    @Override
    public long completedFrames() {
        return sentFrames - standingFrames();
    }

    /**
     * Frames between the socket and the wire, qdisc included: the memory that they hold over that of the last one, so
     * exact when nothing stands and for frames of one size. A system call.
     */
    @Override
    public long standingFrames() {
        int chargeBytes = Integer.highestOneBit(sentBytes + CHARGE_BESIDE_BYTES - 1) * 2 + CHARGE_HEADER_BYTES;
        return Math.min(sentFrames, (socket.standingBytes() + chargeBytes - 1) / chargeBytes);
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        if (!ring.frameWaiting()) {
            doorbell.await(timeoutNs);
        }
    }

    @Override
    public void wakeUp() {
        doorbell.ring();
    }

    /** Frames lost because the ring was full. A system call; for the owning thread. */
    public long lostFrames() {
        return socket.lostFrames();
    }

    /** Frames lost because they fitted neither a slot nor the queue for large ones. */
    public long cutFrames() {
        return cutFrames;
    }

    /** Frames to stations other than us, which were not handed up. */
    public long foreignFrames() {
        return foreignFrames;
    }

    /** Frames whose transport checksum the sender's kernel left open. */
    public long filledChecksums() {
        return filledChecksums;
    }

    @Override
    public void close() {
        doorbell.close();
        ring.detach();
        socket.close();
    }

    /** Copies the ring's frame out; 0 when there is none for us. */
    private int take(ByteBuffer frame) {
        // taken from the queue even when it is not for us, or the next large frame would meet it there
        int storedBytes = ring.waitsWhole() ? socket.receive(large) : ring.storedBytes();
        if (!promiscuous && !forUs(MacAddress.read(ring.frames(), ring.frameOffset()))) {
            foreignFrames++;
            return 0;
        }
        if (storedBytes < ring.lengthBytes()) {
            cutFrames++;
            return 0;
        }
        return handUp(frame, storedBytes);
    }

    private int handUp(ByteBuffer frame, int storedBytes) {
        boolean whole = ring.waitsWhole();
        ByteBuffer source = whole ? large.bytes() : ring.frames();
        int offset = whole ? 0 : ring.frameOffset();
        int lengthBytes = storedBytes;
        if (ring.tagTaken()) {
            lengthBytes = VlanTag.copyTagged(source, offset, storedBytes, ring.tag(), frame);
        } else {
            frame.put(0, source, offset, storedBytes);
        }
        if (ring.checksumUnfilled() && unfilledChecksum.fill(frame, lengthBytes)) {
            filledChecksums++;
        }
        arrivalNs = clock.nanoTimeOf(ring.realtimeNs());
        return lengthBytes;
    }

    private boolean forUs(long destination) {
        return destination == capabilities.macAddress() || MacAddress.isMulticast(destination);
    }

    private DeviceException tooLong(int lengthBytes) {
        return new DeviceException("a frame of " + lengthBytes + " bytes exceeds " + capabilities.name()
                + " with its MTU of " + capabilities.mtuBytes() + "; lower the segment size or raise the MTU");
    }

    private static long macAddress(String interfaceName, LinkSettings link, PacketSettings settings) {
        if (settings.macAddress() == PacketSettings.DERIVED_MAC) {
            return LocalMac.derived(interfaceName, link.macAddress());
        }
        return settings.macAddress() == PacketSettings.INTERFACE_MAC ? link.macAddress() : settings.macAddress();
    }
}
