package org.paceline.utcp.tcp;

/**
 * Sizes of a connection's buffers. Each begins small and grows with what the path and the application show they can
 * use, up to its maximum; memory is held only for what is in them.
 *
 * @param sendBytes what the application may write ahead of the peer's acknowledgments, at first
 * @param sendMaximumBytes up to which it grows with twice the congestion window
 * @param receiveBytes what the peer may send ahead of the application's reads, at first
 * @param receiveMaximumBytes up to which it grows with twice what the application reads in a round trip; the window
 *     scale that our SYN offers covers it
 */
public record BufferConfig(int sendBytes, int sendMaximumBytes, int receiveBytes, int receiveMaximumBytes) {
    public BufferConfig {
        SendBuffer.requireSize(sendBytes);
        SendBuffer.requireSize(receiveBytes);
        if (SendBuffer.requireSize(sendMaximumBytes) < sendBytes
                || SendBuffer.requireSize(receiveMaximumBytes) < receiveBytes) {
            throw new IllegalArgumentException("a buffer's maximum is not below its first size");
        }
    }

    /** What Linux begins with and grows to: 4 MiB to send, which is tcp_wmem's, and 6 MiB to receive, tcp_rmem's. */
    public static BufferConfig defaults() {
        return new BufferConfig(128 << 10, 4 << 20, 64 << 10, 6 << 20);
    }

    /** A send buffer of this size, which stays. */
    public BufferConfig withSendBytes(int fixed) {
        return new BufferConfig(fixed, fixed, receiveBytes, receiveMaximumBytes);
    }

    /** A receive buffer of this size, which stays. */
    public BufferConfig withReceiveBytes(int fixed) {
        return new BufferConfig(sendBytes, sendMaximumBytes, fixed, fixed);
    }

    public BufferConfig withSendRange(int firstBytes, int maximumBytes) {
        return new BufferConfig(firstBytes, maximumBytes, receiveBytes, receiveMaximumBytes);
    }

    public BufferConfig withReceiveRange(int firstBytes, int maximumBytes) {
        return new BufferConfig(sendBytes, sendMaximumBytes, firstBytes, maximumBytes);
    }
}
