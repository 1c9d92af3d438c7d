package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * Whether a silent peer is still there: keepalive by RFC 9293 3.8.4, and the user timeout of RFC 9293 3.9.1 and RFC
 * 5482. Nothing is done a segment: a timer that expires looks how long the silence is. Belongs to its connection.
 */
final class Liveness {
    private final TcpConnection c;
    private LivenessConfig config;
    private boolean probeOwed;

    /** Questions without an answer. */
    private int probes;

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
        if (config.userTimeoutNs() > 0) {
            considerUserTimeout(nowNs);
        }
    }

    private void considerUserTimeout(long nowNs) {
        boolean waiting = !c.queue.empty() || (c.state().sendsText() && c.departs.unsentBytes() > 0);
        if (!waiting || c.state() == TcpState.CLOSED) {
            c.timers.stop(TimerPurpose.USER_TIMEOUT);
        } else if (waitingUna != c.snd.una || !c.timers.armed(TimerPurpose.USER_TIMEOUT)) {
            waitingUna = c.snd.una;
            c.timers.set(TimerPurpose.USER_TIMEOUT, nowNs + config.userTimeoutNs());
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
        boolean expired =
                config.userTimeoutNs() > 0 ? silentNs >= config.userTimeoutNs() && probes > 0 : probesUsedUp();
        if (expired) {
            c.calls.giveUp(CloseReason.KEEP_ALIVE);
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
        c.calls.giveUp(CloseReason.USER_TIMEOUT);
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

    /** Whether the user set how long to try, so that no count does. */
    boolean userDecides() {
        return config.userTimeoutNs() > 0;
    }

    int probes() {
        return probes;
    }
}
