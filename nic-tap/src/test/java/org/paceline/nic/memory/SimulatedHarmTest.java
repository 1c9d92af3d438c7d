package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** Loss, reordering, duplication, damage and jitter, all from one seed. */
class SimulatedHarmTest {
    private static final LinkModel DELAYED = LinkModel.defaults().withDelayNs(1_000_000);

    private static final LinkModel HARMFUL = DELAYED.withRateBitsPerSecond(10_000_000)
            .withQueuePackets(20)
            .withLoss(0.02)
            .withReordering(0.05, 700_000)
            .withDuplication(0.03)
            .withCorruption(0.04)
            .withJitterNs(50_000);

    private static List<Integer> upTo(int frames) {
        return IntStream.range(0, frames).boxed().toList();
    }

    @Test
    void theShareOfLossIsTheOneAskedFor() {
        LinkRun run = new LinkRun(DELAYED.withLoss(0.01), 42).send(100_000, 100);

        // four standard deviations of a binomial of 100,000 and 1 %
        assertEquals(1_000, (double) run.link.droppedLoss(), 126);
        assertEquals(100_000 - run.link.droppedLoss(), run.deliveries.size());
    }

    @Test
    void aLostFrameHasTakenItsLineTime() {
        LinkRun run = new LinkRun(DELAYED.withRateBitsPerSecond(100_000_000).withLoss(1), 1).send(10, 0);

        assertEquals(10, run.link.droppedLoss());
        assertEquals(10, run.link.peakQueuePackets());
        assertEquals(0, run.deliveries.size());
    }

    @Test
    void oneSeedGivesTheSameDeliveriesTwice() {
        String first = new LinkRun(HARMFUL, 5).send(5_000, 80_000).deliveries.toString();
        String second = new LinkRun(HARMFUL, 5).send(5_000, 80_000).deliveries.toString();
        String other = new LinkRun(HARMFUL, 6).send(5_000, 80_000).deliveries.toString();

        assertEquals(first, second);
        assertNotEquals(first, other);
    }

    @Test
    void everyFrameIsAccountedFor() {
        LinkRun run = new LinkRun(HARMFUL, 5).send(5_000, 80_000);
        SimulatedLink link = run.link;

        assertEquals(5_000, link.offered());
        assertEquals(link.offered() + link.duplicated(), link.delivered() + link.droppedQueue() + link.droppedLoss());
        assertEquals(link.delivered(), run.deliveries.size());
        assertTrue(link.droppedQueue() > 0 && link.droppedLoss() > 0 && link.duplicated() > 0);
        assertTrue(link.reordered() > 0 && link.corrupted() > 0);
    }

    @Test
    void anotherHarmLeavesTheLossWhereItWas() {
        List<Integer> lossy =
                new LinkRun(DELAYED.withLoss(0.1), 9).send(2_000, 10).numbers();
        LinkModel jittery = DELAYED.withLoss(0.1).withJitterNs(500).withCorruption(0.5);
        List<Integer> both = new LinkRun(jittery, 9).send(2_000, 10).numbers();

        assertEquals(lossy, both);
    }

    @Test
    void aFrameHeldBackIsOvertaken() {
        LinkRun run = new LinkRun(DELAYED.withReordering(0.1, 35_000), 3).send(1_000, 10_000);
        List<Integer> numbers = run.numbers();

        assertEquals(upTo(1_000), numbers.stream().sorted().toList());
        assertEquals(run.link.reordered(), heldBack(run));
        assertEquals(100, (double) run.link.reordered(), 40);
        assertTrue(IntStream.range(1, 1_000).anyMatch(i -> numbers.get(i) < numbers.get(i - 1)));
    }

    private static long heldBack(LinkRun run) {
        return run.deliveries.stream()
                .filter(delivery -> delivery.arrivalNs() != delivery.number() * 10_000L + 1_000_000)
                .peek(delivery -> assertEquals(delivery.number() * 10_000L + 1_035_000, delivery.arrivalNs()))
                .count();
    }

