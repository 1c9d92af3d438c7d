package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.congestion.AckSample;
import org.paceline.utcp.tcp.recovery.DeliveryRate;

/** Puts together what one acknowledgment told, and hands it to congestion control. Keeps nothing itself. */
final class AckSampling {

    private AckSampling() {}

    /** Before anything that the acknowledgment reports changes the queue. */
    static void begin(TcpConnection c, long arrivalNs) {
        AckSample sample = c.shared.sample();
        considerAppLimited(c);
        sample.priorRecovering = c.recovery.reducingRate();
        sample.priorFlightBytes = c.snd.flightBytes();
        sample.priorPipeBytes = c.pipeBytes();
        sample.ecnEcho = false;
        c.queue.delivery().beginAck(arrivalNs);
    }

    /** The acknowledgment echoes congestion, and ECN is in use. */
    static void onEcnEcho(TcpConnection c) {
        c.shared.sample().ecnEcho = true;
    }

    /**
     * When all that it reports is known, losses included, and congestion control knows of a recovery's begin or end.
     */
    static void end(TcpConnection c, long nowNs, int acknowledgedBytes) {
        AckSample sample = c.shared.sample();
        DeliveryRate delivery = c.queue.delivery();
        long minRttNs = c.rtt.minimumNs();
        delivery.endAck(minRttNs);
        if (acknowledgedBytes <= 0 && delivery.newlyDeliveredBytes() == 0 && delivery.newlyLostBytes() == 0) {
            return;
        }
        sample.nowNs = nowNs;
        sample.acknowledgedBytes = Math.max(0, acknowledgedBytes);
        sample.deliveredBytes = delivery.newlyDeliveredBytes();
        sample.lostBytes = delivery.newlyLostBytes();
        sample.unaPosition = c.sendBuffer.releasedBytes();
        sample.nxtPosition = sample.unaPosition + c.snd.flightBytes();
        sample.pipeBytes = c.pipeBytes();
        sample.rttNs = delivery.rttNs();
        sample.smoothedRttNs = c.rtt.smoothedNs();
        sample.minRttNs = minRttNs;
        sample.totalDeliveredBytes = delivery.deliveredBytes();
        sample.priorDeliveredBytes = delivery.priorDeliveredBytes();
        sample.intervalNs = delivery.intervalNs();
        sample.intervalBytes = delivery.intervalBytes();
        sample.deliveryRate = delivery.bytesPerSecond();
        sample.appLimited = delivery.sampleAppLimited();
        boolean last = sample.priorRecovering
                && !c.recovery.reducingRate()
                && c.config.style().habits().growsWithLastAck();
        sample.acknowledgedBytes = last ? (int) sample.deliveredBytes : sample.acknowledgedBytes;
        sample.recovering = (sample.priorRecovering && !last) || c.recovery.reducingRate();
        sample.windowLimited = c.windowLimited(sample) && loopHasTime(c, sample);
        c.congestion.onAck(sample);
    }

    private static boolean loopHasTime(TcpConnection c, AckSample sample) {
        return c.shared
                .headroom()
                .carries(c.congestion.slowStart(), c.congestion.windowBytes(), c.snd.segmentBytes, sample.deliveryRate);
    }

    /**
     * CheckIfApplicationLimited() of draft-cheng-iccrg-delivery-rate-estimation 3.4: less than a segment waits to be
     * sent, nothing waits to be sent again, and there is room in cwnd.
     */
    static void considerAppLimited(TcpConnection c) {
        long pipeBytes = c.pipeBytes();
        boolean nothingWaits = c.departs.unsentBytes() < c.snd.segmentBytes && c.queue.lostAndWaitingBytes() == 0;
        if (c.congestion.limitsItself() || (nothingWaits && pipeBytes < c.response.windowBytes())) {
            c.queue.delivery().onAppLimited(pipeBytes);
        }
    }
}
