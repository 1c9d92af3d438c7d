package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.wire.TcpOptions;

class ReassemblyTest {
    /** Right before the sign changes. */
    private static final int BASE = Integer.MAX_VALUE - 500;

    private final Reassembly reassembly = new Reassembly(65_536);

    private static int seq(int offset) {
        return BASE + offset;
    }

    private void insert(int from, int to) {
        assertTrue(reassembly.insert(seq(from), seq(to)));
    }

    private String blocks() {
        TcpOptions options = new TcpOptions();
        reassembly.addSackBlocks(options);
        StringBuilder text = new StringBuilder();
        for (int block = 0; block < options.sackBlocks(); block++) {
            text.append(options.sackLeft(block) - BASE)
                    .append(':')
                    .append(options.sackRight(block) - BASE)
                    .append(' ');
        }
        return text.toString().trim();
    }

    @Test
    void theFirstBlockHoldsTheSegmentThatArrivedLast() {
        insert(100, 200);
        insert(500, 600);
        insert(300, 400);
        assertEquals("300:400 500:600 100:200", blocks());
        insert(600, 700);
        assertEquals("500:700 300:400 100:200", blocks());
    }

    @Test
    void aSegmentThatIsThereAlreadyBringsItsBlockToTheFront() {
        insert(100, 200);
        insert(300, 400);
        insert(120, 150);
        assertEquals("100:200 300:400", blocks());
    }

    @Test
    void fourBlocksAreReportedWithoutTimestampsAndThreeWithThem() {
        for (int range = 0; range < 6; range++) {
            insert(100 * range, 100 * range + 50);
        }
        assertEquals("500:550 400:450 300:350 200:250", blocks());
        TcpOptions options = new TcpOptions().timestamps(1, 2);
        reassembly.addSackBlocks(options);
        assertEquals(3, options.sackBlocks());
    }

    @Test
    void rangesThatTouchOrOverlapBecomeOne() {
        insert(100, 200);
        insert(300, 400);
        insert(200, 300);
        assertEquals("100:400", blocks());
        insert(50, 500);
        assertEquals("50:500", blocks());
    }

    @Test
    void advancingTakesWhatIsInOrderAndKeepsTheRest() {
        insert(100, 200);
        insert(300, 400);
        assertEquals(seq(50), reassembly.advance(seq(50)));
        assertEquals(seq(200), reassembly.advance(seq(150)));
        assertEquals("300:400", blocks());
        assertEquals(seq(450), reassembly.advance(seq(450)));
        assertTrue(reassembly.empty());
    }

    @Test
    void atItsBoundItRefusesNewRangesAndTakesWhatJoins() {
        for (int range = 0; range < reassembly.bound(); range++) {
            insert(10 * range, 10 * range + 5);
        }
        assertFalse(reassembly.insert(seq(20_000), seq(20_001)));
        insert(5, 7);
        insert(7, 10);
        assertEquals(reassembly.bound() - 1, reassembly.ranges());
        insert(20_000, 20_001);
    }

    /** Users of another stack saw the tail of a reordered window dropped, and the transfer stall. */
    @Test
    void everySecondSegmentOfAFullWindowFindsARange() {
        Reassembly wide = new Reassembly(6 << 20);
        for (int from = 32; from + 32 <= 6 << 20; from += 64) {
            assertTrue(wide.insert(seq(from), seq(from + 32)), "range at " + from);
        }
        assertEquals((6 << 20) / 64, wide.ranges());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itAgreesWithASetOfBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet model = new BitSet();
        int next = 0;
        for (int operation = 0; operation < 5_000; operation++) {
            if (random.nextInt(4) > 0) {
                int from = next + 1 + random.nextInt(300);
                int to = from + 1 + random.nextInt(30);
                insert(from, to);
                model.set(from, to);
            } else {
                int arrived = next + random.nextInt(60);
                int expected = Math.max(arrived, model.get(arrived) ? model.nextClearBit(arrived) : arrived);
                next = reassembly.advance(seq(arrived)) - BASE;
                assertEquals(expected, next, "seed " + seed + ", operation " + operation);
                model.clear(0, next);
            }
            assertEquals(runs(model), reassembly.ranges(), "seed " + seed + ", operation " + operation);
        }
    }

    private static int runs(BitSet model) {
        int runs = 0;
        for (int start = model.nextSetBit(0); start >= 0; start = model.nextSetBit(model.nextClearBit(start))) {
            runs++;
        }
        return runs;
    }
}
