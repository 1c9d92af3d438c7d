package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * What is left of a connection in TIME-WAIT that its user has closed: enough to answer by RFC 9293 3.10.7.4, and to
 * yield by RFC 6191. Answers leave at once, so nothing is owed between two segments. Belongs to the stack's thread.
 */
public final class TimeWaitRecord {
    private final TcpConfig config;
    private final SharedLimits shared;
    private final Timestamps timestamps;
    private final boolean toldDuplicates;
    private final char localPort;
    private final char remotePort;
    private final char windowField;
    private final int sndNxt;
    private final int rcvNxt;
    private final int windowBytes;
    private long endNs;
    private @Nullable ChallengeLimit challenges;

    private TimeWaitRecord(TcpConnection c) {
        config = c.config;
        shared = c.shared;
        timestamps = c.timestamps;
        toldDuplicates = c.recovery.sackPermitted() && c.duplicate.told();
        localPort = (char) c.localPort();
        remotePort = (char) c.remotePort();
        windowField = (char) c.rcv.windowField();
        sndNxt = c.snd.nxt;
        rcvNxt = c.rcv.nxt;
        windowBytes = c.rcv.windowBytes();
        endNs = c.timers.deadlineNs(TimerPurpose.TIME_WAIT);
    }

    /**
     * Takes over what TIME-WAIT is for, and ends the connection as far as its user is concerned.
     *
     * @param connection one that {@link TimeWait#rests}
     */
    public static TimeWaitRecord takeOver(TcpConnection connection) {
        TimeWaitRecord record = new TimeWaitRecord(connection);
        TimeWait.end(connection);
        return record;
    }

    // input

    /** RFC 9293 3.10.7.4 for TIME-WAIT, a segment whose checksum is verified; a FIN may move {@link #endNs}. */
    public TimeWaitAnswer handleSegment(long nowNs, TcpHeader segment, TcpOptions options) {
        boolean stamped = timestamps.inUse() && options.timestamps();
        if (timestamps.inUse() && !segment.rst()) {
            if (!stamped && config.style().habits().requiresTimestamps()) {
                return TimeWaitAnswer.NONE; // RFC 7323 3.2: silently dropped
            }
            if (stamped && timestamps.outdated(options, nowNs)) {
                return answer(nowNs, segment.sequenceLength() > 0 && !segment.syn()); // RFC 7323 5.3 R1
            }
        }
        if (!ReceiveVariables.accepts(rcvNxt, windowBytes, segment)) {
            return onUnacceptable(nowNs, segment, options, stamped);
        }
        if (stamped && SequenceNumber.lessOrEqual(segment.sequenceNumber(), rcvNxt)) {
            timestamps.refresh(options, nowNs);
        }
        if (segment.rst()) {
            return onReset(nowNs, segment);
        }
        if (segment.syn()) {
            return config.blindSegments().challengesSyn() ? challenge(nowNs) : TimeWaitAnswer.RESET;
        }
        if (segment.ack() && SequenceNumber.greaterThan(segment.acknowledgmentNumber(), sndNxt)) {
            return challenge(nowNs);
        }
        return segment.ack() && segment.fin() ? TimeWaitAnswer.ACKNOWLEDGMENT : TimeWaitAnswer.NONE;
    }

    private TimeWaitAnswer onUnacceptable(long nowNs, TcpHeader segment, TcpOptions options, boolean stamped) {
        if (segment.rst()) {
            return TimeWaitAnswer.NONE;
        }
        if (segment.syn()) {
            return challenge(nowNs); // RFC 5961 section 4: wherever it stands
        }
        int behindBytes = SequenceNumber.distance(segment.sequenceNumber(), rcvNxt);
        if (stamped && !toldDuplicates && behindBytes >= 0 && behindBytes <= windowBytes) {
            timestamps.refresh(options, nowNs); // RFC 7323 4.3, second, as before TIME-WAIT
        }
        if (segment.fin()) {
            endNs = nowNs + config.timers().timeWaitNs();
        }
        return answer(nowNs, segment.sequenceLength() > 0);
    }

    /** RFC 5961 section 3; and RFC 1337, where a RST that is an old duplicate's doing ends no TIME-WAIT. */
    private TimeWaitAnswer onReset(long nowNs, TcpHeader segment) {
        BlindSegmentConfig rule = config.blindSegments();
        if (rule.timeWaitOutlastsReset()) {
            return TimeWaitAnswer.NONE;
        }
        return rule.exactReset() && segment.sequenceNumber() != rcvNxt ? challenge(nowNs) : TimeWaitAnswer.END;
    }

    private TimeWaitAnswer challenge(long nowNs) {
        return challenges().challenge(nowNs) ? TimeWaitAnswer.ACKNOWLEDGMENT : TimeWaitAnswer.NONE;
    }

    private TimeWaitAnswer answer(long nowNs, boolean withText) {
        return withText || challenges().answer(nowNs) ? TimeWaitAnswer.ACKNOWLEDGMENT : TimeWaitAnswer.NONE;
    }

    private ChallengeLimit challenges() {
        ChallengeLimit made = challenges;
        if (made == null) {
            made = new ChallengeLimit(config.timers().challengeIntervalNs(), shared.challenges());
            challenges = made;
        }
        return made;
    }

    // output

    /**
     * Writes the ACK, or the RST, that {@link #handleSegment} asked for.
     *
     * @param offset where the TCP header begins; what stands in front is the stack's, as is the checksum
     * @return length of the segment in bytes
     */
    public int write(long nowNs, TimeWaitAnswer answer, ByteBuffer frame, int offset) {
        boolean reset = answer == TimeWaitAnswer.RESET;
        TcpOptions options = shared.departing().clear().order(config.style().order());
        if (timestamps.inUse()) {
            options.timestamps(timestamps.value(nowNs), timestamps.echo());
        }
        int flags = TcpHeader.ACK | (reset ? TcpHeader.RST : 0);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        TcpHeader.write(
                frame, offset, localPort, remotePort, sndNxt, rcvNxt, flags, reset ? 0 : windowField, headerBytes);
        options.write(frame, offset + TcpHeader.MIN_LENGTH_BYTES);
        return headerBytes;
    }

    // getters

    /** RFC 6191 section 2: the peer's SYN is newer than everything that the old connection saw. */
    public boolean yieldsTo(TcpHeader syn, TcpOptions options) {
        return TimeWait.newer(timestamps, rcvNxt, syn, options);
    }

    /** A SYN of ours would be, see {@link TimeWait#yieldsToConnect}. */
    public boolean yieldsToConnect(long nowNs) {
        return TimeWait.movedOn(timestamps, endNs - config.timers().timeWaitNs(), nowNs);
    }

    /** Whether a SYN with a FIN is dropped unseen. */
    public boolean dropsSynFin() {
        return config.blindSegments().synFin() == SynFinRule.DROP;
    }

    /** When TIME-WAIT is over. */
    public long endNs() {
        return endNs;
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }
}
