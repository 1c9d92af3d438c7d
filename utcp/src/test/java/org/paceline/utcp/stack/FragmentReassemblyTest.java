package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.nic.wire.Ipv4Header;

/** Fragments in every order and with every contradiction. */
class FragmentReassemblyTest {
    private static final long SECOND_NS = 1_000_000_000;

    private final StackCounters counters = new StackCounters();
    private final FragmentReassembly reassembly = new FragmentReassembly(counters);
    private final ByteBuffer frame = ByteBuffer.allocate(70_000);
    private int identification = 1;
    private long nowNs;

    FragmentReassemblyTest() {
        for (int index = 0; index < frame.capacity(); index++) {
            frame.put(index, (byte) (index * 7));
        }
    }

    /** A fragment whose bytes stand in the frame where they stand in the datagram. */
    private @Nullable FragmentedDatagram arrives(int offset, int lengthBytes, boolean more) {
        return reassembly.arrives(
                nowNs,
                0,
                5,
                0,
                6,
                identification,
                Ipv4Header.PROTOCOL_TCP,
                false,
                offset,
                more,
                frame,
                offset,
                lengthBytes);
    }

    private void assertWhole(@Nullable FragmentedDatagram datagram, int payloadBytes) {
        assertNotNull(datagram);
        assertEquals(payloadBytes, datagram.payloadBytes());
        for (int index = 0; index < payloadBytes; index++) {
            assertEquals(
                    frame.get(index),
                    datagram.buffer().get(FragmentedDatagram.HEADROOM_BYTES + index),
                    "byte " + index);
        }
        assertEquals(0, reassembly.datagrams());
        assertEquals(0, reassembly.heldBytes());
    }

    @Test
    void fragmentsInOrderMakeTheDatagram() {
        assertNull(arrives(0, 1_480, true));
        assertNull(arrives(1_480, 1_480, true));
        assertWhole(arrives(2_960, 101, false), 3_061);
        assertEquals(1, counters.datagramsReassembled);
    }

    @Test
    void theLastFragmentFirst() {
        assertNull(arrives(2_960, 101, false));
        assertNull(arrives(1_480, 1_480, true));
        assertWhole(arrives(0, 1_480, true), 3_061);
    }

    @Test
    void theLargestDatagramFits() {
        int half = 32_768;
        assertNull(arrives(0, half, true));
        assertWhole(arrives(half, 65_535 - half, false), 65_535);
    }

    @Test
    void rfc791NothingReachesBeyondTheLargestDatagram() {
        assertNull(arrives(65_528, 8, false));
        assertEquals(1, counters.fragmentsRefused);
        assertEquals(0, reassembly.datagrams());
    }

    @Test
    void rfc8200AnExactDuplicateIsNoOverlap() {
        arrives(0, 80, true);
        assertNull(arrives(0, 80, true));
        assertWhole(arrives(80, 8, false), 88);
    }

    @ParameterizedTest
    @CsvSource({"0, 88, true", "72, 16, true", "40, 8, true", "72, 80, false"})
    void rfc5722AnOverlapEndsTheDatagram(int offset, int lengthBytes, boolean more) {
        arrives(0, 80, true);
        assertNull(arrives(offset, lengthBytes, more));
        assertNull(arrives(80, 8, false), "and what comes of it afterwards is dropped as well");
        assertEquals(2, counters.fragmentsRefused);
        assertEquals(0, reassembly.heldBytes());
        identification++;
        arrives(0, 80, true);
        assertNotNull(arrives(80, 8, false), "another datagram is another matter");
    }

    @Test
    void twoEndsEndTheDatagram() {
        arrives(800, 80, false);
        assertNull(arrives(1_000, 8, false));
        assertEquals(1, counters.fragmentsRefused);
    }

    @Test
    void anEndBeforeWhatCameEndsTheDatagram() {
        arrives(800, 80, true);
        assertNull(arrives(400, 80, false));
        assertEquals(1, counters.fragmentsRefused);
    }

    @Test
    void aFragmentThatIsNotTheLastHasWholeUnits() {
        assertNull(arrives(0, 81, true));
        assertEquals(1, counters.fragmentsRefused);
    }

    @Test
    void rfc1858ATinyFirstFragmentIsRefused() {
        assertNull(arrives(0, 16, true));
        assertEquals(1, counters.fragmentsRefused);
    }

    @Test
    void rfc3128AFragmentInsideOfTheTcpHeaderIsRefused() {
        arrives(0, 24, true);
        assertNull(arrives(8, 24, false));
        assertEquals(1, counters.fragmentsRefused);
        assertEquals(1, reassembly.datagrams(), "before it touches the datagram");
    }

    @Test
    void datagramsAreToldApartByTheirIdentification() {
        arrives(0, 80, true);
        identification++;
        assertNull(arrives(80, 8, false));
        assertEquals(2, reassembly.datagrams());
    }

    @Test
    void whatIsNotWholeAfterThirtySecondsIsDropped() {
        arrives(0, 80, true);
        nowNs = 30 * SECOND_NS - 1;
        reassembly.expire(nowNs);
        assertEquals(1, reassembly.datagrams());
        nowNs++;
        assertNull(arrives(80, 8, false));
        assertEquals(1, counters.reassemblyTimeouts);
        assertEquals(1, reassembly.datagrams(), "the late fragment begins anew");
    }

    @Test
    void aFloodOfFragmentsStaysWithinTheBounds() {
        for (int flood = 0; flood < 100_000; flood++) {
            identification = flood;
            arrives(8 * (1 + flood % 8_000), 800, true);
            assertTrue(reassembly.datagrams() <= FragmentReassembly.MAX_DATAGRAMS);
            assertTrue(reassembly.heldBytes() <= 4 << 20, "held " + reassembly.heldBytes());
        }
        assertTrue(counters.reassemblyEvictions > 90_000);
        identification = -1;
        arrives(0, 80, true);
        assertWholeAmongOthers(arrives(80, 8, false));
    }

    private static void assertWholeAmongOthers(@Nullable FragmentedDatagram datagram) {
        assertNotNull(datagram);
        assertEquals(88, datagram.payloadBytes());
    }
}
