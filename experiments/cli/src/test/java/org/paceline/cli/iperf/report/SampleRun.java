package org.paceline.cli.iperf.report;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.paceline.cli.iperf.client.ConnectedStream;
import org.paceline.cli.iperf.client.IntervalReport;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.StreamInterval;
import org.paceline.cli.iperf.client.StreamSummary;
import org.paceline.cli.iperf.client.TestStart;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.measure.GapHolding;
import org.paceline.cli.iperf.measure.PacedSummary;
import org.paceline.cli.iperf.measure.ThreadCost;
import org.paceline.cli.iperf.measure.ThreadGrants;
import org.paceline.cli.iperf.protocol.CpuShare;
import org.paceline.cli.iperf.transport.StreamInfo;
import org.paceline.pacer.measure.GapErrorSnapshot;
import org.paceline.pacer.measure.GapPercentiles;
import org.paceline.pacer.measure.Lateness;
import org.paceline.pacer.measure.PacingErrorSnapshot;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.measure.StampDelaySnapshot;
import org.paceline.pacer.measure.WithinShare;

/** Two streams for one second, as the reports are told of them. */
final class SampleRun {
    static final StreamInfo INFO = new StreamInfo(1_310_757, 3, 146_000, 65_536, 20_123, 456, 1_500);

    static final PacedSummary PACED = new PacedSummary(
            "half-rtt",
            new PacingErrorSnapshot(
                    8_600,
                    20,
                    3,
                    new Lateness(40, 900_000, 2, 1_500_000),
                    new Percentiles(50, 90, 990, 9_990, 120_000),
                    within(0.9, 0.95, 0.97, 0.999, 1)),
            new GapPercentiles(110_000, 120_000, 131_000),
            new GapErrorSnapshot(8_598, 4, 8_500, within(0.8, 0.9, 0.95, 0.99, 1)),
            new StampDelaySnapshot(
                    8_590,
                    new Percentiles(900, 1_000, 2_000, 3_000, 4_000),
                    new Percentiles(950, 1_090, 2_990, 12_990, 124_000)),
            0.0125,
            1.0375,
            new Percentiles(40, 70, 800, 9_000, 90_000),
            10,
            5_000,
            0,
            new ThreadGrants("park-then-spin", 1, 1, 10),
            new ThreadCost(0.48, 0.44, 481_600_000),
            new GapHolding("timed", false, "gap-frames is not possible here: no line"));

    private SampleRun() {}

    private static List<WithinShare> within(double... shares) {
        long[] boundsNs = {250, 1_000, 5_000, 25_000, 100_000};
        return IntStream.range(0, shares.length)
                .mapToObj(bound -> new WithinShare(boundsNs[bound], shares[bound]))
                .toList();
    }

    static SendSettings settings() {
        return SendSettings.defaults((Inet4Address) InetAddress.getLoopbackAddress(), 5201)
                .withDurationSeconds(1)
                .withParallel(2);
    }

    static TestStart start() {
        return new TestStart(
                Instant.ofEpochSecond(1_795_215_982),
                "t6ang3j5f5r6nu4yehqagpd3y4oap5mpclhm",
                List.of(connected(1, 40_001), connected(3, 40_002)),
                1_460,
                16_384,
                131_072);
    }

    static IntervalReport interval(boolean omitted, StreamInfo info) {
        long retransmits = info.known() ? 2 : -1;
        return new IntervalReport(
                0,
                1,
                omitted,
                List.of(
                        new StreamInterval(1, 1_310_720, retransmits, info),
                        new StreamInterval(3, 1_310_720, retransmits, info)));
    }

    static TestSummary summary(boolean interrupted, long retransmits) {
        return new TestSummary(
                1.05,
                true,
                interrupted,
                List.of(stream(1, interrupted, retransmits), stream(3, interrupted, retransmits)),
                new CpuShare(3, 2, 1),
                interrupted ? null : new CpuShare(6, 5, 1),
                "newreno",
                interrupted ? null : "cubic");
    }

    /** One stream that knows what its sending waited for. */
    static TestSummary timed() {
        StreamSummary plain = stream(1, false, 4);
        Map<String, Long> timesNs = new LinkedHashMap<>();
        timesNs.put("application", 0L);
        timesNs.put("congestion_window", 250_000_000L);
        timesNs.put("pacing", 750_000_000L);
        StreamSummary timed = new StreamSummary(
                1,
                plain.sentBytes(),
                plain.retransmits(),
                plain.maxSndCwndBytes(),
                plain.maxSndWndBytes(),
                plain.maxRttUs(),
                plain.minRttUs(),
                plain.meanRttUs(),
                timesNs,
                plain.receivedBytes(),
                plain.receiverSeconds());
        return new TestSummary(1.05, true, false, List.of(timed), CpuShare.NONE, null, "cubic", null);
    }

    private static StreamSummary stream(int id, boolean interrupted, long retransmits) {
        return new StreamSummary(
                id,
                1_310_720,
                retransmits,
                146_000,
                65_536,
                20_200,
                20_100,
                20_123,
                Map.of(),
                interrupted ? -1 : 1_310_720,
                interrupted ? -1 : 1.05);
    }

    private static ConnectedStream connected(int id, int port) {
        return new ConnectedStream(
                id,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5201));
    }
}
