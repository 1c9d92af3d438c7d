package org.paceline.probe.analysis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.analysis.TimedPackets;

class KickScoreTest {
    private static final int PACKETS = 1_000;
    private static final long GAP_NS = 100_000;

    /** Half of the packets wait for the next one, and leave with it. */
    private static final MatchedPackets PAIRED = new TimedPackets(
            LongStream.range(0, PACKETS).map(packet -> packet * GAP_NS).toArray(),
            LongStream.range(0, PACKETS)
                    .map(packet -> (packet | 1) * GAP_NS + (packet & 1) * 1_000)
                    .toArray(),
            200);

    @ParameterizedTest
    @CsvSource({"2.0, 2.5", "1.6, 2.5", "1.05, -2", "1.3, 0"})
    void packetsWithoutANotificationAreHeldAgainstThoseThatJoinedATrain(double packetsPerKick, double weight) {
        assertEquals(Math.exp(weight), odds(packetsPerKick), 1e-9);
    }

    @Test
    void whatWasNotCountedSaysNothing() {
        assertEquals(1, odds(Double.NaN), 1e-9);
    }

    /** Of notifications against another cause that was as likely before. */
    private static double odds(double packetsPerKick) {
        HopFeatures hop = Objects.requireNonNull(HopFeatures.of(PAIRED, ClockFit.of(PAIRED), 0, 0));
        Ledger ledger = new Ledger().consider(Cause.NOTIFICATION_BATCHING, 0).consider(Cause.UNKNOWN, 0);
        KickScore.weigh(ledger, hop, packetsPerKick);
        List<CauseLikelihood> causes = ledger.likelihoods();
        return likelihood(causes, Cause.NOTIFICATION_BATCHING) / likelihood(causes, Cause.UNKNOWN);
    }

    private static double likelihood(List<CauseLikelihood> causes, Cause cause) {
        return causes.stream()
                .filter(each -> each.cause() == cause)
                .findFirst()
                .orElseThrow()
                .likelihood();
    }
}
