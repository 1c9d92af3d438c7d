package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * How large packets to the peer may be now: path MTU discovery by ICMP (RFC 1191, RFC 8201) with the checks of RFC
 * 5927, and by silence where ICMP is swallowed (RFC 8899 4.3 in spirit). What our SYN announces stays the interface's.
 * Belongs to its connection.
 */
public final class PathMtu {
    /** RFC 1191 6.3: after 10 minutes the path may have changed for the better. */
    private static final long AGEING_NS = 600L * 1_000_000_000;

    /** What a silent path is tried with: jumbo frames, Ethernet, IPv6's minimum, IPv4's. */
    private static final int[] LADDER_BYTES = {4_352, 1_500, 1_280, 576};

    private final TcpConnection c;
    private int mtuBytes;

    /** Payload of a full segment on a path as wide as our own link. */
    private int widestSegmentBytes;

    /** MTU before the search in a black hole began; 0 while there is none. */
    private int beforeSearchBytes;

    private int searchTimeouts;

    PathMtu(TcpConnection connection) {
        c = connection;
        mtuBytes = connection.path.mtuBytes();
        widestSegmentBytes = connection.path.defaultSegmentBytes();
    }

    /** Largest packet that the path is held to take. */
    public int mtuBytes() {
        return mtuBytes;
    }

    /** The handshake has told what the peer takes; returns what the path takes as well. */
    int onSegmentSizeKnown(int segmentBytes) {
        widestSegmentBytes = segmentBytes;
        return segmentBytes();
    }

    /** A packet of ours with the segment that begins at {@code seq} was too big for a router, which takes so much. */
    void onTooBig(long nowNs, int seq, int nextMtuBytes) {
        int limitBytes = Math.max(nextMtuBytes, c.path.smallestMtuBytes());
        if (limitBytes < mtuBytes && largerThan(seq, limitBytes)) {
            lower(nowNs, limitBytes);
        }
    }

    /** RFC 5927 7.2: no segment that we have sent there and that waits for its ACK fits into so little. */
    private boolean largerThan(int seq, int limitBytes) {
        int index = c.queue.indexBeyond(seq);
        return index < c.queue.segments()
                && SequenceNumber.distance(c.queue.startSeq(index), c.queue.endSeq(index))
                        > c.path.segmentBytesIn(limitBytes) - optionsBytes();
    }

    /** Something else has told, such as another connection to the same peer; more than now changes nothing. */
    public void lower(long nowNs, int limitBytes) {
        if (limitBytes >= mtuBytes) {
            return;
        }
        mtuBytes = limitBytes;
        c.timers.set(TimerPurpose.PATH_MTU, nowNs + AGEING_NS);
        c.counters.inTrouble().pathMtuReductions++;
        int before = c.snd.segmentBytes;
        c.snd.segmentBytes = segmentBytes();
        if (c.snd.segmentBytes < before && c.state().synchronizedState()) {
            c.congestion.onSegmentSize(c.snd.segmentBytes);
            c.recovery.onPathMtuLowered(c.snd.segmentBytes);
        }
    }

    /** The head timed out again: the path may swallow what is as large, a full segment or not. */
    void considerBlackHole(long nowNs, int timeoutsInARow) {
        int afterTimeouts = c.config.timers().blackHoleTimeouts();
        if (afterTimeouts == 0 || timeoutsInARow < afterTimeouts || c.queue.empty()) {
            return;
        }
        int nextBytes = stepBelow(Math.min(mtuBytes, headPacketBytes()));
        if (timeoutsInARow == afterTimeouts) {
            beforeSearchBytes = nextBytes > 0 ? mtuBytes : 0;
            searchTimeouts = 0;
        }
        if (beforeSearchBytes == 0) {
            return;
        }
        if (nextBytes > 0) {
            lower(nowNs, nextBytes);
        } else if (++searchTimeouts == afterTimeouts) {
            // not even the smallest came through: it is not the size
            restore(beforeSearchBytes);
            beforeSearchBytes = 0;
        }
    }

    private int headPacketBytes() {
        int headBytes = SequenceNumber.distance(c.queue.startSeq(0), c.queue.endSeq(0));
        return headBytes + optionsBytes() + c.path.mtuBytes() - c.path.segmentBytesIn(c.path.mtuBytes());
    }

    private int stepBelow(int bytes) {
        for (int step : LADDER_BYTES) {
            if (step < bytes && step >= c.path.smallestMtuBytes()) {
                return step;
            }
        }
        return 0;
    }

    /** RFC 1191 6.3: larger packets are tried again. */
    void onAged() {
        restore(c.path.mtuBytes());
    }

    private void restore(int wantedBytes) {
        mtuBytes = wantedBytes;
        c.timers.stop(TimerPurpose.PATH_MTU);
        c.snd.segmentBytes = segmentBytes();
        c.congestion.onSegmentSize(c.snd.segmentBytes);
    }

    private int segmentBytes() {
        return Math.min(widestSegmentBytes, c.path.segmentBytesIn(mtuBytes) - optionsBytes());
    }

    private int optionsBytes() {
        return c.timestamps.inUse() ? Timestamps.OPTION_BYTES : 0;
    }
}
