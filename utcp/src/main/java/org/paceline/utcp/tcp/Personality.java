package org.paceline.utcp.tcp;

import org.paceline.nic.wire.OptionOrder;
import org.paceline.utcp.tcp.recovery.RtoConfig;

/**
 * Presets of what differs between stacks that all follow the RFCs, for scripts and comparisons: give one to a
 * {@link TcpConfig} first, and change single settings afterwards. Buffers, algorithm and pacing stay as they are.
 */
public enum Personality {
    /** Linux 5.4 and later with its default sysctls. */
    LINUX {
        @Override
        StyleConfig style() {
            return new StyleConfig(
                    OptionOrder.LINUX,
                    PushRule.END_OF_BURST,
                    WindowRule.LINUX,
                    LINUX_LARGEST_RECEIVE_BUFFER_BYTES,
                    true,
                    HabitConfig.linux());
        }

        @Override
        AckConfig acks() {
            return AckConfig.defaults();
        }

        @Override
        TimerConfig timers(TimerConfig base) {
            return base.withRto(rto -> new RtoConfig(200 * MILLISECOND_NS, 120 * SECOND_NS, 200 * MILLISECOND_NS, 0))
                    .withDelayedAckNs(40 * MILLISECOND_NS)
                    .withBlackHoleTimeouts(0)
                    .withTimeWaitNs(60 * SECOND_NS)
                    .withSynRetries(6)
                    .withRetries(15);
        }

        @Override
        WindowConfig window() {
            return new WindowConfig(true, Integer.MAX_VALUE, false, IdleRestart.RFC_2861, true);
        }

        @Override
        BlindSegmentConfig blindSegments() {
            return BlindSegmentConfig.defaults().withSynFin(SynFinRule.DROP_WHERE_LISTENING);
        }
    },
    /** FreeBSD 14 with its default sysctls. */
    FREEBSD {
        @Override
        StyleConfig style() {
            return new StyleConfig(
                    OptionOrder.FREEBSD,
                    PushRule.END_OF_QUEUE,
                    WindowRule.FREEBSD,
                    FREEBSD_LARGEST_SOCKET_BUFFER_BYTES,
                    false,
                    HabitConfig.freeBsd());
        }

        @Override
        TimerConfig timers(TimerConfig base) {
            return base.withRto(rto ->
                            new RtoConfig(30 * MILLISECOND_NS, 64 * SECOND_NS, MILLISECOND_NS, 200 * MILLISECOND_NS))
                    .withDelayedAckNs(40 * MILLISECOND_NS)
                    .withBlackHoleTimeouts(0)
                    .withTimeWaitNs(60 * SECOND_NS)
                    .withSynRetries(12)
                    .withRetries(12);
        }

        @Override
        WindowConfig window() {
            return new WindowConfig(true, SLOW_START_SEGMENTS, false, IdleRestart.RFC_5681, true);
        }

        @Override
        BlindSegmentConfig blindSegments() {
            return BlindSegmentConfig.defaults().withFromLastAck(true).withTimeWaitOutlastsReset(true);
        }
    },
    /** The numbers that the RFCs ask for where everybody else takes smaller ones. */
    RFC {
        @Override
        StyleConfig style() {
            return StyleConfig.defaults();
        }

        @Override
        TimerConfig timers(TimerConfig base) {
            return base.withRto(rto -> rto.withMinNs(SECOND_NS).withMaxNs(60 * SECOND_NS))
                    .withDelayedAckNs(200 * MILLISECOND_NS)
                    .withTimeWaitNs(240 * SECOND_NS)
                    // RFC 9293 3.8.3: R2 of a SYN is at least 3 minutes
                    .withSynRetries(7)
                    .withRetries(15);
        }

        @Override
        WindowConfig window() {
            return WindowConfig.defaults();
        }
    };

    /** net.inet.tcp.abc_l_var of FreeBSD. */
    private static final int SLOW_START_SEGMENTS = 2;

    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    /** The third number of net.ipv4.tcp_rmem on a machine with memory enough: wscale 7. */
    private static final int LINUX_LARGEST_RECEIVE_BUFFER_BYTES = 6 << 20;

    /** kern.ipc.maxsockbuf: wscale 6. */
    private static final int FREEBSD_LARGEST_SOCKET_BUFFER_BYTES = 2 << 20;

    /** RFC 6928, which all three follow. */
    private static final int INITIAL_WINDOW_SEGMENTS = 10;

    abstract StyleConfig style();

    /** FreeBSD and the RFCs hold every ACK back alike; Linux overrides. */
    AckConfig acks() {
        return AckConfig.fixed();
    }

    abstract WindowConfig window();

    /** By RFC 9293 unless overridden. */
    BlindSegmentConfig blindSegments() {
        return BlindSegmentConfig.defaults();
    }

    abstract TimerConfig timers(TimerConfig base);

    /** The settings with all that this personality rules put in their place. */
    public TcpConfig of(TcpConfig base) {
        return base.withInitialWindowSegments(INITIAL_WINDOW_SEGMENTS)
                .withStyle(style -> style())
                .withAcks(acks())
                .withWindow(window -> window())
                .withBlindSegments(rules -> blindSegments())
                .withRecovery(recovery -> recovery.withFrtoByLastAck(this == LINUX))
                .withTimers(this::timers);
    }
}
