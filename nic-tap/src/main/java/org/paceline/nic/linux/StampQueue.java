package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.paceline.nic.TxStamps;

/**
 * Transmit stamps out of a socket's error queue (SO_TIMESTAMPING; Documentation/networking/timestamping.rst). Belongs
 * to the device's thread; taking one allocates nothing.
 */
final class StampQueue implements TxStamps {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;

    /** {@code struct msghdr} on 64 bits: name, its length, vectors, their number, control data, its length, flags. */
    private static final int MESSAGE_BYTES = 56;

    private static final int MESSAGE_CONTROL = 32;
    private static final int MESSAGE_CONTROL_LENGTH = 40;

    /** Room for the times and for the error; the kernel writes 64 and some 40 bytes. */
    private static final int CONTROL_BYTES = 256;

    /** {@code struct cmsghdr}: length with this header, level, type. */
    private static final int HEADER_BYTES = 16;

    private static final int SOL_SOCKET = 1;
    private static final int SCM_TIMESTAMPING = 37;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_TX_TIMESTAMP = 16;

    /** {@code ee_data} of {@code struct sock_extended_err}: the number of the frame. */
    private static final int ERROR_DATA = 12;

    private static final long SECOND_NS = 1_000_000_000L;

    private final int fd;
    private final ArrivalClock clock;
    private final NativeMemory message = new NativeMemory(MESSAGE_BYTES);
    private final NativeMemory control = new NativeMemory(CONTROL_BYTES);
    private long sentNumber = -1;
    private long number = -1;
    private long stampNs;

    StampQueue(int fd, ArrivalClock clock) {
        this.fd = fd;
        this.clock = clock;
        message.bytes().putLong(MESSAGE_CONTROL, control.address());
    }

    /** The kernel has numbered another frame: one that was sent, or one that it dropped after numbering it. */
    void onNumbered() {
        sentNumber++;
    }

    @Override
    public boolean offered() {
        return true;
    }

    @Override
    public long sentNumber() {
        return sentNumber;
    }

    @Override
    public boolean next() {
        message.bytes().putLong(MESSAGE_CONTROL_LENGTH, CONTROL_BYTES);
        while (LinuxCalls.recvmsg(fd, message, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0) {
            if (read((int) message.bytes().getLong(MESSAGE_CONTROL_LENGTH))) {
                return true;
            }
            message.bytes().putLong(MESSAGE_CONTROL_LENGTH, CONTROL_BYTES);
        }
        return false;
    }

    /** False for a message that is no stamp. */
    private boolean read(int lengthBytes) {
        ByteBuffer bytes = control.bytes();
        boolean stamped = false;
        boolean numbered = false;
        int at = 0;
        while (at + HEADER_BYTES <= lengthBytes) {
            int partBytes = (int) bytes.getLong(at);
            if (partBytes < HEADER_BYTES) {
                break;
            }
            int level = bytes.getInt(at + 8);
            int type = bytes.getInt(at + 12);
            int data = at + HEADER_BYTES;
            if (level == SOL_SOCKET && type == SCM_TIMESTAMPING) {
                stampNs = clock.nanoTimeOf(bytes.getLong(data) * SECOND_NS + bytes.getLong(data + 8));
                stamped = true;
            } else if (level == SOL_PACKET && type == PACKET_TX_TIMESTAMP) {
                // 32 bits, at most 2^31 behind the last
                number = sentNumber - ((int) sentNumber - bytes.getInt(data + ERROR_DATA));
                numbered = true;
            }
            at += (partBytes + Long.BYTES - 1) & -Long.BYTES;
        }
        return stamped && numbered;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long stampNs() {
        return stampNs;
    }
}
