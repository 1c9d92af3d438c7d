package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.DeviceException;
import org.paceline.nic.LineFacts;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.WireDevice;

/**
 * The far end of a TAP interface: what the kernel sends into the interface arrives here, and the other way round.
 *
 * <p>The interface exists as long as the device is open, in the network namespace of the thread that opened it.
 * Bringing it up and giving it an address is the caller's part. Frames carry no virtio-net header, so nothing is
 * offloaded.
 */
public final class TapDevice implements WireDevice, TxCompletion {
    private static final String DRIVER = "/dev/net/tun";
    private static final int O_RDWR_NONBLOCK_CLOEXEC = 0x80802;

    private static final int TUNSETIFF = 0x400454ca;
    private static final int IFF_TAP = 0x0002;
    private static final int IFF_NO_PI = 0x1000;

    /** No descriptor, so that a use after close fails and never meets a descriptor of somebody else. */
    private static final int CLOSED = -1;

    private static final LineFacts NO_LINE = new LineFacts(
            false, 0, "a TAP interface hands each frame to the kernel at once, so there is no line to fill");

    private static final int ETHERNET_HEADER_BYTES = 14;
    private static final int VLAN_TAG_BYTES = 4;

    private int fd;
    private final String interfaceName;
    private final DeviceCapabilities capabilities;
    private final NativeMemory inbound;
    private final NativeMemory outbound;
    private final Doorbell doorbell;
    private long arrivalNs;
    private long sentFrames;

    private TapDevice(int fd, String interfaceName, long macAddress) {
        this.fd = fd;
        this.interfaceName = interfaceName;
        int mtuBytes = LinkSettings.of(interfaceName).mtuBytes();
        int maxFrameBytes = ETHERNET_HEADER_BYTES + VLAN_TAG_BYTES + mtuBytes;
        capabilities = new DeviceCapabilities(
                "tap:" + interfaceName, macAddress, mtuBytes, maxFrameBytes, false, false, false);
        inbound = new NativeMemory(maxFrameBytes);
        outbound = new NativeMemory(maxFrameBytes);
        doorbell = new Doorbell(capabilities.name(), fd);
    }

    /** Opens the interface with a MAC address for our side that is derived from its name. */
    public static TapDevice open(String interfaceName) {
        return open(interfaceName, LocalMac.derived(interfaceName, 0));
    }

    /**
     * Opens the interface, and creates it when it is missing.
     *
     * @param interfaceName what the kernel's side is called, at most 15 characters
     * @param macAddress our side's address, 48 bits; the kernel's side has its own
     * @throws DeviceException when the driver is missing, permission is, the name belongs to something else, or another
     *     program has the interface open
     */
    public static TapDevice open(String interfaceName, long macAddress) {
        InterfaceRequest request = new InterfaceRequest(interfaceName);
        int fd = LinuxCalls.open(DRIVER, O_RDWR_NONBLOCK_CLOEXEC);
        if (fd < 0) {
            throw driverFailure(fd);
        }
        try {
            request.flags(IFF_TAP | IFF_NO_PI);
            int result = request.perform(fd, TUNSETIFF);
            if (result < 0) {
                throw attachFailure(interfaceName, result);
            }
            return new TapDevice(fd, interfaceName, macAddress);
        } catch (RuntimeException failure) {
            LinuxCalls.close(fd);
            throw failure;
        }
    }

    @Override
    public DeviceCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public int receive(ByteBuffer frame) {
        int lengthBytes = LinuxCalls.read(fd, inbound, inbound.sizeBytes());
        if (lengthBytes == -Errno.EAGAIN) {
            return 0;
        }
        arrivalNs = System.nanoTime();
        if (lengthBytes < 0) {
            throw Errno.failure("read", interfaceName, lengthBytes);
        }
        frame.put(0, inbound.bytes(), 0, lengthBytes);
        return lengthBytes;
    }

    /** When the last frame was read, which is later than its arrival in the kernel's queue. */
    @Override
    public long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (lengthBytes > outbound.sizeBytes()) {
            throw new DeviceException(
                    "a frame of " + lengthBytes + " bytes exceeds " + capabilities.name() + ", which takes "
                            + outbound.sizeBytes() + "; lower the segment size or raise the interface's MTU");
        }
        outbound.bytes().put(0, frame, 0, lengthBytes);
        int result = LinuxCalls.write(fd, outbound, lengthBytes);
        if (result == -Errno.EAGAIN || result == -Errno.ENOBUFS) {
            return false;
        }
        if (result < 0) {
            throw Errno.failure("write", interfaceName, result);
        }
        sentFrames++;
        return true;
    }

    @Override
    public LineFacts line() {
        return NO_LINE;
    }

    @Override
    public TxCompletion transmitted() {
        return this;
    }

    @Override
    public long queuedFrames() {
        return sentFrames;
    }

    /** A frame written has passed into the kernel's receive path before the call returns: nothing stands in between. */
    @Override
    public long completedFrames() {
        return sentFrames;
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        doorbell.await(timeoutNs);
    }

    @Override
    public void wakeUp() {
        doorbell.ring();
    }

    @Override
    public void close() {
        if (fd >= 0) {
            doorbell.close();
            LinuxCalls.close(fd);
            fd = CLOSED;
        }
    }

    private static DeviceException driverFailure(int result) {
        String remedy =
                switch (-result) {
                    case Errno.ENOENT, Errno.ENXIO, Errno.ENODEV -> "load the driver with: modprobe tun";
                    case Errno.EPERM, Errno.EACCES -> "run as root, or let this user open it with: chmod 666 " + DRIVER;
                    default -> "see errno(3)";
                };
        return Errno.failure("open", DRIVER, result, remedy);
    }

    private static DeviceException attachFailure(String interfaceName, int result) {
        String remedy =
                switch (-result) {
                    case Errno.EPERM, Errno.EACCES ->
                        "creating a TAP interface takes CAP_NET_ADMIN: run as root, or inside "
                                + "a user and network namespace of your own (unshare -rn)";
                    case Errno.EBUSY -> "another program has it open: close that one or choose another name";
                    case Errno.EINVAL ->
                        "an interface of that name exists and is no TAP interface of one queue: choose "
                                + "another name";
                    default -> "see errno(3)";
                };
        return Errno.failure("ioctl(TUNSETIFF)", interfaceName, result, remedy);
    }
}
