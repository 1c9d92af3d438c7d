package org.paceline.utcp.tcp;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.Unpaced;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/**
 * Settings of one connection. The defaults are those of a bulk sender on a path of up to 1 Gb/s and 30 ms, unpaced.
 *
 * @param buffers how much may be written and received ahead
 * @param maximumSegmentBytes upper bound of the MSS that we announce and use, as TCP_MAXSEG; the MTU bounds it as well
 * @param initialWindowSegments IW in segments; RFC 6928 says 10
 * @param congestion algorithm by which cwnd moves
 * @param window how cwnd moves, whatever the algorithm
 * @param pacing how far apart segments with data leave, and what becomes of lateness
 * @param noDelay Nagle's algorithm (RFC 9293 3.7.4) is off
 * @param style how segments look where the RFCs leave it open
 * @param options what is offered to the peer
 * @param recovery how losses are found and repaired
 * @param acks how ours are held back
 * @param timers how long is waited for what
 * @param liveness when a silent peer is given up
 * @param blindSegments what RST and SYN may do (RFC 5961)
 */
public record TcpConfig(
        BufferConfig buffers,
        int maximumSegmentBytes,
        int initialWindowSegments,
        CongestionAlgorithm congestion,
        WindowConfig window,
        PacingPlan pacing,
        boolean noDelay,
        StyleConfig style,
        OptionConfig options,
        RecoveryConfig recovery,
        AckConfig acks,
        TimerConfig timers,
        LivenessConfig liveness,
        BlindSegmentConfig blindSegments) {
    /** RFC 9293 3.7.1: the MSS that every host takes, less what 40 bytes of options could use up, stays positive. */
    private static final int MIN_SEGMENT_BYTES = 88;

    private static final int MAX_SEGMENT_BYTES = 65_495;

    public TcpConfig {
        if (maximumSegmentBytes < MIN_SEGMENT_BYTES || maximumSegmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("a maximum segment of " + maximumSegmentBytes + " bytes is outside "
                    + MIN_SEGMENT_BYTES + " to " + MAX_SEGMENT_BYTES);
        }
        if (initialWindowSegments < 1) {
            throw new IllegalArgumentException("the initial window has at least one segment");
        }
    }

    public static TcpConfig defaults() {
        return new TcpConfig(
                BufferConfig.defaults(),
                1_460,
                10,
                CongestionAlgorithm.CUBIC,
                WindowConfig.defaults(),
                PacingPlan.of(new Unpaced()),
                false,
                StyleConfig.defaults(),
                OptionConfig.defaults(),
                RecoveryConfig.defaults(),
                AckConfig.defaults(),
                TimerConfig.defaults(),
                LivenessConfig.defaults(),
                BlindSegmentConfig.defaults());
    }

    /** What the send buffer holds at first. */
    public int sendBufferBytes() {
        return buffers.sendBytes();
    }

    /** What the receive buffer holds at first. */
    public int receiveBufferBytes() {
        return buffers.receiveBytes();
    }

    public TcpConfig withBuffers(UnaryOperator<BufferConfig> change) {
        return with(draft -> draft.buffers = change.apply(buffers));
    }

    /** A size that stays, as SO_SNDBUF sets it. */
    public TcpConfig withSendBufferBytes(int fixed) {
        return withBuffers(buffers -> buffers.withSendBytes(fixed));
    }

    /** A size that stays, as SO_RCVBUF sets it. */
    public TcpConfig withReceiveBufferBytes(int fixed) {
        return withBuffers(buffers -> buffers.withReceiveBytes(fixed));
    }

    public TcpConfig withMaximumSegmentBytes(int changed) {
        return with(draft -> draft.maximumSegmentBytes = changed);
    }

    public TcpConfig withInitialWindowSegments(int changed) {
        return with(draft -> draft.initialWindowSegments = changed);
    }

    public TcpConfig withCongestion(CongestionAlgorithm changed) {
        return with(draft -> draft.congestion = changed);
    }

    public TcpConfig withWindow(UnaryOperator<WindowConfig> change) {
        return with(draft -> draft.window = change.apply(window));
    }

    public TcpConfig withPacing(PacingPlan changed) {
        return with(draft -> draft.pacing = changed);
    }

    /** Each segment for itself by this rule. */
    public TcpConfig withPacing(PacingPolicy changed) {
        return withPacing(PacingPlan.of(changed));
    }

    public TcpConfig withNoDelay(boolean changed) {
        return with(draft -> draft.noDelay = changed);
    }

    public TcpConfig withStyle(UnaryOperator<StyleConfig> change) {
        return with(draft -> draft.style = change.apply(style));
    }

    public TcpConfig withOptions(UnaryOperator<OptionConfig> change) {
        return with(draft -> draft.options = change.apply(options));
    }

    public TcpConfig withRecovery(UnaryOperator<RecoveryConfig> change) {
        return with(draft -> draft.recovery = change.apply(recovery));
    }

    public TcpConfig withAcks(AckConfig changed) {
        return with(draft -> draft.acks = changed);
    }

    public TcpConfig withTimers(UnaryOperator<TimerConfig> change) {
        return with(draft -> draft.timers = change.apply(timers));
    }

    public TcpConfig withLiveness(UnaryOperator<LivenessConfig> change) {
        return with(draft -> draft.liveness = change.apply(liveness));
    }

    public TcpConfig withBlindSegments(UnaryOperator<BlindSegmentConfig> change) {
        return with(draft -> draft.blindSegments = change.apply(blindSegments));
    }

    private TcpConfig with(Consumer<TcpConfigDraft> change) {
        TcpConfigDraft draft = new TcpConfigDraft(this);
        change.accept(draft);
        return draft.config();
    }
}
