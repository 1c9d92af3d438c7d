package org.paceline.packetdrill.profile;

import org.paceline.utcp.tcp.Personality;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * The settings that the scripts' test beds begin with: for Linux those of the {@code defaults.sh} that its scripts
 * source, which need not be there.
 */
final class Presets {
    /** {@code net.inet.tcp.recvspace} and {@code sendspace} of FreeBSD. */
    private static final int FREEBSD_RECEIVE_BYTES = 65_536;

    private static final int FREEBSD_SEND_BYTES = 32_768;

    /**
     * Half of the middle of {@code tcp_rmem}, as Linux shares it with its bookkeeping, and all of {@code tcp_wmem}'s.
     */
    private static final int LINUX_RECEIVE_BYTES = 540_000 / 2;

    private static final int LINUX_SEND_BYTES = 262_144;

    private Presets() {}

    static TcpConfig tcp(Profile profile) {
        TcpConfig base = TcpConfig.defaults();
        return switch (profile) {
            case LINUX ->
                Personality.LINUX.of(
                        base.withReceiveBufferBytes(LINUX_RECEIVE_BYTES).withSendBufferBytes(LINUX_SEND_BYTES));
            case FREEBSD ->
                Personality.FREEBSD.of(
                        base.withReceiveBufferBytes(FREEBSD_RECEIVE_BYTES).withSendBufferBytes(FREEBSD_SEND_BYTES));
            case RFC -> Personality.RFC.of(base.withReceiveBufferBytes(FREEBSD_RECEIVE_BYTES));
        };
    }
}
