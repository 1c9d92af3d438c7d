package org.paceline.probe.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paceline.probe.capture.PacketLog;

class PacketMatcherTest {
    private static final long OFFSET_NS = 3_000_000_000L;
    private static final long GAP_NS = 100_000;

    @Test
    void packetsAreFoundWhateverTheClocksAndTheOrder() {
        PacketLog first = new PacketLog();
        PacketLog second = new PacketLog();
        for (int packet = 0; packet < 100; packet++) {
            add(first, packet * GAP_NS, mixed(packet));
        }
        int[] order = {3, 1, 2, 0, 99, 50};
        for (int each = 0; each < order.length; each++) {
            add(second, OFFSET_NS + each * GAP_NS, mixed(order[each]));
        }
        assertArrayEquals(order, PacketMatcher.match(first, second));
    }

    @Test
    void whatOnlyOnePointSawHasNoPartner() {
        PacketLog first = new PacketLog();
        PacketLog second = new PacketLog();
        add(first, 0, mixed(1));
        add(first, GAP_NS, mixed(2));
        add(second, OFFSET_NS, mixed(3));
        add(second, OFFSET_NS + GAP_NS, mixed(2));
        assertArrayEquals(new int[] {-1, 1}, PacketMatcher.match(first, second));
    }

    @Test
    void identitiesThatAgreeInTheirLowerBitsOnlyAreNoPair() {
        PacketLog first = new PacketLog();
        PacketLog second = new PacketLog();
        add(first, 0, 7);
        add(second, 0, 7 | 1L << 60); // sorted by 40 bits, told apart by 64
        assertArrayEquals(new int[] {-1}, PacketMatcher.match(first, second));
    }

    @Test
    void repeatedIdentitiesAreToldApartByTheClocksThatOthersShow() {
        PacketLog first = new PacketLog();
        PacketLog second = new PacketLog();
        // unique packets show the clocks; one identity comes three times, and its second packet is lost
        for (int packet = 0; packet < 60; packet++) {
            boolean repeated = packet % 20 == 10;
            long identity = repeated ? 5 : mixed(packet);
            add(first, packet * GAP_NS, identity);
            if (packet != 30) {
                add(second, OFFSET_NS + packet * GAP_NS + 50_000, identity);
            }
        }
        int[] found = PacketMatcher.match(first, second);
        for (int packet = 0; packet < found.length; packet++) {
            assertEquals(packet < 30 ? packet : packet + 1, found[packet]);
        }
    }

    @Test
    void packetsThatAreAllAlikeAreMatchedByTheirOrder() {
        PacketLog first = new PacketLog();
        PacketLog second = new PacketLog();
        for (int packet = 0; packet < 5; packet++) {
            add(first, packet * GAP_NS, 5);
            add(second, OFFSET_NS + packet * GAP_NS, 5);
        }
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, PacketMatcher.match(first, second));
    }

    @Test
    void randomLossOnBothSidesMatchesNothingWrongly() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            PacketLog first = new PacketLog();
            PacketLog second = new PacketLog();
            for (int packet = 0; packet < 500; packet++) {
                if (random.nextInt(10) > 0) {
                    add(first, packet * GAP_NS, mixed(packet));
                }
                if (random.nextInt(10) > 0) {
                    add(second, OFFSET_NS + packet * GAP_NS, mixed(packet));
                }
            }
            int[] found = PacketMatcher.match(first, second);
            for (int packet = 0; packet < found.length; packet++) {
                if (found[packet] >= 0) {
                    assertEquals(second.identity(packet), first.identity(found[packet]), "seed " + seed);
                }
            }
        }
    }

    private static long mixed(int number) {
        return (number + 1) * 0x9E37_79B9_7F4A_7C15L;
    }

    private static void add(PacketLog log, long timeNs, long identity) {
        log.add(timeNs, identity, 0, 0, 142, 100, false);
    }
}
