package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Frames cut short, grown and overwritten: every codec refuses them or stays inside. */
class DamagedFramesTest {
    private static final int FRAMES = 20_000;
    private static final long SEED = 20_261_101;

    /**
     * Share of frames, one in this many, that must be taken, and refused: else the damage is too much or too little.
     */
    private static final int LEAST_SHARE = 20;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void ethernetStaysInside() {
        survives(SampleFrames.all(), WireInvariants::ethernet);
    }

    @Test
    void arpStaysInside() {
        survives(SampleFrames.packets(EthernetHeader.TYPE_ARP), WireInvariants::arp);
    }

    @Test
    void ipv4StaysInside() {
        survives(SampleFrames.packets(EthernetHeader.TYPE_IPV4), WireInvariants::ipv4);
    }

    @Test
    void icmpStaysInside() {
        survives(SampleFrames.messages(Ipv4Header.PROTOCOL_ICMP), WireInvariants::icmp);
    }

    @Test
    void ipv6AndItsExtensionsStayInside() {
        survives(SampleIpv6Frames.packets(), Ipv6Invariants::ipv6);
    }

    @Test
    void icmpv6AndNeighborDiscoveryStayInside() {
        survives(SampleIpv6Frames.messages(), Ipv6Invariants::icmpv6);
    }

    @Test
    void aLineOfTextIsFoundForEveryIpv6Frame() {
        survives(SampleIpv6Frames.all(), WireInvariants::text);
    }

    @Test
    void tcpStaysInside() {
        survives(SampleFrames.messages(Ipv4Header.PROTOCOL_TCP), WireInvariants::tcp);
    }

    @Test
    void optionsStayInsideAndSurviveWriting() {
        List<byte[]> fields = SampleFrames.messages(Ipv4Header.PROTOCOL_TCP).stream()
                .map(segment -> Arrays.copyOfRange(segment, 20, (segment[12] >>> 4 & 0xF) * 4))
                .filter(options -> options.length > 0)
                .toList();
        survives(fields, WireInvariants::options);
    }

    @Test
    void aLineOfTextIsFoundForEveryFrame() {
        survives(SampleFrames.all(), WireInvariants::text);
    }

    private void survives(List<byte[]> samples, Predicate<byte[]> holds) {
        int taken = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] bytes = damaged(samples.get(random.nextInt(samples.size())));
            try {
                taken += holds.test(bytes) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "frame " + frame + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
        int refused = FRAMES - taken;
        assertTrue(Math.min(taken, refused) > FRAMES / LEAST_SHARE, taken + " taken, " + refused + " refused");
    }

    private byte[] damaged(byte[] sample) {
        byte[] bytes = sample.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(8));
            default -> {}
        }
        for (int hits = bytes.length == 0 ? 0 : random.nextInt(4); hits > 0; hits--) {
            int index = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[index] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[index] = (byte) (random.nextBoolean() ? 0 : 0xFF);
                case 2 -> bytes[index] += (byte) (random.nextBoolean() ? 1 : -1);
                default -> bytes[index] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }
}
