package org.paceline.probe.path;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;
import org.paceline.probe.capture.ProbeFlow;
import org.paceline.probe.sweep.SweepPackets;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepTimes;
import org.paceline.probe.sweep.SweepTransport;

/**
 * What a sender itself noted of the packets of one probe run: when each was to leave, and when it was written to the
 * socket, or over TCP when its segment left. The first point of a path, before any capture, and the only one that knows
 * the plan. Not thread-safe.
 */
public final class SendLog {
    /** As many as the matcher takes. */
    public static final int MOST_PACKETS = PacketMatcher.MAX_PACKETS;

    private final int run;
    private final FlowTuple flow;
    private int[] sequences = new int[1_024];
    private long[] plannedNs = new long[1_024];
    private long[] writtenNs = new long[1_024];
    private int[] payloadBytes = new int[1_024];
    private int packets;

    /**
     * An empty one.
     *
     * @param run number in the payloads
     * @param flow addresses and ports as the sender knows them
     */
    public SendLog(int run, FlowTuple flow) {
        this.run = run;
        this.flow = flow;
    }

    /** What a sweep sent, in the order of sending; times are nanoseconds since 1970. */
    public static SendLog of(SweepResult sweep) {
        SweepPackets sent = sweep.packets();
        SendLog log = new SendLog(
                sent.run(),
                new FlowTuple(
                        sweep.plan().transport().protocol(),
                        address(sent.source()),
                        sent.source().getPort(),
                        address(sent.receiver()),
                        sent.receiver().getPort()));
        SweepTimes times = sent.times();
        for (int sequence = 0; sequence < times.packets(); sequence++) {
            if (times.writtenNs(sequence) != SweepTimes.MISSING) {
                log.add(
                        sequence,
                        times.plannedNs(sequence) + sent.epochNs(),
                        times.writtenNs(sequence) + sent.epochNs(),
                        sweep.plan().payloadBytes());
            }
        }
        return log;
    }

    private static IpAddress address(InetSocketAddress end) {
        return IpAddress.of(end.getAddress().getAddress());
    }

    /**
     * One more packet, in the order of writing.
     *
     * @param plannedNs nanoseconds since 1970, as {@code writtenNs}
     * @param payloadBytes above UDP or TCP
     */
    public void add(int sequence, long plannedNs, long writtenNs, int payloadBytes) {
        if (packets == sequences.length) {
            int room = packets + (packets >> 1);
            sequences = Arrays.copyOf(sequences, room);
            this.plannedNs = Arrays.copyOf(this.plannedNs, room);
            this.writtenNs = Arrays.copyOf(this.writtenNs, room);
            this.payloadBytes = Arrays.copyOf(this.payloadBytes, room);
        }
        sequences[packets] = sequence;
        this.plannedNs[packets] = plannedNs;
        this.writtenNs[packets] = writtenNs;
        this.payloadBytes[packets] = payloadBytes;
        packets++;
    }

    public int run() {
        return run;
    }

    public FlowTuple flow() {
        return flow;
    }

    public int packets() {
        return packets;
    }

    public int sequence(int packet) {
        return sequences[packet];
    }

    /** When it was to leave: nanoseconds since 1970. */
    public long plannedNs(int packet) {
        return plannedNs[packet];
    }

    /** The moment before the write: nanoseconds since 1970. */
    public long writtenNs(int packet) {
        return writtenNs[packet];
    }

    public int payloadBytes(int packet) {
        return payloadBytes[packet];
    }

    /** Gives the run a number of its own in the table, by which captures know its packets. */
    public ProbeFlow register(FlowTable table) {
        return new ProbeFlow(run, table.add(flow), flow.isTcp() && packets > 0 ? payloadBytes[0] : 0);
    }

    /**
     * The log as a point of the path.
     *
     * @param name of the file
     * @param number of the flow in the table
     * @param note what makes it a partial one; empty when nothing does
     */
    public ObservedPoint point(String name, int number, String note) {
        PacketLog log = new PacketLog();
        for (int packet = 0; packet < packets; packet++) {
            log.add(
                    writtenNs[packet],
                    ProbeFlow.identity(run, sequences[packet]),
                    number,
                    position(packet),
                    payloadBytes[packet] + headerBytes(),
                    payloadBytes[packet],
                    false);
        }
        return new ObservedPoint(name, log, packets, 0, List.of(), note, packet -> plannedNs[packet]);
    }

    /**
     * Of a datagram its number; of a record where it stands in the stream of them, so that merged segments are found.
     */
    private int position(int packet) {
        return flow.isTcp() ? sequences[packet] * payloadBytes[packet] : sequences[packet];
    }

    /** Ethernet to UDP or TCP. */
    int headerBytes() {
        int ipBytes = flow.source().isIpv4() ? Ipv4Header.MIN_LENGTH_BYTES : Ipv6Header.LENGTH_BYTES;
        return EthernetHeader.LENGTH_BYTES
                + ipBytes
                + SweepTransport.of(flow.protocol()).headerBytes();
    }
}
