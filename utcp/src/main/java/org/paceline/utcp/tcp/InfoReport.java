package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.recovery.DeliveryRate;
import org.paceline.utcp.tcp.recovery.RetransmissionQueue;

/** Makes the {@link TcpInfo} of a connection: one place that knows where each number stands. */
final class InfoReport {
    private InfoReport() {}

    static TcpInfo of(TcpConnection c, long nowNs) {
        return new TcpInfo(
                c.state(),
                c.congestionPhase(),
                c.recovery.caState().linuxValue(),
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
                c.pacing.bytesPerSecond(), Long.MAX_VALUE, delivery.shownBytesPerSecond(), delivery.shownAppLimited());
    }

    private static TcpInfo.Options options(TcpConnection c) {
        return new TcpInfo.Options(
                c.timestamps.inUse(),
                c.recovery.sackPermitted(),
                c.snd.windowScaling,
                c.ecn.inUse(),
                c.ecn.seen(),
                c.fastOpen.textArrived(),
                c.snd.windowShift,
                c.rcv.windowShift);
    }

    private static TcpInfo.Segments segments(TcpConnection c) {
        RetransmissionQueue queue = c.queue;
        long thresholdBytes = c.congestion.slowStartThresholdBytes();
        return new TcpInfo.Segments(
                queue.segments(),
                c.recovery.sackedSegments(),
                queue.lostSegments(),
                queue.retransmittedSegments(),
                c.congestionWindowBytes() / c.snd.segmentBytes,
                thresholdBytes == Long.MAX_VALUE ? Integer.MAX_VALUE : thresholdBytes / c.snd.segmentBytes,
                c.timeoutsInARow(),
                c.liveness.probes(),
                c.rtt.backOffs(),
                c.recovery.reordering(),
                c.counters.troubles().retransmissions,
                c.counters.troubles().retransmissionTimeouts,
                c.counters.segmentsSent,
                c.counters.segmentsReceived,
                c.counters.textSegmentsSent,
                c.counters.textSegmentsReceived,
                queue.delivery().deliveredSegments(),
                c.ecn.deliveredMarked(),
                c.recovery.duplicatesTold(),
                c.recovery.reorderingsSeen(),
                c.counters.troubles().outOfOrderSegments);
    }

    private static TcpInfo.Bytes bytes(TcpConnection c) {
        return new TcpInfo.Bytes(
                c.congestionWindowBytes(),
                c.congestion.slowStartThresholdBytes(),
                c.snd.windowBytes,
                c.rcv.windowBytes(),
                c.queue.outstandingBytes(),
                c.queue.sackedBytes(),
                c.queue.lostBytes(),
                c.sendBuffer.releasedBytes(),
                c.counters.bytesReceived,
                c.counters.bytesSent + c.counters.troubles().bytesRetransmitted,
                c.counters.bytesSent,
                c.counters.troubles().bytesRetransmitted,
                c.sendBuffer.appendedBytes() - c.counters.bytesSent,
                c.window.limitBytes(),
                c.window.spaceBytes(),
                c.memoryBytes());
    }

    private static TcpInfo.Times times(TcpConnection c, long nowNs) {
        TcpCounters counters = c.counters;
        TimeReport spent = c.times(nowNs);
        return new TcpInfo.Times(
                c.rtt.rtoNs(),
                c.ack.delayNs(),
                c.rtt.smoothedNs(),
                c.rtt.variationNs(),
                c.rtt.minimumNs(),
                c.window.roundTripNs(),
                since(counters.textSentNs, nowNs),
                since(counters.ackSentNs, nowNs),
                since(counters.textReceivedNs, nowNs),
                since(counters.ackReceivedNs, nowNs),
                spent.busyNs(),
                spent.spentNs(SendLimit.RECEIVE_WINDOW),
                spent.spentNs(SendLimit.SEND_BUFFER) + spent.spentNs(SendLimit.MEMORY));
    }

    private static long since(long eventNs, long nowNs) {
        return eventNs == TcpCounters.NOT_YET_NS ? 0 : Math.max(0, nowNs - eventNs);
    }
}
