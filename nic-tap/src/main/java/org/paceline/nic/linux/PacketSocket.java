package org.paceline.nic.linux;

import java.nio.ByteOrder;
import org.paceline.nic.DeviceException;

/**
 * A raw AF_PACKET socket on one interface: its options, its memory mapping, its counters. From linux/if_packet.h.
 *
 * <p>It receives nothing until {@link #bind}, so a ring sees no frame of another interface. Belongs to one thread.
 */
final class PacketSocket implements AutoCloseable {
    static final int TPACKET_V2 = 1;
    static final int TPACKET_V3 = 2;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 0x80803;
    private static final int ETH_P_ALL = 3;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_ERROR = 4;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SO_TIMESTAMPING = 37;
    private static final int SO_TXTIME = 61;

    /** TX_SOFTWARE, SOFTWARE, OPT_ID, OPT_TSONLY of linux/net_tstamp.h: stamps with numbers and without the frames. */
    private static final int TX_STAMPS = 1 << 1 | 1 << 4 | 1 << 7 | 1 << 11;

    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_COPY_THRESH = 7;
    private static final int PACKET_VERSION = 10;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final short PACKET_MR_PROMISC = 1;

    private static final int SIOCOUTQ = 0x5411;
    private static final int MSG_DONTWAIT = 0x40;

    /** {@code struct sockaddr_ll}. */
    private static final int ADDRESS_BYTES = 20;

    /** {@code struct packet_mreq}. */
    private static final int MEMBERSHIP_BYTES = 16;

    /** Twelve bytes with TPACKET_V3, of which V2 fills eight: frames seen, frames dropped. */
    private final NativeMemory statistics = new NativeMemory(12);

    private final NativeMemory statisticsLength = new NativeMemory(Integer.BYTES);
    private final NativeMemory standing = new NativeMemory(Integer.BYTES);
    private final String interfaceName;
    private final int interfaceIndex;
    private int fd;
    private long ringAddress;
    private int ringBytes;
    private long lostFrames;

    PacketSocket(String interfaceName) {
        LinkSettings link = LinkSettings.of(interfaceName);
        this.interfaceName = interfaceName;
        interfaceIndex = link.index();
        if (!link.carriesEthernet()) {
            throw new DeviceException(interfaceName + " carries no Ethernet frames: choose a device such as a veth, a "
                    + "bridge, a TAP or a network card");
        }
        if (!link.isUp()) {
            throw new DeviceException(
                    interfaceName + " is down; bring it up with: ip link set " + interfaceName + " up");
        }
        fd = LinuxCalls.socket(AF_PACKET, SOCK_RAW_NONBLOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw socketFailure(interfaceName, fd);
        }
    }

    int fd() {
        return fd;
    }

    /** Our own frames do not come back to us. Linux 4.20. */
    void ignoreOutgoing() {
        option(SOL_PACKET, PACKET_IGNORE_OUTGOING, "PACKET_IGNORE_OUTGOING", 1);
    }

    /** Frames are stamped when the interface hands them over, not when the ring gets them. */
    void stampArrivals() {
        option(SOL_SOCKET, SO_TIMESTAMPNS, "SO_TIMESTAMPNS", 1);
    }

    /** Frames are stamped when the driver gets them, and the stamps wait in the error queue, numbered from 0. */
    void stampDepartures() {
        option(SOL_SOCKET, SO_TIMESTAMPING, "SO_TIMESTAMPING", TX_STAMPS);
    }

    /**
     * Frames may carry the time at which they are to be launched.
     *
     * @return 0, or an error number with its sign turned
     */
    int launchTimes(LaunchClock clock) {
        // struct sock_txtime: clock and flags
        NativeMemory value = new NativeMemory(2 * Integer.BYTES);
        value.bytes().putInt(0, clock.id());
        return LinuxCalls.setsockopt(fd, SOL_SOCKET, SO_TXTIME, value);
    }

    /** Whether an error event of poll is one: a waiting stamp is reported as an error as well. Clears the error. */
    boolean failed() {
        NativeMemory error = new NativeMemory(Integer.BYTES);
        int result = LinuxCalls.getsockopt(fd, SOL_SOCKET, SO_ERROR, error, new NativeMemory(Integer.BYTES));
        return result < 0 || error.bytes().getInt(0) != 0;
    }

