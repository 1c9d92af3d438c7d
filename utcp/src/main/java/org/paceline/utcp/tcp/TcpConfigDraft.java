package org.paceline.utcp.tcp;

import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** A {@link TcpConfig} while one of its settings is changed. */
final class TcpConfigDraft {
    int sendBufferBytes;
    int receiveBufferBytes;
    int maximumSegmentBytes;
    int initialWindowSegments;
    CongestionAlgorithm congestion;
    PacingPolicy pacing;
    LatePolicy late;
    boolean noDelay;
    boolean sack;
    boolean timestamps;
    boolean windowScaling;
    long minRtoNs;
    long maxRtoNs;
    long delayedAckNs;
    long timeWaitNs;
    int synRetries;
    int retries;

    TcpConfigDraft(TcpConfig config) {
        sendBufferBytes = config.sendBufferBytes();
        receiveBufferBytes = config.receiveBufferBytes();
        maximumSegmentBytes = config.maximumSegmentBytes();
        initialWindowSegments = config.initialWindowSegments();
        congestion = config.congestion();
        pacing = config.pacing();
        late = config.late();
        noDelay = config.noDelay();
        sack = config.sack();
        timestamps = config.timestamps();
        windowScaling = config.windowScaling();
        minRtoNs = config.minRtoNs();
        maxRtoNs = config.maxRtoNs();
        delayedAckNs = config.delayedAckNs();
        timeWaitNs = config.timeWaitNs();
        synRetries = config.synRetries();
        retries = config.retries();
    }

    TcpConfig config() {
        return new TcpConfig(
                sendBufferBytes,
                receiveBufferBytes,
                maximumSegmentBytes,
                initialWindowSegments,
                congestion,
                pacing,
                late,
                noDelay,
                sack,
                timestamps,
                windowScaling,
                minRtoNs,
                maxRtoNs,
                delayedAckNs,
                timeWaitNs,
                synRetries,
                retries);
    }
}
