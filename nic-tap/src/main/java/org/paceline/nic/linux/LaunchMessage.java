package org.paceline.nic.linux;

import java.lang.ref.Reference;

/**
 * A frame with its launch time for {@code sendmsg}: SCM_TXTIME of socket option SO_TXTIME, see etf(8). Belongs to the
 * device's thread; sending allocates nothing.
 */
final class LaunchMessage {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_TXTIME = 61;

    /** {@code struct msghdr} on 64 bits. */
    private static final int MESSAGE_BYTES = 56;

    private static final int MESSAGE_VECTORS = 16;
    private static final int MESSAGE_VECTOR_COUNT = 24;
    private static final int MESSAGE_CONTROL = 32;
    private static final int MESSAGE_CONTROL_LENGTH = 40;

    /** {@code struct iovec}: address and length. */
    private static final int VECTOR_BYTES = 16;

    /** {@code struct cmsghdr} and the time behind it. */
    private static final int CONTROL_BYTES = 24;

    private static final int CONTROL_TIME = 16;

    private final NativeMemory frame;
    private final NativeMemory vector = new NativeMemory(VECTOR_BYTES);
    private final NativeMemory control = new NativeMemory(CONTROL_BYTES);
    private final NativeMemory message = new NativeMemory(MESSAGE_BYTES);

    /** @param frame where the bytes of each frame stand when it is sent */
    LaunchMessage(NativeMemory frame) {
        this.frame = frame;
        vector.bytes().putLong(0, frame.address());
        control.bytes()
                .putLong(0, CONTROL_BYTES)
                .putInt(Long.BYTES, SOL_SOCKET)
                .putInt(Long.BYTES + Integer.BYTES, SCM_TXTIME);
        message.bytes()
                .putLong(MESSAGE_VECTORS, vector.address())
                .putLong(MESSAGE_VECTOR_COUNT, 1)
                .putLong(MESSAGE_CONTROL, control.address())
                .putLong(MESSAGE_CONTROL_LENGTH, CONTROL_BYTES);
    }

    /**
     * Bytes sent, or an error number with its sign turned.
     *
     * @param launchNs in the socket's launch clock
     */
    int send(int fd, int lengthBytes, long launchNs) {
        vector.bytes().putLong(Long.BYTES, lengthBytes);
        control.bytes().putLong(CONTROL_TIME, launchNs);
        try {
            return LinuxCalls.sendmsg(fd, message, MSG_DONTWAIT);
        } finally {
            Reference.reachabilityFence(frame);
        }
    }
}
