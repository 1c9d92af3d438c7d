package org.paceline.utcp.tcp;

import java.util.ArrayList;
import java.util.List;

/** What a connection has told its listener. */
final class RecordedEvents implements TcpEvents {
    final List<TcpState> states = new ArrayList<>();
    final List<Long> roundTripsNs = new ArrayList<>();
    final List<Boolean> recoveries = new ArrayList<>();
    CloseReason closeReason = CloseReason.NONE;
    int readable;
    int writable;
    int timeouts;

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        states.add(to);
    }

    @Override
    public void readable() {
        readable++;
    }

    @Override
    public void writable() {
        writable++;
    }

    @Override
    public void closed(CloseReason reason) {
        closeReason = reason;
    }

    @Override
    public void roundTripMeasured(long nowNs, long rttNs) {
        roundTripsNs.add(rttNs);
    }

    @Override
    public void recoveryChanged(long nowNs, boolean recovering) {
        recoveries.add(recovering);
    }

    @Override
    public void retransmissionTimeout(long nowNs) {
        timeouts++;
    }
}
