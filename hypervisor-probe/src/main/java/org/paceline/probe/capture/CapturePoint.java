package org.paceline.probe.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One capture file as a point of the path: its TCP and UDP packets, and what must be said of the rest. A file that
 * breaks off or breaks its format gives what stands before, with a note. Not thread-safe.
 */
public final class CapturePoint {
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    /** Two stamps rounded to a unit give a gap with this share of it as standard deviation: the root of 1/6. */
    private static final double ROUNDING_DEVIATION = 0.408;

    /** Software stamps of one CPU, measured on veth: some tens of nanoseconds. */
    private static final long FINE_NOISE_NS = 50;

    /** A copy of a packet at the next interface of the same host follows at once. */
    private static final long COPY_WITHIN_NS = 2_000_000;

    private static final int COPY_SLOTS = 1 << 12;

    private final Path file;
    private final FlowTable table;
    private final PacketDecoder packet;
    private final int maxPackets;
    private final @Nullable ProbeFlow probe;
    private final PacketLog log = new PacketLog();
    private final Set<String> interfaces = new LinkedHashSet<>();
    private final long[] copyIdentity = new long[COPY_SLOTS];
    private final long[] copyNs = new long[COPY_SLOTS];
    private int[] highest = new int[64];
    private boolean[] highestKnown = new boolean[64];
    private long frames;
    private long otherFrames;
    private long copies;
    private boolean microseconds = true;
    private boolean milliseconds = true;
    private String note = "";

    private CapturePoint(
            Path file, FlowTable table, int payloadPrefixBytes, int maxPackets, @Nullable ProbeFlow probe) {
        this.file = file;
        this.table = table;
        this.packet = new PacketDecoder(payloadPrefixBytes);
        this.maxPackets = maxPackets;
        this.probe = probe;
    }

    /**
     * Reads a capture file.
     *
     * @param table the flows of all points
     * @param payloadPrefixBytes of {@link PayloadPrefix}, the same for all points
     * @param maxPackets bound; what comes behind is left out, and {@link #note} says so
     * @param probe the run whose packets are known by their sequence numbers; null without a send log
     * @throws IOException when the file cannot be read, or not a single frame of it
     */
    public static CapturePoint read(
            Path file, FlowTable table, int payloadPrefixBytes, int maxPackets, @Nullable ProbeFlow probe)
            throws IOException {
        CapturePoint point = new CapturePoint(file, table, payloadPrefixBytes, maxPackets, probe);
        try (CaptureReader reader = CaptureReader.open(file)) {
            point.readAll(reader);
        }
        return point;
    }

    private void readAll(CaptureReader reader) throws IOException {
        while (log.packets() < maxPackets) {
            try {
                if (!reader.next()) {
                    return;
                }
            } catch (MalformedCaptureException broken) {
                if (frames == 0) {
                    throw broken;
                }
                note = "partial: read up to a break, " + broken.getMessage();
                return;
            }
            frames++;
            add(reader);
        }
        note = "partial: the first " + maxPackets + " packets only, more do not fit the heap;"
                + " give Java more with PACELINE_JAVA_OPTS=-Xmx4g";
    }

    private void add(CaptureReader reader) {
        ByteBuffer frame = reader.frame();
        if (!packet.decode(reader.linkType(), frame, reader.capturedBytes(), reader.originalBytes())) {
            otherFrames++;
            return;
        }
        long timeNs = reader.timeNs();
        long flowHash = packet.flowHash();
        long identity = packet.identity(flowHash);
        if (LinkType.isCooked(reader.linkType()) && isCopy(identity, timeNs)) {
            copies++;
            return;
        }
        boolean ours = isOfProbe(frame);
        int flow = ours && probe != null ? probe.flow() : table.number(packet, flowHash);
        if (flow < 0) {
            otherFrames++;
            return;
        }
        microseconds &= timeNs % NS_PER_US == 0;
        milliseconds &= timeNs % NS_PER_MS == 0;
        if (interfaces.size() < 16 && !reader.interfaceName().isEmpty()) {
            interfaces.add(reader.interfaceName());
        }
        if (ours && probe != null) {
            int position = probe.position();
            boolean again = probe.isTcp() && passedBefore(flow, position);
            log.add(timeNs, probe.identity(), flow, position, packet.frameBytes(), packet.payloadBytes(), again);
            return;
        }
        int sequence = packet.isTcp() ? packet.sequenceNumber() : packet.payloadHash();
        boolean again = packet.isTcp() && passedBefore(flow, sequence);
        log.add(timeNs, identity, flow, sequence, packet.frameBytes(), packet.payloadBytes(), again);
    }

    private boolean isOfProbe(ByteBuffer frame) {
        return probe != null
                && packet.isTcp() == probe.isTcp()
                && probe.holds(frame, packet.payloadOffset(), packet.capturedPayloadBytes(), packet.payloadBytes());
    }

    /** A capture on all interfaces sees a bridged packet at each of them; the first sight counts. */
    private boolean isCopy(long identity, long timeNs) {
        int slot = (int) identity & (COPY_SLOTS - 1);
        boolean copy = packet.isDistinct() && copyIdentity[slot] == identity && timeNs - copyNs[slot] < COPY_WITHIN_NS;
        copyIdentity[slot] = identity;
        copyNs[slot] = timeNs;
        return copy;
    }

    private boolean passedBefore(int flow, int sequence) {
        if (packet.payloadBytes() == 0) {
            return false;
        }
        if (flow >= highest.length) {
            highest = Arrays.copyOf(highest, Math.max(flow + 1, 2 * highest.length));
            highestKnown = Arrays.copyOf(highestKnown, highest.length);
        }
        int end = sequence + packet.payloadBytes();
        // RFC 9293 3.4: the sign of the difference says which one is later
        boolean before = highestKnown[flow] && sequence - highest[flow] < 0;
        if (!highestKnown[flow] || end - highest[flow] > 0) {
            highest[flow] = end;
            highestKnown[flow] = true;
        }
        return before;
    }

    public String name() {
        return file.toString();
    }

    public PacketLog log() {
        return log;
    }

    /** Frames that were read, of any protocol. */
    public long frames() {
        return frames;
    }

    /** Frames that are no TCP or UDP packet, are malformed, or were cut before their ports. */
    public long otherFrames() {
        return otherFrames;
    }

    /** Copies of packets that a capture on all interfaces saw more than once. */
    public long copies() {
        return copies;
    }

    /** Names of the interfaces, where the file tells them. */
    public List<String> interfaces() {
        return List.copyOf(interfaces);
    }

    /** What makes the result a partial one; empty when nothing does. */
    public String note() {
        return note;
    }

    /** Standard deviation that the stamps give a gap: their resolution at least. */
    public long noiseNs() {
        if (log.packets() == 0 || !microseconds) {
            return FINE_NOISE_NS;
        }
        return Math.round(ROUNDING_DEVIATION * (milliseconds ? NS_PER_MS : NS_PER_US));
    }
}
