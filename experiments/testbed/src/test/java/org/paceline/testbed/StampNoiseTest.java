package org.paceline.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StampNoiseTest {
    @Test
    void aFewStallsDoNotMoveTheScatter() {
        long[] delaysNs = new long[100];
        for (int each = 0; each < delaysNs.length; each++) {
            delaysNs[each] = each < 95 ? 2_000 + each * 10L : 5_000_000;
        }

        // quartiles at 2250 and 2750 ns
        assertEquals(Math.round(500 / 1.349), StampNoise.robustDeviation(delaysNs));
    }

    @Test
    void aLinkWithoutFramesIsNamed() {
        assertThrows(TestbedException.class, () -> StampNoise.robustDeviation(new long[0]));
    }

    @Test
    @Tag("netns")
    void stampsOnAVethScatter() throws Exception {
        Privilege.required();
        try (Testbed testbed = new Testbed()) {
            TestHost a = testbed.host("a");
            TestHost b = testbed.host("b");
            testbed.connect(a, "s0", b, "r0");

            assertTrue(StampNoise.measureNs(a, "s0", b, "r0") >= 0);
        }
    }
}
