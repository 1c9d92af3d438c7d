package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paceline.nic.memory.LinkModel;
import org.paceline.pacer.control.CongestionPhase;
import org.paceline.pacer.control.PacingText;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;

/**
 * A whole connection on a virtual clock, through slow start, avoidance, recoveries and the round trips of a queue that
 * fills: every gap that the pacer kept is that of the policy's formula, written down here a second time, by cwnd, round
 * trip and phase as they were when the segment left or as the last frame that came has changed them.
 */
class PolicyOverConnectionTest {
    private static final double TOLERANCE_NS = 10;
    private static final double SECONDS = 12;
    private static final int FEWEST_GAPS = 50;

    /** Each preset and each way to change one, with the interval behind a full segment in nanoseconds. */
    enum Rule {
        HALF_RTT("half-rtt"),
        RTT("rtt"),
        LINUX("linux"),
        RFC_9002("rfc9002"),
        LITERAL("literal"),
        GAINS("rtt,gain=2:5/4:1"),
        IN_FLIGHT("half-rtt,window=inflight"),
        LEAST_RTT("rtt,rtt=min"),
        LATEST_RTT("rtt,rtt=latest"),
        CAPPED("half-rtt,cap=12M"),
        RATE("6M"),
        GAP("gap=1500us");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        /** @param flightBytes without the segment that has just left for the first time */
        double intervalNs(TcpConnection c, long flightBytes) {
            double inFlight = Math.max(window(c), (double) flightBytes);
            return switch (this) {
                case HALF_RTT -> rtt(c) / (2 * segments(c));
                case RTT -> rtt(c) / segments(c);
                case LINUX -> rtt(c) * c.segmentBytes() / (window(c) * gain(c, 2, 1.2, 1.2));
                case RFC_9002 -> rtt(c) * c.segmentBytes() / (window(c) * 1.25);
                case LITERAL -> 2 * rtt(c) / segments(c);
                case GAINS -> rtt(c) / (segments(c) * gain(c, 2, 1.25, 1));
                case IN_FLIGHT -> rtt(c) * c.segmentBytes() / (2 * inFlight);
                case LEAST_RTT -> c.info().times().minRtt() / segments(c);
                case LATEST_RTT -> c.rtt.latestNs() / segments(c);
                case CAPPED -> Math.max(rtt(c) / (2 * segments(c)), rateGap(c, 12e6));
                case RATE -> rateGap(c, 6e6);
                case GAP -> 1_500_000;
            };
        }

        private static double rtt(TcpConnection c) {
            return (double) c.smoothedRttNs();
        }

        private static double window(TcpConnection c) {
            return (double) c.congestionWindowBytes();
        }

        private static double segments(TcpConnection c) {
            return window(c) / c.segmentBytes();
        }

        private static double gain(TcpConnection c, double slowStart, double avoidance, double recovery) {
            return switch (c.congestionPhase()) {
                case SLOW_START -> slowStart;
                case AVOIDANCE -> avoidance;
                case RECOVERY -> recovery;
            };
        }

        private static double rateGap(TcpConnection c, double bitsPerSecond) {
            return c.segmentBytes() * 8 * 1e9 / bitsPerSecond;
        }
    }

    private final Map<CongestionPhase, Integer> gaps = new EnumMap<>(CongestionPhase.class);
    private long segmentsSent;
    private long lastNs = -1;
    private long changedNs;
    private long flightBeforeBytes;
    private double expectedNs;
    private CongestionPhase phase = CongestionPhase.SLOW_START;

    @ParameterizedTest
    @EnumSource
    void everyGapIsThatOfTheFormula(Rule rule) {
        LinkModel path = LinkModel.defaults()
                .withRateBitsPerSecond(10_000_000)
                .withDelayNs(20_000_000)
                .withQueuePackets(30);
        BulkFlows flows = new BulkFlows(path, 7);
        TcpConfig config = TcpConfig.defaults().withPacing(PacingText.parse(rule.text, file -> List.of()));
        BulkFlow flow = flows.start(config);
        flows.afterEveryFrame(() -> look(rule, flow.connection(), flows.nowNs()));
        flows.runFor(SECONDS);

        boolean losesByItself = rule != Rule.RATE && rule != Rule.GAP && rule != Rule.LITERAL;
        assertTrue(gaps.getOrDefault(CongestionPhase.SLOW_START, 0) >= FEWEST_GAPS, gaps::toString);
        if (losesByItself) {
            assertTrue(gaps.getOrDefault(CongestionPhase.AVOIDANCE, 0) >= FEWEST_GAPS, gaps::toString);
            assertTrue(gaps.getOrDefault(CongestionPhase.RECOVERY, 0) > 0, gaps::toString);
        }
    }

    /** After every frame that the sender takes or makes. */
    private void look(Rule rule, TcpConnection c, long nowNs) {
        long sent = c.info().segments().dataSegsOut();
        if (sent > segmentsSent) {
            segmentsSent = sent;
            if (lastNs >= 0 && c.lastDeparture().waited()) {
                // an ACK may have shortened the gap to less than what had passed of it
                double dueNs = Math.max(expectedNs, (double) changedNs - lastNs);
                assertEquals(
                        dueNs,
                        (double) nowNs - lastNs,
                        TOLERANCE_NS,
                        () -> rule.text + " in " + phase + " before " + nowNs + " ns");
                gaps.merge(phase, 1, Integer::sum);
            }
            // a last segment that is not full has a gap of its own
            boolean full = c.lastDeparture().payloadBytes() == c.segmentBytes();
            lastNs = full ? nowNs : -1;
        }
        // what that cost is given back by half, from the gap that follows
        long flightBytes = nowNs == lastNs ? flightBeforeBytes : c.snd.flightBytes();
        expectedNs = rule.intervalNs(c, flightBytes) - c.schedule.creditNs();
        flightBeforeBytes = c.snd.flightBytes();
        changedNs = nowNs;
        phase = c.congestionPhase();
    }
}
