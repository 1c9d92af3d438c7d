package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;

class InitialSequenceTest {
    private static final IpAddress US = StackScript.US;
    private static final IpAddress PEER = StackScript.PEER;
    private static final long SECOND_NS = 1_000_000_000;

    private final InitialSequence sequence = new InitialSequence(11, 22);

    /** The 17th vector of the reference implementation: key and input are the bytes 00, 01, ... 0f. */
    @Test
    void sipHashGivesTheReferenceVector() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x3f2acc7f57c29bdbL, hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L));
        assertEquals(0x3f2acc7f57c29bdbL, hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L), "it keeps no state");
    }

    @Test
    void itTicksEveryFourMicroseconds() {
        int at0 = sequence.isn(US, 40_000, PEER, 80, 0);
        assertEquals(at0, sequence.isn(US, 40_000, PEER, 80, 3_999));
        assertEquals(at0 + 1, sequence.isn(US, 40_000, PEER, 80, 4_000));
        assertEquals(at0 + 250_000, sequence.isn(US, 40_000, PEER, 80, SECOND_NS));
        assertEquals(
                at0 + (int) (250_000L * 86_400),
                sequence.isn(US, 40_000, PEER, 80, 86_400 * SECOND_NS),
                "past the wrap");
    }

    @Test
    void everyPartOfTheTupleAndTheSecretMatters() {
        Set<Integer> numbers = new HashSet<>();
        numbers.add(sequence.isn(US, 40_000, PEER, 80, 0));
        numbers.add(sequence.isn(US, 40_001, PEER, 80, 0));
        numbers.add(sequence.isn(US, 40_000, IpAddress.parse("10.0.0.3"), 80, 0));
        numbers.add(sequence.isn(US, 40_000, PEER, 81, 0));
        numbers.add(sequence.isn(IpAddress.parse("10.0.0.9"), 40_000, PEER, 80, 0));
        numbers.add(new InitialSequence(12, 22).isn(US, 40_000, PEER, 80, 0));
        numbers.add(new InitialSequence(11, 23).isn(US, 40_000, PEER, 80, 0));
        assertEquals(7, numbers.size());
    }

    @Test
    void theTimestampOffsetIsAnotherNumber() {
        assertNotEquals(sequence.isn(US, 40_000, PEER, 80, 0), sequence.timestampOffset(US, 40_000, PEER, 80));
        assertEquals(sequence.timestampOffset(US, 40_000, PEER, 80), sequence.timestampOffset(US, 40_000, PEER, 80));
    }

    @Test
    void thePortOffsetStaysWithThePeerAndInTheRange() {
        Set<Integer> offsets = new HashSet<>();
        for (int peer = 0; peer < 100; peer++) {
            int offset = sequence.portOffset(US, IpAddress.ofIpv4(peer), 80, 16_384);
            assertTrue(offset >= 0 && offset < 16_384);
            assertEquals(offset, sequence.portOffset(US, IpAddress.ofIpv4(peer), 80, 16_384));
            offsets.add(offset);
        }
        assertTrue(offsets.size() > 90, offsets.size() + " offsets for 100 peers");
    }
}
