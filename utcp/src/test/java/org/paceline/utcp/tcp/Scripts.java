package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.ConnectionScript.MS;

import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/** A script in each state, reached by a handshake with a round trip of 100 ms and nothing else. */
final class Scripts {
    static final long RTT_NS = 100 * MS;

    /** RFC 6298 2.2 after the one sample of the handshake: 100 ms + 4 * 50 ms. */
    static final long RTO_NS = 300 * MS;

    static final String PEER_OPTIONS = "<mss 1460,sackOK>";

    private Scripts() {}

    /**
     * The defaults without timestamps, so that a full segment has 1,460 bytes and options are few, with Reno, whose
     * windows are round numbers, with losses found by counting, with ACKs that are held back from the first one on, and
     * buffers of 1 MiB.
     */
    static TcpConfig plain() {
        return modern().withRecovery(recovery -> RecoveryConfig.classic());
    }

    /** The plain settings with everything that loss recovery can do. */
    static TcpConfig modern() {
        return TcpConfig.defaults()
                .withOptions(options -> options.withTimestamps(false))
                .withCongestion(CongestionAlgorithm.RENO)
                .withWindow(window -> window.withHyStart(false))
                .withAcks(AckConfig.fixed())
                .withSendBufferBytes(1 << 20)
                .withReceiveBufferBytes(1 << 20);
    }

    static ConnectionScript listen(TcpConfig config) {
        ConnectionScript script = new ConnectionScript(config);
        script.connection.listen();
        return script;
    }

    static ConnectionScript synSent(TcpConfig config) {
        ConnectionScript script = new ConnectionScript(config);
        script.connection.open();
        return script.expect("S 0:0");
    }

    static ConnectionScript synReceived(TcpConfig config) {
        return listen(config).arrives("S 0:0 win 65535 " + PEER_OPTIONS).expect("S. 0:0 ack 1");
    }

    static ConnectionScript established() {
        return established(plain());
    }

    static ConnectionScript established(TcpConfig config) {
        return established(config, 65_535, PEER_OPTIONS);
    }

    static ConnectionScript established(TcpConfig config, int peerWindow, String peerOptions) {
        return synSent(config)
                .at(RTT_NS)
                .arrives("S. 0:0 ack 1 win " + peerWindow + " " + peerOptions)
                .expect(". 1:1 ack 1")
                .is(TcpState.ESTABLISHED);
    }

    /** Any state but CLOSED, with the plain settings. */
    static ConnectionScript in(TcpState state) {
        ConnectionScript script =
                switch (state) {
                    case CLOSED -> throw new IllegalArgumentException("there is nothing to script");
                    case LISTEN -> listen(plain());
                    case SYN_SENT -> synSent(plain());
                    case SYN_RECEIVED -> synReceived(plain());
                    case ESTABLISHED -> established();
                    case FIN_WAIT_1 -> established().shutsOutput().expect("F. 1:1 ack 1");
                    case FIN_WAIT_2 -> in(TcpState.FIN_WAIT_1).arrives(". 1:1 ack 2");
                    case CLOSE_WAIT -> established().arrives("F. 1:1 ack 1").expect(". 1:1 ack 2");
                    case CLOSING ->
                        in(TcpState.FIN_WAIT_1).arrives("F. 1:1 ack 1").expect(". 2:2 ack 2");
                    case LAST_ACK -> in(TcpState.CLOSE_WAIT).shutsOutput().expect("F. 1:1 ack 2");
                    case TIME_WAIT ->
                        in(TcpState.FIN_WAIT_2).arrives("F. 1:1 ack 2").expect(". 2:2 ack 2");
                };
        return script.is(state);
    }
}
