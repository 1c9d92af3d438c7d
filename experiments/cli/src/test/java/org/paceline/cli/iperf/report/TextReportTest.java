package org.paceline.cli.iperf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.cli.iperf.transport.StreamInfo;

class TextReportTest {
    private final StringWriter text = new StringWriter();
    private final TextReport report = new TextReport(new PrintWriter(text));

    @Test
    void linesStandAsIperf3SetsThem() {
        report.onConnecting(SampleRun.settings());
        report.onConnected(SampleRun.start());
        report.onInterval(SampleRun.interval(true, SampleRun.INFO));
        report.onInterval(SampleRun.interval(false, SampleRun.INFO));

        assertEquals(
                List.of(
                        "Connecting to host 127.0.0.1, port 5201",
                        "[  1] local 127.0.0.1 port 40001 connected to 127.0.0.1 port 5201",
                        "[  3] local 127.0.0.1 port 40002 connected to 127.0.0.1 port 5201",
                        "[ ID] Interval           Transfer     Bitrate         Retr  Cwnd",
                        "[  1]   0.00-1.00   sec  1.25 MBytes  10.5 Mbits/sec    2    143 KBytes       (omitted)",
                        "[  3]   0.00-1.00   sec  1.25 MBytes  10.5 Mbits/sec    2    143 KBytes       (omitted)",
                        "[SUM]   0.00-1.00   sec  2.50 MBytes  21.0 Mbits/sec    4             (omitted)",
                        "- - - - - - - - - - - - - - - - - - - - - - - - -",
                        "[  1]   0.00-1.00   sec  1.25 MBytes  10.5 Mbits/sec    2    143 KBytes       ",
                        "[  3]   0.00-1.00   sec  1.25 MBytes  10.5 Mbits/sec    2    143 KBytes       ",
                        "[SUM]   0.00-1.00   sec  2.50 MBytes  21.0 Mbits/sec    4             "),
                text.toString().lines().toList());
    }

    @Test
    void theSummaryHasBothEndsAndOurFigures() {
        report.finished(SampleRun.summary(false, 4), SampleRun.PACED);
        List<String> lines = text.toString().lines().toList();

        assertEquals("[ ID] Interval           Transfer     Bitrate         Retr", lines.get(1));
        assertEquals("[  1]   0.00-1.05   sec  1.25 MBytes  9.99 Mbits/sec    4             sender", lines.get(2));
        assertEquals("[  1]   0.00-1.05   sec  1.25 MBytes  9.99 Mbits/sec                  receiver", lines.get(3));
        assertEquals("[SUM]   0.00-1.05   sec  2.50 MBytes  20.0 Mbits/sec    8             sender", lines.get(6));
        assertTrue(text.toString().contains("Pacing half-rtt: 8600 departures, 3 late, 1.25 % back to back"));
        assertTrue(text.toString().contains("p99.9 9.99 us"));
        assertTrue(lines.contains(
                "  within         250 ns 90.0 %, 1.00 us 95.0 %, 5.00 us 97.0 %, 25.0 us 99.9 %, 100 us 100.0 %"));
        assertTrue(lines.contains("Lateness         given back to 40 gaps (900 us), not given back to 2 (1.50 ms)"));
        assertTrue(lines.contains("Gaps held by     timed: gap-frames is not possible here: no line"));
        assertTrue(lines.contains("Sending thread   park-then-spin, timer slack 1 ns, CPU 1, SCHED_FIFO 10; "
                + "48.0 % of a core (spinning 44.0 %), 56.0 us CPU a packet"));
    }

    @Test
    void aLineSaysWhatSendingWaitedForTheLargestFirst() {
        report.finished(SampleRun.timed(), null);
        assertEquals(
                "[  1] Sending waited for: pacing 75.0 %, congestion window 25.0 %",
                text.toString().lines().toList().get(4));
    }

    @Test
    void withoutCountersTheColumnsAreGone() {
        report.onInterval(SampleRun.interval(false, StreamInfo.UNKNOWN));
        report.finished(SampleRun.summary(false, -1), null);

        assertEquals(
                "[ ID] Interval           Transfer     Bitrate",
                text.toString().lines().findFirst().orElseThrow());
        assertEquals(-1, text.toString().indexOf("Retr"));
    }
}
