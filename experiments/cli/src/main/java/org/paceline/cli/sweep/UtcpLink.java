package org.paceline.cli.sweep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.paceline.cli.iperf.station.Station;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.probe.sweep.SegmentLink;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/**
 * A connection of our own TCP for a sweep: a segment is as long as a record, the window holds a train, a late departure
 * shortens no gap, and a receiver that stands still for two round trips at the end of a train is not probed for a lost
 * tail (RFC 8985, 7.2), which would put that train aside.
 */
final class UtcpLink implements SegmentLink {
    private static final long CONNECT_TIMEOUT_NS = 5_000_000_000L;

    private final UtcpSocket socket;
    private final TrainGap gap;
    private final TrainDepartures departures;
    private final InetSocketAddress local;

    private UtcpLink(UtcpSocket socket, TrainGap gap, TrainDepartures departures) throws UnknownHostException {
        this.socket = socket;
        this.gap = gap;
        this.departures = departures;
        local = new InetSocketAddress(
                InetAddress.getByAddress(socket.localAddress().bytes()), socket.localPort());
    }

    /**
     * Connects.
     *
     * @param departures what the station tells its departures to
     * @throws IOException when nobody answers, or the path takes no segments of that length
     */
    static UtcpLink open(Station station, TrainDepartures departures, InetSocketAddress receiver, SweepPlan plan)
            throws IOException {
        TrainGap gap = new TrainGap();
        TcpConfig config = TcpConfig.defaults()
                .withMaximumSegmentBytes(plan.payloadBytes())
                .withOptions(options -> options.withTimestamps(false))
                .withCongestion(CongestionAlgorithm.FIXED_WINDOW)
                .withInitialWindowSegments(plan.trainPackets())
                .withNoDelay(true)
                .withRecovery(recovery -> recovery.withTailLossProbe(false))
                .withPacing(new PacingPlan(gap, 1, LatePolicy.SKIP));
        UtcpSocket socket = station.connect(receiver.getAddress(), receiver.getPort(), config, CONNECT_TIMEOUT_NS);
        int segmentBytes = socket.info().sndMssBytes();
        if (segmentBytes < plan.payloadBytes()) {
            socket.abort();
            throw new IOException("its segments have at most " + segmentBytes + " bytes; give -l " + segmentBytes);
        }
        return new UtcpLink(socket, gap, departures);
    }

    @Override
    public void space(long gapNs) {
        gap.set(gapNs);
        departures.clear();
    }

    @Override
    public void write(byte[] bytes, int lengthBytes) throws IOException {
        socket.write(bytes, 0, lengthBytes);
    }

    @Override
    public boolean drain(long timeoutNs) throws IOException {
        return socket.drain(timeoutNs);
    }

    @Override
    public int read(byte[] target, int offset, int lengthBytes, long timeoutNs) throws IOException {
        try {
            return socket.read(target, offset, lengthBytes, timeoutNs);
        } catch (SocketTimeoutException nothingCame) {
            return 0;
        }
    }

    @Override
    public long[] departuresNs() {
        return departures.timesNs();
    }

    @Override
    public long resent() throws IOException {
        return socket.info().totalRetransmissions();
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }
}
