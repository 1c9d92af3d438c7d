package org.paceline.utcp.tcp;

/**
 * What happens to a connection, for those who watch or wait. Called on the stack's thread, in the middle of its work:
 * be quick, and do not call the connection back.
 */
public interface TcpEvents {
    /** A listener to whom nothing matters. */
    TcpEvents NONE = new TcpEvents() {};

    default void stateChanged(TcpState from, TcpState to) {}

    /** Bytes came in order, or the peer closed: a reader may go on. */
    default void readable() {}

    /**
     * The peer's SYN carried data that was taken: who accepts need not wait for the end of the handshake (RFC 7413).
     */
    default void openedEarly() {}

    /** Room was made in the send buffer, or everything in it was acknowledged: a writer may go on. */
    default void writable() {}

    default void closed(CloseReason reason) {}

    /** @param payloadBytes 0 for a segment without data */
    default void segmentSent(long nowNs, int seq, int payloadBytes, boolean retransmission) {}

    default void segmentReceived(long nowNs, int seq, int ack, int payloadBytes) {}

    default void roundTripMeasured(long nowNs, long rttNs) {}

    /** Loss recovery began or ended. */
    default void recoveryChanged(long nowNs, boolean recovering) {}

    default void retransmissionTimeout(long nowNs) {}
}
