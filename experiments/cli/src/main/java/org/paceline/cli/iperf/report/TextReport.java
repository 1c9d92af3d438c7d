package org.paceline.cli.iperf.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.ConnectedStream;
import org.paceline.cli.iperf.client.IntervalReport;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.StreamInterval;
import org.paceline.cli.iperf.client.StreamSummary;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.cli.iperf.client.TestStart;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.measure.PacedSummary;

/** A test in iperf3's lines, written as it goes; what is ours follows at the end. */
public final class TextReport implements TestListener, TestReport {
    private static final String RULE = "- - - - - - - - - - - - - - - - - - - - - - - - -";

    private static final double SHOWN_SHARE = 0.001;

    private final PrintWriter out;
    private boolean headed;

    public TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public TestListener listener() {
        return this;
    }

    @Override
    public void onConnecting(SendSettings settings) {
        line("Connecting to host " + settings.hostName() + ", port " + settings.port());
    }

    @Override
    public void onConnected(TestStart start) {
        for (ConnectedStream stream : start.streams()) {
            line(
                    "[%3d] local %s port %d connected to %s port %d",
                    stream.id(),
                    stream.local().getAddress().getHostAddress(),
                    stream.local().getPort(),
                    stream.remote().getAddress().getHostAddress(),
                    stream.remote().getPort());
        }
    }

    @Override
    public void onInterval(IntervalReport interval) {
        boolean counted = interval.retransmits() >= 0;
        boolean several = interval.streams().size() > 1;
        if (!headed) {
            line("[ ID] Interval           Transfer     Bitrate" + (counted ? "         Retr  Cwnd" : ""));
            headed = true;
        } else if (several) {
            line(RULE);
        }
        String omitted = interval.omitted() ? "(omitted)" : "";
        for (StreamInterval stream : interval.streams()) {
            String moved = moved(label(stream.id()), interval.startSeconds(), interval.endSeconds(), stream.bytes());
            line(
                    counted
                            ? moved + retransmits(stream.retransmits()) + "  " + cwnd(stream) + "       " + omitted
                            : moved + "                  " + omitted);
        }
        if (several) {
            String moved = moved("SUM", interval.startSeconds(), interval.endSeconds(), interval.bytes());
            line(moved
                    + (counted ? retransmits(interval.retransmits()) + "             " : "                  ")
                    + omitted);
        }
    }

    @Override
    public void finished(TestSummary summary, @Nullable PacedSummary paced) {
        line(RULE);
        line("[ ID] Interval           Transfer     Bitrate" + (summary.retransmits() >= 0 ? "         Retr" : ""));
        for (StreamSummary stream : summary.streams()) {
            ends(label(stream.id()), summary, stream.sentBytes(), stream.retransmits(), stream.receivedBytes());
        }
        if (summary.streams().size() > 1) {
            ends("SUM", summary, summary.sentBytes(), summary.retransmits(), summary.receivedBytes());
        }
        for (StreamSummary stream : summary.streams()) {
            timeLimited(stream);
        }
        doubts(summary);
        if (paced != null) {
            line("");
            PacedText.lines(paced).forEach(this::line);
        }
        line("");
        line(summary.interrupted() ? "paceline: interrupted - the client has terminated" : "paceline Done.");
    }

    @Override
    public void failed(String message) {
        // the error stream has it
    }

    private void ends(String label, TestSummary summary, long sentBytes, long retransmits, long receivedBytes) {
        String sent = moved(label, 0, summary.seconds(), sentBytes);
        line(sent + (retransmits >= 0 ? retransmits(retransmits) + "             sender" : "                  sender"));
        if (receivedBytes >= 0) {
            line(moved(label, 0, summary.receiverSeconds(), receivedBytes) + "                  receiver");
        }
    }

    /** What took a tenth of a percent or more, the largest first. */
    private void timeLimited(StreamSummary stream) {
        double lifeNs =
                stream.timeLimitedNs().values().stream().mapToLong(ns -> ns).sum();
        if (lifeNs > 0) {
            String shares = stream.timeLimitedNs().entrySet().stream()
                    .filter(spent -> spent.getValue() / lifeNs >= SHOWN_SHARE)
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(spent -> String.format(
                            Locale.ROOT,
                            "%s %.1f %%",
                            spent.getKey().replace('_', ' '),
                            100 * spent.getValue() / lifeNs))
                    .collect(Collectors.joining(", "));
            line("[%s] Sending waited for: %s", label(stream.id()), shares);
        }
    }

    private void doubts(TestSummary summary) {
        if (!summary.drained() && !summary.interrupted()) {
            line("Not every byte was acknowledged before the test was ended.");
        } else if (summary.receivedBytes() >= 0 && summary.receivedBytes() != summary.sentBytes()) {
            line("The server counted %d bytes of %d.", summary.receivedBytes(), summary.sentBytes());
        }
    }

    private static String label(int id) {
        return String.format(Locale.ROOT, "%3d", id);
    }

    private static String retransmits(long retransmits) {
        return String.format(Locale.ROOT, "  %3d", retransmits);
    }

    private static String cwnd(StreamInterval stream) {
        return " " + UnitText.bytes(stream.info().sndCwndBytes());
    }

    private static String moved(String label, double startSeconds, double endSeconds, long bytes) {
        double seconds = endSeconds - startSeconds;
        return String.format(
                Locale.ROOT,
                "[%s] %6.2f-%-6.2f sec  %s  %s",
                label,
                startSeconds,
                endSeconds,
                UnitText.bytes(bytes),
                UnitText.bitsPerSecond(seconds > 0 ? bytes * 8 / seconds : 0));
    }

    private void line(String format, Object... values) {
        out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        // one line a second is worth a flush each: it is watched
        out.flush();
    }
}
