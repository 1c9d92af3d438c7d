package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paceline.nic.wire.OptionOrder;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

class TcpConfigTest {
    private static final TcpConfig DEFAULTS = TcpConfig.defaults();

    private static void refused(Executable setting, String words) {
        assertEquals(
                words, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() {
        refused(() -> DEFAULTS.withSendBufferBytes(0), "a buffer of 0 bytes is outside 1 to 1073741824");
        refused(() -> DEFAULTS.withReceiveBufferBytes(-5), "a buffer of -5 bytes is outside 1 to 1073741824");
        refused(() -> DEFAULTS.withMaximumSegmentBytes(87), "a maximum segment of 87 bytes is outside 88 to 65495");
        refused(
                () -> DEFAULTS.withMaximumSegmentBytes(65_496),
                "a maximum segment of 65496 bytes is outside 88 to 65495");
        refused(() -> DEFAULTS.withInitialWindowSegments(0), "the initial window has at least one segment");
        refused(() -> DEFAULTS.withTimers(timers -> timers.withTimeWaitNs(-1)), "times and counts are not negative");
        refused(() -> DEFAULTS.withTimers(timers -> timers.withRetries(-1)), "times and counts are not negative");
        refused(() -> DEFAULTS.withTimers(timers -> timers.withSynRetries(-1)), "times and counts are not negative");
    }

    @Test
    void aChangeIsTheOnlyChange() {
        TcpConfig changed = DEFAULTS.withSendBufferBytes(1)
                .withReceiveBufferBytes(2)
                .withMaximumSegmentBytes(100)
                .withInitialWindowSegments(3)
                .withCongestion(CongestionAlgorithm.FIXED_WINDOW)
                .withWindow(window -> window.withHyStart(false))
                .withWindow(window -> window.withSlowStartSegments(4))
                .withWindow(window -> window.withGentleEcn(false))
                .withWindow(window -> window.withIdleRestart(IdleRestart.OFF))
                .withWindow(window -> window.withReducesWindow(true))
                .withPacing(new FixedRate(5_000))
                .withNoDelay(true)
                .withStyle(style -> style.withOrder(OptionOrder.FREEBSD))
                .withStyle(style -> style.withPush(PushRule.END_OF_QUEUE))
                .withStyle(style -> style.withWindow(WindowRule.FREEBSD))
                .withStyle(style -> style.withLargestWindowBytes(9))
                .withOptions(options -> options.withSack(false))
                .withOptions(options -> options.withTimestamps(false))
                .withOptions(options -> options.withWindowScaling(false))
                .withOptions(options -> options.withEcn(EcnMode.REQUEST))
                .withOptions(options ->
                        options.withFastOpen(open -> open.withClient(true).withMaxPending(4)))
                .withRecovery(recovery -> recovery.withRack(false))
                .withBlindSegments(rules -> rules.withExactReset(false)
                        .withFromLastAck(true)
                        .withChallengesSyn(false)
                        .withSynFin(SynFinRule.DROP)
                        .withTimeWaitOutlastsReset(true))
                .withAcks(new AckConfig(11, 12))
                .withLiveness(liveness -> liveness.withKeepAlive(true).withKeepIdleNs(13))
                .withLiveness(liveness -> liveness.withKeepIntervalNs(14).withKeepProbes(15))
                .withLiveness(liveness -> liveness.withUserTimeoutNs(16).withUserTimeoutOption(true))
                .withTimers(timers ->
                        timers.withTimeWaitNs(6).withChallengeIntervalNs(9).withBlackHoleTimeouts(2))
                .withTimers(timers -> timers.withSynRetries(7))
                .withTimers(timers -> timers.withRetries(8));
        TcpConfig expected = new TcpConfig(
                new BufferConfig(1, 1, 2, 2),
                100,
                3,
                CongestionAlgorithm.FIXED_WINDOW,
                new WindowConfig(false, 4, false, IdleRestart.OFF, true),
                PacingPlan.of(new FixedRate(5_000)),
                true,
                new StyleConfig(
                        OptionOrder.FREEBSD,
                        PushRule.END_OF_QUEUE,
                        WindowRule.FREEBSD,
                        9,
                        false,
                        HabitConfig.defaults()),
                new OptionConfig(false, false, false, EcnMode.REQUEST, new FastOpenConfig(true, false, true, false, 4)),
                RecoveryConfig.defaults().withRack(false),
                new AckConfig(11, 12),
                new TimerConfig(DEFAULTS.timers().rto(), DEFAULTS.timers().delayedAckNs(), 6, 9, 2, 7, 8),
                new LivenessConfig(true, 13, 14, 15, 16, true),
                new BlindSegmentConfig(false, true, false, SynFinRule.DROP, true));
        assertEquals(expected, changed);
    }
}
