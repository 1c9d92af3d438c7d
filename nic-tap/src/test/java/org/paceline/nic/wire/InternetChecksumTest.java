package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    /** RFC 1071 section 3. */
    private static final byte[] RFC_1071 = HexFormat.of().parseHex("0001f203f4f5f6f7");

    @Test
    void theExampleOfRfc1071() {
        assertEquals(0xDDF2, InternetChecksum.sum(ByteBuffer.wrap(RFC_1071), 0, 8));
        assertEquals(0x220D, InternetChecksum.of(ByteBuffer.wrap(RFC_1071), 0, 8));
    }

    @Test
    void everyLengthAndPlaceAgreesWithTheDefinition() {
        SplittableRandom random = new SplittableRandom(1071);
        for (int lengthBytes = 0; lengthBytes <= 100; lengthBytes++) {
            for (int offset = 0; offset < 9; offset++) {
                byte[] bytes = new byte[lengthBytes];
                random.nextBytes(bytes);
                assertAgrees(bytes, offset);
            }
        }
    }

    @Test
    void carriesSurviveTheLongestPacketOfOnes() {
        byte[] ones = new byte[65_535];
        Arrays.fill(ones, (byte) 0xFF);
        assertAgrees(ones, 3);
    }

    private static void assertAgrees(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(offset + bytes.length);
        buffer.put(offset, bytes);
        assertEquals(
                WireInvariants.slowChecksum(bytes, bytes.length),
                InternetChecksum.of(buffer, offset, bytes.length),
                () -> bytes.length + " bytes at " + offset);
    }

    @Test
    void partialSumsAddUp() {
        ByteBuffer bytes = ByteBuffer.wrap(RFC_1071);
        long parts = InternetChecksum.sum(bytes, 0, 2) + (long) InternetChecksum.sum(bytes, 2, 6);

        assertEquals(0xDDF2, InternetChecksum.fold(parts));
    }

    @Test
    void foldingTakesAllCarriesBack() {
        assertEquals(0, InternetChecksum.fold(0));
        assertEquals(0xFFFF, InternetChecksum.fold(0xFFFF));
        assertEquals(1, InternetChecksum.fold(0x1_0000));
        assertEquals(0xFFFF, InternetChecksum.fold(0xFFFF_FFFFL));
        assertEquals(1, InternetChecksum.fold(0x0001_0000_0000L));
        assertEquals(0xFFFF, InternetChecksum.fold(-1));
        assertEquals(1, InternetChecksum.fold(0xFFFF_FFFF_0001_0000L));
    }

    @Test
    void thePseudoHeaderHoldsAddressesProtocolAndLength() {
        byte[] pseudoHeader = HexFormat.of().parseHex("c0a80101" + "fffefdfc" + "0006" + "ff14");

        int sum = InternetChecksum.pseudoHeaderIpv4(0xC0A8_0101, 0xFFFE_FDFC, 6, 0xFF14);

        assertEquals(~WireInvariants.slowChecksum(pseudoHeader, 12) & 0xFFFF, sum);
    }

    @Test
    void aFilledInTransportChecksumVerifiesAsZero() {
        byte[] segment = HexFormat.of().parseHex("1451 9c40 00000001 00000002 5012 faf0 0000 0000 61".replace(" ", ""));
        ByteBuffer buffer = ByteBuffer.wrap(segment);
        int checksum = InternetChecksum.transportIpv4(buffer, 0, segment.length, 0x0A00_0001, 0x0A00_0002, 6);
        buffer.putShort(16, (short) checksum);

        assertEquals(0, InternetChecksum.transportIpv4(buffer, 0, segment.length, 0x0A00_0001, 0x0A00_0002, 6));
    }

    @Test
    void theSumOfMappedAddressesIsThatOfThePseudoHeaderOfIpv4() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 10_000; round++) {
            ByteBuffer segment = ByteBuffer.allocate(20 + random.nextInt(40));
            random.nextBytes(segment.array());
            int source = random.nextInt();
            int destination = random.nextInt();
            int sum = InternetChecksum.addresses(0, IpAddress.ipv4Low(source), 0, IpAddress.ipv4Low(destination));
            assertEquals(
                    InternetChecksum.transportIpv4(segment, 0, segment.capacity(), source, destination, 6),
                    InternetChecksum.transport(segment, 0, segment.capacity(), sum, 6));
        }
    }

    /** RFC 8200 8.1: both addresses, the length and the protocol in 32 bits each. */
    @Test
    void thePseudoHeaderOfIpv6IsSummedAsItWouldStandInBytes() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 10_000; round++) {
            int segmentBytes = 20 + random.nextInt(40);
            ByteBuffer bytes = ByteBuffer.allocate(40 + segmentBytes);
            random.nextBytes(bytes.array());
            bytes.putInt(32, segmentBytes).putInt(36, 58);
            int sum = InternetChecksum.addresses(
                    bytes.getLong(0), bytes.getLong(8), bytes.getLong(16), bytes.getLong(24));
            assertEquals(
                    WireInvariants.slowChecksum(bytes.array(), bytes.capacity()),
                    InternetChecksum.transport(bytes, 40, segmentBytes, sum, 58));
        }
    }

    /** RFC 1624 section 4: the sum is 0xFFFF, and the method of RFC 1141 would give 0xFFFF where 0x0000 is right. */
    @Test
    void theExampleOfRfc1624() {
        assertEquals(0x0000, InternetChecksum.update(0xDD2F, 0x5555, 0x3285));
    }

    @Test
    void anUpdateEqualsANewSum() {
        SplittableRandom random = new SplittableRandom(1624);
        for (int change = 0; change < 20_000; change++) {
            byte[] words = new byte[20];
            random.nextBytes(words);
            ByteBuffer buffer = ByteBuffer.wrap(words);
            int before = InternetChecksum.of(buffer, 0, words.length);
            int index = 2 * random.nextInt(10);
            int oldWord = buffer.getShort(index) & 0xFFFF;
            int newWord = random.nextInt(3) == 0 ? 0 : random.nextInt(0x1_0000);
            buffer.putShort(index, (short) newWord);

            assertEquals(
                    InternetChecksum.of(buffer, 0, words.length), InternetChecksum.update(before, oldWord, newWord));
        }
    }

    @Test
    void anUpdateThatChangesNothingKeepsTheChecksum() {
        for (int checksum = 0; checksum < 0xFFFF; checksum++) {
            assertEquals(checksum, InternetChecksum.update(checksum, 0x1234, 0x1234));
        }
    }
}
