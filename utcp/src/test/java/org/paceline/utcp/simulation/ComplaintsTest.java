package org.paceline.utcp.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.Policer;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** What users of other stacks complained about, as paths on which this one must go on. Every invariant is on. */
class ComplaintsTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final LinkModel PATH = LinkModel.defaults()
            .withRateBitsPerSecond(20_000_000)
            .withDelayNs(5 * MS)
            .withQueuePackets(100);

    private static Scenario scenario(
            long seed, LinkModel forth, LinkModel back, TcpConfig config, long tickNs, long bytes) {
        UserPlan sender = new UserPlan(bytes, 16_384, 0, 0, Ending.SHUTDOWN);
        UserPlan reader = new UserPlan(0, 16_384, 0, 0, Ending.SHUTDOWN);
        ConversationPlan plan = new ConversationPlan(true, 1_000 * MS, sender, reader);
        return new Scenario(
                seed,
                false,
                forth,
                back,
                config,
                config,
                tickNs,
                Long.MAX_VALUE,
                WindowShrink.NONE,
                true,
                List.of(plan));
    }

    private static double goodput(LinkModel forth, LinkModel back, TcpConfig config, long tickNs, long bytes) {
        return Simulation.race(scenario(1, forth, back, config, tickNs, bytes)).goodputMegabits();
    }

    /** gvisor#14092: what was sacked outside of a recovery leaks into the bytes in flight, and throughput decays. */
    @Test
    void complaint1MereReorderingDoesNotDecayThroughput() {
        LinkModel reordering = PATH.withReordering(0.1, 2 * MS);
        double megabits = goodput(reordering, PATH, TcpConfig.defaults(), 1, 8_000_000);
        assertTrue(megabits > 15, megabits + " Mb/s of 20");
    }

    /** gvisor#9153: data in the window is dropped silently because it is out of order, and the flow stalls. */
    @Test
    void complaint2AFullWindowOutOfOrderIsKept() {
        TcpConfig small = TcpConfig.defaults().withReceiveBufferBytes(32_768);
        LinkModel shuffled = PATH.withJitterNs(10 * MS).withOvertaking(true);
        double megabits = goodput(shuffled, PATH, small, 1, 1_000_000);
        assertTrue(megabits > 5, megabits + " Mb/s");
    }

    /** gvisor#6113, coder#7388: timers of almost nothing on a path of almost no delay, and the flow stops. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 10})
    void complaint5AFlowOverMicrosecondsNeverStops(long delayUs) {
        LinkModel near = LinkModel.defaults()
                .withDelayNs(delayUs * US)
                .withQueuePackets(20)
                .withLoss(0.02);
        for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
            TcpConfig config = TcpConfig.defaults().withCongestion(algorithm);
            double megabits = goodput(near, near, config, 1, 1_000_000);
            assertTrue(megabits > 1, algorithm + ": " + megabits + " Mb/s");
        }
    }

    /** gvisor#7406 and #9778: loss detection by time goes wrong behind a policer, and with the clock of a coarse OS. */
    @ParameterizedTest
    @ValueSource(longs = {1, MS, 10 * MS})
    void complaint6APolicerAndACoarseClockLeaveHalfOfTheRate(long tickNs) {
        LinkModel policed = PATH.withRateBitsPerSecond(100_000_000).withPolicer(new Policer(10_000_000, 30_000));
        for (CongestionAlgorithm algorithm : List.of(CongestionAlgorithm.CUBIC, CongestionAlgorithm.RENO)) {
            TcpConfig config = TcpConfig.defaults().withCongestion(algorithm);
            double megabits = goodput(policed, PATH, config, tickNs, 4_000_000);
            assertTrue(megabits > 5, algorithm + ": " + megabits + " Mb/s of 10");
        }
    }

    /** gvisor#1398: a sender too strict against silly windows waits for a timer before a peer of tiny windows. */
    @Test
    void complaint7ATinyWindowIsUsedWithoutWaitingForTimers() {
        TcpConfig tiny = TcpConfig.defaults().withReceiveBufferBytes(2_048);
        double megabits = goodput(PATH.withDelayNs(MS), PATH.withDelayNs(MS), tiny, 1, 100_000);
        // a segment or two each round trip of 2 ms; one wait of 40 ms a window would leave 0.4
        assertTrue(megabits > 2, megabits + " Mb/s");
    }

    /** smoltcp#949: throughput falls when the buffer grows. */
    @Test
    void complaint11ABiggerBufferNeverLowersGoodput() {
        double best = 0;
        for (int bytes = 1 << 14; bytes <= 1 << 22; bytes <<= 2) {
            TcpConfig config = TcpConfig.defaults().withSendBufferBytes(bytes).withReceiveBufferBytes(bytes);
            double megabits = goodput(PATH.withQueuePackets(30), PATH, config, 1, 4_000_000);
            assertTrue(megabits > 0.9 * best, megabits + " Mb/s with " + bytes + " bytes, " + best + " with fewer");
            best = Math.max(best, megabits);
        }
    }

    /** seastar#1015: the congestion window is not compared with what is in flight, and the queue overflows. */
    @Test
    void complaint12WhatIsInFlightNeverExceedsTheWindow() {
        TcpConfig fixed = TcpConfig.defaults().withCongestion(CongestionAlgorithm.FIXED_WINDOW);
        // the window of 10 segments fits the queue exactly: any more would be dropped, and recovery would cost time
        double megabits = goodput(PATH.withQueuePackets(10).withDelayNs(0), PATH.withDelayNs(0), fixed, 1, 2_000_000);
        assertTrue(megabits > 18.5, megabits + " Mb/s of 20");
    }
}
