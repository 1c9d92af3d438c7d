package org.paceline.cli.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.capture.CapturePoint;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.PayloadPrefix;
import org.paceline.probe.capture.ProbeFlow;
import org.paceline.probe.path.ObservedPoint;
import org.paceline.probe.path.PathAnalysis;
import org.paceline.probe.path.PathReport;

/** Reads the captures of a path and analyses them. */
public final class AnalysisRun {
    /** Log, indexes and what sorting takes: 28 + 8 + 8 bytes a packet, twice what is sorted at a time. */
    private static final long BYTES_A_PACKET = 46;

    private static final double HEAP_SHARE = 0.9;
    private static final int MOST_PACKETS = 1 << 24;

    private AnalysisRun() {}

    /**
     * Analyses captures in the order of the path.
     *
     * @param linkBitsPerSecond 0 when it is not known
     * @param hostFile facts of the hosts, or null
     * @param progress takes a line now and then
     */
    public static PathReport of(
            List<Path> captures, long linkBitsPerSecond, @Nullable Path hostFile, Consumer<String> progress) {
        HostEvidence host =
                hostFile == null ? HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN) : HostFile.read(hostFile);
        FlowTable table = new FlowTable();
        List<ObservedPoint> points = new ArrayList<>();
        long fitting = (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory() / BYTES_A_PACKET / captures.size());
        int maxPackets = (int) Math.min(MOST_PACKETS, fitting);
        try {
            for (Path capture : captures) {
                check(capture);
            }
            boolean logged = SendLogFile.isOne(captures.get(0));
            List<Path> rest = logged ? captures.subList(1, captures.size()) : captures;
            @Nullable ProbeFlow probe = logged ? sendLog(captures.get(0), table, points, progress) : null;
            for (Path capture : rest) {
                if (SendLogFile.isOne(capture)) {
                    throw new CommandFailure(capture + " is a send log, the sender's own point: name it first");
                }
            }
            int prefixBytes = PayloadPrefix.of(rest);
            for (Path capture : rest) {
                progress.accept("reading " + capture);
                points.add(observed(CapturePoint.read(capture, table, prefixBytes, maxPackets, probe)));
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot read the captures: " + e.getMessage());
        }
        try {
            return related(PathAnalysis.of(table, points, linkBitsPerSecond, host, progress));
        } catch (OutOfMemoryError full) {
            throw new CommandFailure(
                    "the captures do not fit the heap; give Java more with PACELINE_JAVA_OPTS=-Xmx4g", full);
        }
    }

    /** Captures of different traffic would look like a path that kept all spacing. */
    private static PathReport related(PathReport report) {
        for (PathReport.Hop hop : report.hops()) {
            if (hop.matched() == 0) {
                throw new CommandFailure("no packet of " + hop.from() + " was found again in " + hop.to()
                        + ": take both captures of the same traffic at the same time, with -s 96 or more");
            }
        }
        return report;
    }

    private static ProbeFlow sendLog(Path file, FlowTable table, List<ObservedPoint> points, Consumer<String> progress)
            throws IOException {
        progress.accept("reading " + file);
        SendLogFile read = SendLogFile.read(file);
        ProbeFlow probe = read.log().register(table);
        points.add(read.log().point(file.toString(), probe.flow(), read.note()));
        return probe;
    }

    private static void check(Path capture) {
        if (!Files.exists(capture)) {
            throw new CommandFailure("there is no file " + capture);
        }
        if (!Files.isReadable(capture) || Files.isDirectory(capture)) {
            throw new CommandFailure(capture + " is no file that can be read: name a pcap or pcapng file");
        }
    }

    private static ObservedPoint observed(CapturePoint point) {
        if (point.log().packets() == 0) {
            throw new CommandFailure(point.name() + " holds no TCP or UDP packet among its " + point.frames()
                    + " frames: was it captured at the right interface, with a snap length of 64 or more?");
        }
        return new ObservedPoint(
                point.name(), point.log(), point.frames(), point.noiseNs(), point.interfaces(), point.note());
    }
}
