package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.recovery.DeliveryRate;
import org.paceline.utcp.tcp.recovery.RetransmissionQueue;

/** Makes the {@link TcpInfo} of a connection: one place that knows where each number stands. */
final class InfoReport {
    private static final int CA_OPEN = 0;
    private static final int CA_RECOVERY = 3;

    /** Linux's tcp_reordering before any was seen, DupThresh. */
    private static final int INITIAL_REORDERING = 3;

    private InfoReport() {}

    static TcpInfo of(TcpConnection c, long nowNs) {
        return new TcpInfo(
                c.state(),
                c.congestionPhase(),
                c.recovery.recovering() ? CA_RECOVERY : CA_OPEN,
                c.snd.segmentBytes,
                c.ack.fullSegmentBytes(),
                c.path.announcedSegmentBytes(),
                c.pathMtu.mtuBytes(),
                options(c),
                segments(c),
                bytes(c),
                times(c, nowNs),
                rates(c));
    }

    private static TcpInfo.Rates rates(TcpConnection c) {
        DeliveryRate delivery = c.queue.delivery();
        return new TcpInfo.Rates(
                Long.MAX_VALUE, Long.MAX_VALUE, delivery.shownBytesPerSecond(), delivery.shownAppLimited());
    }

    private static TcpInfo.Options options(TcpConnection c) {
        return new TcpInfo.Options(
                c.timestamps.inUse(),
                c.recovery.sackPermitted(),
                c.snd.windowScaling,
                c.ecn.inUse(),
                c.ecn.seen(),
                false,
                c.snd.windowShift,
                c.rcv.windowShift);
    }

    private static TcpInfo.Segments segments(TcpConnection c) {
        RetransmissionQueue queue = c.queue;
        long sacked = 0;
        long lost = 0;
        long retransmitted = 0;
        for (int index = 0; index < queue.segments(); index++) {
            sacked += queue.sacked(index) ? 1 : 0;
            lost += queue.lost(index) ? 1 : 0;
            retransmitted += queue.retransmissionInFlight(index) ? 1 : 0;
        }
        long thresholdBytes = c.congestion.slowStartThresholdBytes();
        return new TcpInfo.Segments(
                queue.segments(),
                sacked,
                lost,
                retransmitted,
                c.congestion.windowBytes() / c.snd.segmentBytes,
                thresholdBytes == Long.MAX_VALUE ? Integer.MAX_VALUE : thresholdBytes / c.snd.segmentBytes,
                c.timeoutsInARow(),
                0,
                c.rtt.backOffs(),
                INITIAL_REORDERING,
                c.counters.retransmissions,
                c.counters.retransmissionTimeouts,
                c.counters.segmentsSent,
                c.counters.segmentsReceived,
                c.counters.textSegmentsSent,
                c.counters.textSegmentsReceived,
                queue.delivery().deliveredSegments(),
                0,
                0,
                0,
                c.counters.outOfOrderSegments);
    }

    private static TcpInfo.Bytes bytes(TcpConnection c) {
        return new TcpInfo.Bytes(
                c.congestion.windowBytes(),
                c.congestion.slowStartThresholdBytes(),
                c.snd.windowBytes,
                c.rcv.windowBytes(),
                c.queue.outstandingBytes(),
                c.queue.sackedBytes(),
                c.queue.lostBytes(),
                c.sendBuffer.releasedBytes(),
                c.counters.bytesReceived,
                c.counters.bytesSent + c.counters.bytesRetransmitted,
                c.counters.bytesSent,
                c.counters.bytesRetransmitted,
                c.sendBuffer.appendedBytes() - c.counters.bytesSent,
                c.receiveBuffer.capacityBytes(),
                0,
                c.memoryBytes());
    }

    private static TcpInfo.Times times(TcpConnection c, long nowNs) {
        TcpCounters counters = c.counters;
        return new TcpInfo.Times(
                c.rtt.rtoNs(),
                c.config.timers().delayedAckNs(),
                c.rtt.smoothedNs(),
                c.rtt.variationNs(),
                c.rtt.minimumNs(),
                -1,
                since(counters.textSentNs, nowNs),
                since(counters.ackSentNs, nowNs),
                since(counters.textReceivedNs, nowNs),
                since(counters.ackReceivedNs, nowNs),
                0,
                0,
                0);
    }

    private static long since(long eventNs, long nowNs) {
        return eventNs == TcpCounters.NOT_YET_NS ? 0 : Math.max(0, nowNs - eventNs);
    }
}
