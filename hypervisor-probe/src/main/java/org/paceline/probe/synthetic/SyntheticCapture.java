package org.paceline.probe.synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.synthetic.Variant.Place;

/**
 * Captures of a path with a coalescer of known kind, of any size: paced UDP packets of one flow, as pcap with times in
 * nanoseconds, each frame cut behind the first bytes of its payload. The second file is what came out; its clock has an
 * offset and a drift.
 */
public final class SyntheticCapture {
    /** 20 bytes a packet are held in memory while it is written. */
    public static final int MOST_PACKETS = 20_000_000;

    private static final int MAGIC_NS = 0xA1B2_3C4D;
    private static final int SNAP_BYTES = 58;
    private static final int LINK_ETHERNET = 1;
    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int TTL = 64;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long START_NS = 1_700_000_000L * NS_PER_SECOND;
    private static final long PATH_NS = 60_000;

    /** Far more than a path takes, so that whoever forgets to estimate it is found out. */
    private static final long OFFSET_NS = 3_200_000_000L;

    private static final double DRIFT = 12e-6;
    private static final double JITTER = 0.02;

    private final long[] timesNs;
    private final int[] frameBytes;
    private final Random random;
    private final long seed;

    private SyntheticCapture(int packets, long gapNs, int bytes, long seed) {
        this.seed = seed;
        random = new Random(seed);
        timesNs = new long[packets];
        frameBytes = new int[packets];
        long last = START_NS;
        for (int packet = 0; packet < packets; packet++) {
            long jitterNs = Math.round(JITTER * gapNs * random.nextGaussian());
            last = Math.max(last + 1, START_NS + packet * gapNs + jitterNs);
            timesNs[packet] = last;
            frameBytes[packet] = bytes;
        }
    }

    /** IDs of the causes that can be asked for. */
    public static List<String> causes() {
        return Variants.all().stream()
                .filter(SyntheticCapture::writable)
                .map(variant -> variant.cause().id())
                .distinct()
                .toList();
    }

    /** Merged frames have no packets of their own to write. */
    private static boolean writable(Variant variant) {
        return variant.gaps() != Variant.Gaps.POISSON
                && (variant.place() == Place.SENDER || variant.place() == Place.HOP);
    }

    /**
     * Writes one capture or two.
     *
     * @param cause one of {@link #causes}, by its ID
     * @param packets 2 to {@link #MOST_PACKETS}
     * @param gapNs mean gap of the sender
     * @param bytes of a frame without FCS, 60 to 1514
     * @param files of the first point, and of the second one where it is wanted
     * @throws IllegalArgumentException in one line for what cannot be made
     */
    public static void write(String cause, int packets, long gapNs, int bytes, long seed, List<Path> files)
            throws IOException {
        if (packets < 2
                || packets > MOST_PACKETS
                || gapNs < 100
                || gapNs > NS_PER_SECOND
                || bytes < 60
                || bytes > 1514) {
            throw new IllegalArgumentException(
                    "a synthetic capture has 2 to " + MOST_PACKETS + " packets of 60 to 1514 bytes, 100ns to 1s apart");
        }
        Variant variant = Variants.all().stream()
                .filter(each -> writable(each) && each.cause().id().equals(cause))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no coalescer for " + cause + "; there are " + String.join(", ", causes())));
        SyntheticCapture capture = new SyntheticCapture(packets, gapNs, bytes, seed);
        boolean atSender = variant.place() == Place.SENDER;
        if (atSender && variant.cause() != Cause.NONE) {
            capture.hold(variant);
        }
        capture.writeTo(files.get(0));
        if (files.size() > 1) {
            if (!atSender) {
                capture.hold(variant);
            }
            capture.pass();
            capture.writeTo(files.get(1));
        }
    }

    private void hold(Variant variant) {
        variant.coalescer().hold(timesNs, frameBytes, random);
    }

    /** The rest of the path, and the other clock. */
    private void pass() {
        long last = 0;
        for (int packet = 0; packet < timesNs.length; packet++) {
            double jitterNs = -500 * Math.log(1 - random.nextDouble());
            last = Math.max(timesNs[packet] + PATH_NS + Math.round(jitterNs), last + 200);
            timesNs[packet] = last;
        }
        for (int packet = 0; packet < timesNs.length; packet++) {
            timesNs[packet] += OFFSET_NS + Math.round(DRIFT * (timesNs[packet] - START_NS));
        }
    }

    private void writeTo(Path file) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(16 + SNAP_BYTES);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ByteBuffer.allocate(24)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(MAGIC_NS)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(SNAP_BYTES)
                    .putInt(LINK_ETHERNET)
                    .array());
            for (int packet = 0; packet < timesNs.length; packet++) {
                put(record, packet);
                out.write(record.array());
            }
        }
    }

    private void put(ByteBuffer record, int packet) {
        int bytes = frameBytes[packet];
        record.clear().order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (timesNs[packet] / NS_PER_SECOND)).putInt((int) (timesNs[packet] % NS_PER_SECOND));
        record.putInt(SNAP_BYTES).putInt(bytes).order(ByteOrder.BIG_ENDIAN);
        record.putLong(0x0200_0000_0002_0200L).putInt(1).putShort((short) 0x0800);
        int ipBytes = bytes - EthernetHeader.LENGTH_BYTES;
        record.putShort((short) 0x4500).putShort((short) ipBytes).putInt(0x4000);
        record.put((byte) TTL).put((byte) Ipv4Header.PROTOCOL_UDP).putShort((short) 0);
        record.putInt(0x0A00_0001).putInt(0x0A00_0002);
        record.putShort((short) 40_000).putShort((short) 5_301).putShort((short) (ipBytes - IP_BYTES));
        record.putShort((short) 0);
        record.putLong(packet).putLong(seed);
        int header = 16 + EthernetHeader.LENGTH_BYTES;
        record.putShort(header + 10, checksum(record, header));
        assert header + IP_BYTES + UDP_BYTES <= record.capacity();
    }

    /** RFC 791: of an IPv4 header whose checksum field is 0. */
    private static short checksum(ByteBuffer record, int header) {
        int sum = 0;
        for (int at = 0; at < IP_BYTES; at += 2) {
            sum += Short.toUnsignedInt(record.getShort(header + at));
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~((sum & 0xFFFF) + (sum >>> 16));
    }
}
