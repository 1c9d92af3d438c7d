package org.paceline.utcp.tcp;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.tcp.congestion.AckSample;
import org.paceline.utcp.tcp.congestion.WindowedMaximum;

/**
 * Whether cwnd is in use, and what becomes of one that is not: RFC 7661, or what {@link IdleRestart} names instead.
 * Belongs to its connection.
 */
final class WindowValidation {
    /** The non-validated period of RFC 7661 4.4. */
    static final long NON_VALIDATED_NS = 300_000_000_000L;

    /** The pipeACK sampling period of RFC 7661 4.2: max(3 * RTT, 1 s). */
    private static final long MIN_SAMPLING_NS = 1_000_000_000L;

    private static final int SAMPLING_ROUND_TRIPS = 3;
    private static final long NEVER_NS = Long.MIN_VALUE;

    private final TcpConnection c;
    /** Made when the first text leaves. */
    private @Nullable CwndLimit limit;

    /** pipeACK: the most that was acknowledged in one round trip; made at the first sample. */
    private @Nullable WindowedMaximum pipeAck;

    /** While pipeACK is undefined: what had been delivered at the first sample, -1 before it. */
    private long firstSampleDeliveredBytes = -1;

    private boolean defined;
    private boolean validated = true;
    private long validatedNs = NEVER_NS;
    private long lastTextNs = NEVER_NS;

    /** Of the recovery that goes on: what it was answered by while cwnd was not validated, 0 otherwise. */
    private long recoveryBasisBytes;

    private long retransmittedBeforeBytes;

    WindowValidation(TcpConnection connection) {
        c = connection;
    }

    /** Text leaves next; a flight that begins after a pause begins with what the pause has left of cwnd. */
    void beforeText(long nowNs) {
        if (validatedNs == NEVER_NS) {
            validatedNs = nowNs;
        }
        if (mode() == IdleRestart.RFC_7661) {
            considerPeriodsEnd(nowNs);
        } else if (c.queue.empty() && lastTextNs != NEVER_NS) {
            restart(nowNs, nowNs - lastTextNs);
        }
        lastTextNs = nowNs;
    }

    /** A segment with text has left. */
    void afterText(long nowNs) {
        long roomBytes = c.response.windowBytes() - c.pipeBytes();
        if (limit == null) {
            limit = new CwndLimit();
        }
        limit.onSent(
                c.sendBuffer.releasedBytes(),
                c.snd.flightBytes(),
                roomBytes < c.snd.segmentBytes,
                nowNs,
                c.rtt.rtoNs());
        boolean burstsEnd = c.departs.unsentBytes() == 0;
        if (mode() == IdleRestart.RFC_2861 && burstsEnd && limit.unusedForRto() && !c.recovery.recovering()) {
            // RFC 2861 section 3: half of what the application has not used for an RTO goes
            long usedBytes = Math.max(limit.usedBytes(), initialWindowBytes());
            long windowBytes = c.congestion.windowBytes();
            if (usedBytes < windowBytes) {
                c.congestion.onUnused((windowBytes + usedBytes) / 2, rememberedThresholdBytes());
            }
            limit.restart(nowNs);
        }
    }

    /** @return whether the window may grow by this acknowledgment */
    boolean onAck(AckSample sample) {
        if (mode() != IdleRestart.RFC_7661) {
            return limited(c.congestion.windowBytes(), c.congestion.slowStart());
        }
        long samplingNs = Math.max(MIN_SAMPLING_NS, SAMPLING_ROUND_TRIPS * Math.max(0, sample.smoothedRttNs));
        if (sample.priorDeliveredBytes >= 0 && !sample.recovering) {
            if (pipeAck == null) {
                pipeAck = new WindowedMaximum();
            }
            pipeAck.update(sample.intervalBytes, sample.nowNs, samplingNs);
            considerDefined(sample);
        }
        validated = validated(pipeAck == null ? 0 : pipeAck.at(sample.nowNs, samplingNs));
        if (validated) {
            validatedNs = sample.nowNs;
        } else {
            considerPeriodsEnd(sample.nowNs);
        }
        return validated;
    }

    /** RFC 7661 4.2: undefined until a round trip has been measured whole. */
    private void considerDefined(AckSample sample) {
        if (firstSampleDeliveredBytes < 0) {
            firstSampleDeliveredBytes = sample.totalDeliveredBytes;
        } else if (sample.priorDeliveredBytes >= firstSampleDeliveredBytes) {
            defined = true;
        }
    }

