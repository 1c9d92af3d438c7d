package org.paceline.utcp.tcp;

import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * Whether a silent peer is still there: keepalive by RFC 9293 3.8.4, and the user timeout of RFC 9293 3.9.1 and RFC
 * 5482. Nothing is done a segment: a timer that expires looks how long the silence is. Belongs to its connection.
 */
final class Liveness {
    private static final long SECOND_NS = 1_000_000_000;

    /** L_LIMIT of RFC 5482 3.1, R2 of RFC 1122 4.2.3.5: nobody talks us into giving up sooner. */
    private static final int LEAST_ADOPTED_SECONDS = 100;

    /** U_LIMIT: an hour, so that no peer keeps our memory for days. */
    private static final int MOST_ADOPTED_SECONDS = 3_600;

    /** What we tell while the user has set nothing: the five minutes of RFC 9293 3.9.1.1. */
    private static final int DEFAULT_SECONDS = 300;

    private final TcpConnection c;
    private LivenessConfig config;
    private boolean probeOwed;

    /** Questions without an answer. */
    private int probes;

    /** Of the peer's option, 0 for none. */
    private int adoptedSeconds;

    /** Our own option has left with a segment that no SYN cookie forgets. */
    private boolean told;

    /** SND.UNA when the user timeout began to run. */
    private int waitingUna;

    Liveness(TcpConnection connection) {
        c = connection;
        config = connection.config.liveness();
    }

    LivenessConfig config() {
        return config;
    }

    /** The user has changed the settings; the silence so far counts. */
    void configure(LivenessConfig changed, long nowNs) {
        config = changed;
        told = false;
        probes = 0;
        c.timers.stop(TimerPurpose.KEEP_ALIVE);
        c.timers.stop(TimerPurpose.USER_TIMEOUT);
        consider(nowNs);
    }

    /** Something happened to the connection: arms what is to be armed. */
    void consider(long nowNs) {
        if (config.keepAlive() && questionable() && !c.timers.armed(TimerPurpose.KEEP_ALIVE)) {
            c.timers.set(TimerPurpose.KEEP_ALIVE, Math.max(nowNs, lastHeardNs(nowNs) + config.keepIdleNs()));
        }
        if (userDecides()) {
            considerUserTimeout(nowNs);
        }
    }

    /** USER_TIMEOUT of RFC 5482, 0 for none: what the user set, else what the peer's option asks for. */
    private long userTimeoutNs() {
        return config.userTimeoutNs() > 0 ? config.userTimeoutNs() : adoptedSeconds * SECOND_NS;
    }

    /** ADV_UTO of RFC 5482 3.1; below a second it is told as one. */
    private int advertisedSeconds() {
        return config.userTimeoutNs() > 0
                ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, config.userTimeoutNs() / SECOND_NS))
                : DEFAULT_SECONDS;
    }

    /**
     * RFC 5482 3.2: the option goes with the SYN, and with the first segment after it, since a peer with SYN cookies
     * forgets the former. A segment with text has no room for it.
     */
    void writeOption(TcpOptions options, boolean syn) {
        if (!config.userTimeoutOption() || told) {
            return;
        }
        options.userTimeout().tell(advertisedSeconds());
        if (options.encodedBytes() > TcpHeader.MAX_OPTIONS_BYTES) {
            options.userTimeout().clear();
        } else {
            told = !syn;
        }
    }

    /** RFC 5482 3.1: the peer's option counts where the user has set nothing (CHANGEABLE), within limits. */
    void onOption(long nowNs, TcpOptions options) {
        int peerSeconds = options.userTimeout().seconds();
        if (!config.userTimeoutOption() || config.userTimeoutNs() > 0 || peerSeconds == 0) {
            return;
        }
        int wanted = Math.max(Math.max(advertisedSeconds(), peerSeconds), LEAST_ADOPTED_SECONDS);
        adoptedSeconds = Math.min(MOST_ADOPTED_SECONDS, wanted);
        consider(nowNs);
    }

    private void considerUserTimeout(long nowNs) {
        boolean waiting = !c.queue.empty() || (c.state().sendsText() && c.departs.unsentBytes() > 0);
        if (!waiting || c.state() == TcpState.CLOSED) {
            c.timers.stop(TimerPurpose.USER_TIMEOUT);
        } else if (waitingUna != c.snd.una || !c.timers.armed(TimerPurpose.USER_TIMEOUT)) {
            waitingUna = c.snd.una;
            c.timers.set(TimerPurpose.USER_TIMEOUT, nowNs + userTimeoutNs());
        }
    }

    /** RFC 1122 4.2.3.6 leaves the states open; a handshake and TIME-WAIT have timers of their own. */
    private boolean questionable() {
        return c.state().synchronizedState() && c.state() != TcpState.TIME_WAIT;
    }

    private long lastHeardNs(long nowNs) {
        long heardNs = Math.max(c.counters.ackReceivedNs, c.counters.textReceivedNs);
        return heardNs == TcpCounters.NOT_YET_NS ? nowNs : heardNs;
    }

    void onKeepAliveTimer(long nowNs) {
        if (!config.keepAlive() || !questionable()) {
            return;
        }
        long silentNs = nowNs - lastHeardNs(nowNs);
        boolean busy = !c.queue.empty() || c.departs.unsentBytes() > 0; // retransmissions and window probes ask already
        if (busy || silentNs < config.keepIdleNs()) {
            c.timers.set(TimerPurpose.KEEP_ALIVE, nowNs + config.keepIdleNs() - (busy ? 0 : silentNs));
            return;
        }
        boolean expired = userDecides() ? silentNs >= userTimeoutNs() && probes > 0 : probesUsedUp();
        if (expired) {
            CloseCalls.giveUp(c, CloseReason.KEEP_ALIVE);
            return;
        }
        probes++;
        probeOwed = true;
        c.timers.set(TimerPurpose.KEEP_ALIVE, nowNs + config.keepIntervalNs());
    }

    private boolean probesUsedUp() {
        return probes >= config.keepProbes();
    }

    void onUserTimeout() {
        CloseCalls.giveUp(c, CloseReason.USER_TIMEOUT);
    }

    /** The peer acknowledged something that we may have sent: it is there. */
    void onAck() {
        probes = 0;
    }

    boolean probeOwed() {
        return probeOwed;
    }

    /** A segment left, which the peer answers or which takes the question's place. */
    void onProbeSent() {
        probeOwed = false;
    }

    /** Whether the user, or the peer's, set how long to try, so that no count does. */
    boolean userDecides() {
        return userTimeoutNs() > 0;
    }

    int probes() {
        return probes;
    }
}
