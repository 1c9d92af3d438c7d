package org.paceline.packetdrill.profile;

import org.paceline.utcp.tcp.AckConfig;
import org.paceline.utcp.tcp.EcnMode;
import org.paceline.utcp.tcp.IdleRestart;
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

    /** {@code kern.ipc.maxsockbuf} lets the send buffer grow as far. */
    private static final int FREEBSD_LARGEST_SEND_BYTES = 2 << 20;

    /** {@code tcp_rmem} and {@code tcp_wmem} of the scripts' defaults. */
    private static final int LINUX_RECEIVE_BYTES = 540_000;

    private static final int LINUX_LARGEST_RECEIVE_BYTES = 15_728_640;
    private static final int LINUX_SEND_BYTES = 262_144;
    private static final int LINUX_LARGEST_SEND_BYTES = 4_194_304;

    private Presets() {}

    static TcpConfig tcp(Profile profile) {
        TcpConfig base = TcpConfig.defaults();
        return switch (profile) {
            case LINUX ->
                Personality.LINUX
                        .of(base)
                        // half of the buffer is the window, the rest for Linux's bookkeeping
                        .withBuffers(buffers -> buffers.withReceiveRange(
                                        LINUX_RECEIVE_BYTES / 2, LINUX_LARGEST_RECEIVE_BYTES / 2)
                                .withSendRange(LINUX_SEND_BYTES, LINUX_LARGEST_SEND_BYTES))
                        .withStyle(style -> style.withLargestWindowBytes(LINUX_LARGEST_RECEIVE_BYTES))
                        .withOptions(options -> options.withEcn(EcnMode.OFF))
                        .withWindow(window -> window.withIdleRestart(IdleRestart.OFF));
            case FREEBSD ->
                Personality.FREEBSD
                        .of(base.withReceiveBufferBytes(FREEBSD_RECEIVE_BYTES))
                        .withBuffers(buffers -> buffers.withSendRange(FREEBSD_SEND_BYTES, FREEBSD_LARGEST_SEND_BYTES))
                        .withAcks(AckConfig.fixed());
            case RFC ->
                Personality.RFC
                        .of(base.withReceiveBufferBytes(FREEBSD_RECEIVE_BYTES))
                        .withAcks(AckConfig.fixed());
        };
    }
}