    private boolean validated(long pipeAckBytes) {
        long windowBytes = c.congestion.windowBytes();
        if (!defined) {
            return true; // RFC 7661 4.2: the undefined value keeps from entering the non-validated phase
        }
        if (c.congestion.slowStart()) {
            // cwnd doubles within the round trip that pipeACK looks back on
            return 4 * pipeAckBytes >= windowBytes && limited(windowBytes, true);
        }
        return 2 * pipeAckBytes >= windowBytes; // RFC 7661 4.3
    }

    private boolean limited(long windowBytes, boolean slowStart) {
        return limit != null && limit.limited(windowBytes, slowStart);
    }

    /** RFC 7661 4.4.3. */
    private void considerPeriodsEnd(long nowNs) {
        while (nowNs - validatedNs >= NON_VALIDATED_NS && c.congestion.windowBytes() > initialWindowBytes()) {
            c.congestion.onUnused(
                    Math.max(c.congestion.windowBytes() / 2, initialWindowBytes()), rememberedThresholdBytes());
            validatedNs += NON_VALIDATED_NS;
        }
    }

    private void restart(long nowNs, long idleNs) {
        long windowBytes = c.congestion.windowBytes();
        long restartBytes = Math.min(initialWindowBytes(), windowBytes);
        long rtoNs = c.rtt.rtoNs();
        if (idleNs <= rtoNs || restartBytes == windowBytes) {
            return;
        }
        if (mode() == IdleRestart.RFC_5681) {
            c.congestion.onUnused(restartBytes, c.congestion.slowStartThresholdBytes());
        } else if (mode() == IdleRestart.RFC_2861) {
            long thresholdBytes = rememberedThresholdBytes();
            for (long leftNs = idleNs - rtoNs; leftNs > 0 && windowBytes > restartBytes; leftNs -= rtoNs) {
                windowBytes /= 2;
            }
            c.congestion.onUnused(Math.max(windowBytes, restartBytes), thresholdBytes);
            if (limit != null) {
                limit.restart(nowNs);
            }
        }
    }

    /** ssthresh keeps three quarters of the window in mind (RFC 2861 section 3, RFC 7661 4.4.3). */
    private long rememberedThresholdBytes() {
        return Math.max(c.congestion.slowStartThresholdBytes(), c.congestion.windowBytes() * 3 / 4);
    }

    /** RFC 5681 4.1, IW of RFC 6928. */
    private long initialWindowBytes() {
        return (long) c.config.initialWindowSegments() * c.snd.segmentBytes;
    }

    /**
     * A loss, an echo of congestion or a timeout is about to reduce the window. What answers it is the flight of RFC
     * 5681 3.1, without what limited transmit added (RFC 3042), or what the path is known to take while cwnd is not
     * validated (RFC 7661 4.4.1).
     *
     * @return what congestion control is to take for the flight
     */
    long onReduction(long flightBytes) {
        long windowBytes = c.congestion.windowBytes();
        boolean notValidated = mode() == IdleRestart.RFC_7661 && defined && !validated;
        long knownBytes = notValidated && pipeAck != null ? Math.max(flightBytes, pipeAck.latest()) : flightBytes;
        recoveryBasisBytes = notValidated ? Math.min(knownBytes, windowBytes) : 0;
        retransmittedBeforeBytes = c.counters.troubles().bytesRetransmitted;
        // RFC 7661 4.2: nothing that was measured before says anything of the window now
        if (pipeAck != null) {
            pipeAck.clear();
        }
        firstSampleDeliveredBytes = -1;
        defined = false;
        validated = true;
        return c.config.window().reducesWindow() ? windowBytes : Math.min(knownBytes, windowBytes);
    }

    /** RFC 7661 4.4.1: what the recovery had to send again was too much as well. */
    void onRecovered() {
        if (recoveryBasisBytes > 0) {
            long resentBytes = c.counters.troubles().bytesRetransmitted - retransmittedBeforeBytes;
            long safeBytes = Math.max((recoveryBasisBytes - resentBytes) / 2, 2L * c.snd.segmentBytes);
            if (safeBytes < c.congestion.windowBytes()) {
                c.congestion.onUnused(safeBytes, safeBytes);
            }
            recoveryBasisBytes = 0;
        }
    }

    private IdleRestart mode() {
        return c.config.window().idleRestart();
    }
}