    @Test
    void jitterSpreadsAndKeepsTheOrder() {
        LinkRun run = new LinkRun(DELAYED.withJitterNs(5_000), 3).send(10_000, 10_000);
        assertEquals(upTo(10_000), run.numbers());

        long sumNs = 0;
        for (LinkRun.Delivery delivery : run.deliveries) {
            long extraNs = delivery.arrivalNs() - delivery.number() * 10_000L - 1_000_000;
            assertTrue(extraNs >= 0 && extraNs < 5_000);
            sumNs += extraNs;
        }
        assertEquals(2_500, sumNs / 10_000.0, 100);
        assertEquals(
                upTo(1_000),
                new LinkRun(DELAYED.withJitterNs(50_000), 3).send(1_000, 100).numbers());
    }

    @Test
    void aCopyFollowsItsOriginal() {
        LinkRun run = new LinkRun(DELAYED.withDuplication(1), 3).send(100, 10);

        assertEquals(100, run.link.duplicated());
        assertEquals(upTo(100).stream().flatMap(n -> List.of(n, n).stream()).toList(), run.numbers());
    }

    @Test
    void theShareOfCopiesIsTheOneAskedFor() {
        LinkRun run = new LinkRun(DELAYED.withDuplication(0.1), 3).send(10_000, 10);

        assertEquals(1_000, (double) run.link.duplicated(), 120);
        assertEquals(10_000 + run.link.duplicated(), run.deliveries.size());
        assertEquals(10_000, new HashSet<>(run.numbers()).size());
    }

    @Test
    void damageFlipsOneBitBehindTheEthernetHeader() {
        LinkRun run = new LinkRun(DELAYED.withCorruption(1), 3).send(1_000, 10);
        HashSet<Integer> places = new HashSet<>();
        for (LinkRun.Delivery delivery : run.deliveries) {
            byte[] sent = LinkRun.frame(delivery.number());
            byte[] received = HexFormat.of().parseHex(delivery.hex());
            int flipped = 0;
            for (int i = 0; i < sent.length; i++) {
                int difference = (sent[i] ^ received[i]) & 0xFF;
                flipped += Integer.bitCount(difference);
                if (difference != 0) {
                    assertTrue(i >= EthernetHeader.LENGTH_BYTES);
                    places.add(i);
                }
            }
            assertEquals(1, flipped);
        }
        assertEquals(1_000, run.link.corrupted());
        assertTrue(places.size() > 80, "only " + places.size() + " of 100 bytes were ever hit");
    }

    @Test
    void checksumsNoticeDamage() {
        SimulatedLink link = new SimulatedLink(DELAYED.withCorruption(1), 3);
        ByteBuffer sent = ByteBuffer.allocate(54);
        EthernetHeader.write(sent, 0, 1, 2, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(sent, 14, 40, 1, Ipv4Header.PROTOCOL_TCP, 0x0A00_0001, 0x0A00_0002);
        TcpHeader.write(sent, 34, 1, 2, 3, 4, TcpHeader.ACK, 5, 20);
        int checksum = InternetChecksum.transportIpv4(sent, 34, 20, 0x0A00_0001, 0x0A00_0002, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(sent, 34, checksum);
        assertTrue(intact(sent));

        ByteBuffer received = ByteBuffer.allocate(54);
        for (int i = 0; i < 2_000; i++) {
            link.offer(i, sent, 54);
            link.poll(Long.MAX_VALUE, received);
            assertFalse(intact(received), "damage " + i + " went unseen");
        }
    }

    private static boolean intact(ByteBuffer frame) {
        Ipv4Header ipv4 = new Ipv4Header();
        TcpHeader tcp = new TcpHeader();
        return ipv4.wrap(frame, 14, 40)
                && ipv4.checksumCorrect()
                && tcp.wrap(frame, ipv4.payloadOffset(), ipv4.payloadBytes())
                && tcp.checksumCorrect(ipv4.source(), ipv4.destination());
    }
}
