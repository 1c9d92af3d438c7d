package org.paceline.utcp.tcp;

import org.paceline.pacer.control.PacingPlan;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/** A {@link TcpConfig} while one of its settings is changed. */
final class TcpConfigDraft {
    BufferConfig buffers;
    int maximumSegmentBytes;
    int initialWindowSegments;
    CongestionAlgorithm congestion;
    WindowConfig window;
    PacingPlan pacing;
    boolean noDelay;
    StyleConfig style;
    OptionConfig options;
    RecoveryConfig recovery;
    AckConfig acks;
    TimerConfig timers;
    LivenessConfig liveness;
    BlindSegmentConfig blindSegments;

    TcpConfigDraft(TcpConfig config) {
        buffers = config.buffers();
        maximumSegmentBytes = config.maximumSegmentBytes();
        initialWindowSegments = config.initialWindowSegments();
        congestion = config.congestion();
        window = config.window();
        pacing = config.pacing();
        noDelay = config.noDelay();
        style = config.style();
        options = config.options();
        recovery = config.recovery();
        acks = config.acks();
        timers = config.timers();
        liveness = config.liveness();
        blindSegments = config.blindSegments();
    }

    TcpConfig config() {
        return new TcpConfig(
                buffers,
                maximumSegmentBytes,
                initialWindowSegments,
                congestion,
                window,
                pacing,
                noDelay,
                style,
                options,
                recovery,
                acks,
                timers,
                liveness,
                blindSegments);
    }
}
