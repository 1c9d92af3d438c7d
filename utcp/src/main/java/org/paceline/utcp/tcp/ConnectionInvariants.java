package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.utcp.tcp.recovery.RetransmissionQueue;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/** What holds of a connection after every event, whatever the network does. */
public final class ConnectionInvariants {
    private ConnectionInvariants() {}

    public static void check(TcpConnection c) {
        countsMatchTheQueue(c);
        require(c.account.addsUp(), "the times of all limits add up to the life", c);
        if (c.state() == TcpState.CLOSED) {
            return;
        }
        require(SequenceNumber.lessOrEqual(c.snd.una, c.snd.nxt), "SND.UNA <= SND.NXT", c);
        require(c.queue.outstandingBytes() == c.snd.flightBytes(), "the queue covers SND.UNA to SND.NXT", c);
        require(c.queue.empty() || c.queue.startSeq(0) == c.snd.una, "the queue begins at SND.UNA", c);
        require(
                c.queue.empty() || c.timers.armed(TimerPurpose.RETRANSMISSION) || c.queue.lostAndWaitingBytes() > 0,
                "unacknowledged data has a timer armed or is about to leave again",
                c);
        require(
                c.queue.empty()
                        || c.recovery.reorderDeadlineNs() == TcpConnection.NEVER_NS
                        || c.timers.armed(TimerPurpose.REORDERING)
                        || c.queue.lostAndWaitingBytes() > 0,
                "segments that may be late have a timer armed",
                c);
        require(c.congestion.windowBytes() >= c.snd.segmentBytes, "cwnd holds a segment", c);
        require(
                SequenceNumber.distance(c.rcv.nxt, c.rcv.advertisedEdge) <= c.receiveBuffer.freeBytes() + 0xffff,
                "the window fits the buffer",
                c);
    }

    /** As {@link #check(TcpConnection)}, and that whoever waits for something will be woken. */
    public static void check(TcpConnection c, long nowNs) {
        check(c);
        boolean unfinished = c.sendBuffer.appendedBytes() > c.sendBuffer.releasedBytes() || !c.queue.empty();
        boolean sends = c.state().sendsText() || c.state() == TcpState.SYN_SENT || c.state() == TcpState.SYN_RECEIVED;
        require(
                !(sends && unfinished) || c.nextDeadlineNs(nowNs) != TcpConnection.NEVER_NS,
                "what is unsent, unacknowledged or kept by a closed window has a turn to come",
                c);
    }

    private static void countsMatchTheQueue(TcpConnection c) {
        RetransmissionQueue queue = c.queue;
        long outstanding = 0;
        long sacked = 0;
        long lost = 0;
        long retransmitted = 0;
        long waiting = 0;
        int sackedSegments = 0;
        int lostSegments = 0;
        int retransmittedSegments = 0;
        for (int index = 0; index < queue.segments(); index++) {
            int bytes = SequenceNumber.distance(queue.startSeq(index), queue.endSeq(index));
            outstanding += bytes;
            sacked += queue.sacked(index) ? bytes : 0;
            lost += queue.lost(index) ? bytes : 0;
            retransmitted += queue.retransmissionInFlight(index) ? bytes : 0;
            waiting += queue.lost(index) && !queue.retransmissionInFlight(index) ? bytes : 0;
            sackedSegments += queue.sacked(index) ? 1 : 0;
            lostSegments += queue.lost(index) ? 1 : 0;
            retransmittedSegments += queue.retransmissionInFlight(index) ? 1 : 0;
            require(!(queue.sacked(index) && queue.lost(index)), "nothing is sacked and lost", c);
        }
        require(outstanding == queue.outstandingBytes(), "outstanding bytes", c);
        require(sacked == queue.sackedBytes(), "sacked bytes", c);
        require(lost == queue.lostBytes(), "lost bytes", c);
        require(retransmitted == queue.retransmittedBytes(), "retransmitted bytes", c);
        require(waiting == queue.lostAndWaitingBytes(), "bytes lost and waiting", c);
        require(sackedSegments == queue.sackedSegments(), "sacked segments", c);
        require(lostSegments == queue.lostSegments(), "lost segments", c);
        require(retransmittedSegments == queue.retransmittedSegments(), "segments sent again", c);
        require(waiting == 0 || queue.waiting(queue.firstWaiting()), "the first segment that waits", c);
        require(queue.pipeBytes() >= 0, "the pipe is not negative", c);
    }

    private static void require(boolean holds, String what, TcpConnection c) {
        if (!holds) {
            throw new AssertionError("broken: " + what + " of " + c.info());
        }
    }
}
