package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** The published test vector of seed 1234567. */
    @Test
    void theSequenceIsTheOneOfThePaper() {
        SplitMix64 random = new SplitMix64(1_234_567);

        assertEquals("6457827717110365317", Long.toUnsignedString(random.next()));
        assertEquals("3203168211198807973", Long.toUnsignedString(random.next()));
        assertEquals("9817491932198370423", Long.toUnsignedString(random.next()));
        assertEquals("4593380528125082431", Long.toUnsignedString(random.next()));
        assertEquals("16408922859458223821", Long.toUnsignedString(random.next()));
    }

    @Test
    void unitsSpreadFromZeroToOne() {
        SplitMix64 random = new SplitMix64(1);
        double sum = 0;
        for (int draw = 0; draw < 100_000; draw++) {
            double unit = random.nextUnit();
            assertTrue(unit >= 0 && unit < 1);
            sum += unit;
        }
        assertEquals(0.5, sum / 100_000, 0.005);
    }
}