    /** Frames too large for a slot of the ring also wait whole, for {@link #receive}, in a queue of this size. */
    void queueLargeFrames(int queueBytes) {
        option(SOL_PACKET, PACKET_COPY_THRESH, "PACKET_COPY_THRESH", 1);
        NativeMemory value = new NativeMemory(Integer.BYTES);
        value.bytes().putInt(0, queueBytes);
        // beyond net.core.rmem_max only with CAP_NET_ADMIN in the first user namespace; less queue is no failure
        if (LinuxCalls.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, value) < 0) {
            option(SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF", queueBytes);
        }
    }

    /** The version comes first, the ring after it. */
    void version(int version) {
        option(SOL_PACKET, PACKET_VERSION, "PACKET_VERSION", version);
    }

    /**
     * Has the kernel write arriving frames into memory that is shared with us.
     *
     * @param request {@code struct tpacket_req} or {@code tpacket_req3}
     * @return the address of the mapping, which ends with the socket
     */
    long mapRing(NativeMemory request, int ringBytes) {
        int result = LinuxCalls.setsockopt(fd, SOL_PACKET, PACKET_RX_RING, request);
        if (result < 0) {
            throw Errno.failure("setsockopt(PACKET_RX_RING of " + ringBytes + " bytes)", interfaceName, result);
        }
        long address = LinuxCalls.mmap(fd, ringBytes);
        // addresses of user space never have the sign bit
        if (address < 0) {
            throw Errno.failure("mmap of " + ringBytes + " bytes", interfaceName, address);
        }
        ringAddress = address;
        this.ringBytes = ringBytes;
        return address;
    }

    /** From here on frames arrive. */
    void bind() {
        NativeMemory address = new NativeMemory(ADDRESS_BYTES);
        address.bytes().putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
        // the protocol stands in network order
        address.bytes()
                .order(ByteOrder.BIG_ENDIAN)
                .putShort(2, (short) ETH_P_ALL)
                .order(ByteOrder.nativeOrder());
        int result = LinuxCalls.bind(fd, address);
        if (result < 0) {
            throw Errno.failure("bind", interfaceName, result);
        }
    }

    /** The interface takes frames to any address; ends with the socket. */
    void becomePromiscuous() {
        NativeMemory membership = new NativeMemory(MEMBERSHIP_BYTES);
        membership.bytes().putInt(0, interfaceIndex).putShort(4, PACKET_MR_PROMISC);
        int result = LinuxCalls.setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership);
        if (result < 0) {
            throw Errno.failure("setsockopt(PACKET_ADD_MEMBERSHIP)", interfaceName, result);
        }
    }

    /** Bytes sent, or an error number with its sign turned. */
    int send(NativeMemory frame, int lengthBytes) {
        return LinuxCalls.send(fd, frame, lengthBytes, MSG_DONTWAIT);
    }

    /** The next whole frame of the queue for large ones; its length, or an error number with its sign turned. */
    int receive(NativeMemory frame) {
        return LinuxCalls.recv(fd, frame, MSG_DONTWAIT);
    }

    /** Memory that frames sent from here hold in the kernel until they have left the interface, overhead included. */
    int standingBytes() {
        return LinuxCalls.ioctl(fd, SIOCOUTQ, standing) < 0
                ? 0
                : standing.bytes().getInt(0);
    }

    /** Frames that arrived while the ring was full, since the socket was opened. A system call. */
    long lostFrames() {
        // the kernel counts from the last question on
        if (LinuxCalls.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, statisticsLength) >= 0) {
            lostFrames += statistics.bytes().getInt(4) & 0xffff_ffffL;
        }
        return lostFrames;
    }

    @Override
    public void close() {
        if (ringAddress != 0) {
            LinuxCalls.munmap(ringAddress, ringBytes);
            ringAddress = 0;
        }
        if (fd >= 0) {
            LinuxCalls.close(fd);
            fd = -1;
        }
    }

    private void option(int level, int option, String optionName, int value) {
        NativeMemory memory = new NativeMemory(Integer.BYTES);
        memory.bytes().putInt(0, value);
        int result = LinuxCalls.setsockopt(fd, level, option, memory);
        if (result < 0) {
            throw Errno.failure("setsockopt(" + optionName + ")", interfaceName, result);
        }
    }

    private static DeviceException socketFailure(String interfaceName, int result) {
        if (result == -Errno.EPERM || result == -Errno.EACCES) {
            return Errno.failure(
                    "socket(AF_PACKET)",
                    interfaceName,
                    result,
                    "raw frames take CAP_NET_RAW: run as root, "
                            + "or inside a user and network namespace of your own (unshare -rn)");
        }
        return Errno.failure("socket(AF_PACKET)", interfaceName, result);
    }
}
