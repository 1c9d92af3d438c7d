package org.paceline.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReaderTest {
    private static final int MICROSECONDS = 6;
    private static final int NANOSECONDS = 9;
    private static final byte[] FRAME = {1, 2, 3, 4, 5};

    @TempDir
    private Path directory;

    @Test
    void eitherByteOrderOfPcapngIsRead() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            CaptureBytes capture = new CaptureBytes(order)
                    .section()
                    .ethernet(NANOSECONDS)
                    .packet(0, 1_700_000_000_123_456_789L, 1_514, FRAME);
            try (CaptureReader reader = open(capture.toBytes())) {
                assertTrue(reader.next());
                assertEquals(1_700_000_000_123_456_789L, reader.timeNs());
                assertEquals(5, reader.capturedBytes());
                assertEquals(1_514, reader.originalBytes());
                assertEquals(0x01020304, reader.frame().getInt(0));
                assertFalse(reader.next());
            }
        }
    }

    @Test
    void eachInterfaceHasItsOwnResolution() throws IOException {
        byte[] capture = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .section()
                .ethernet(MICROSECONDS)
                .ethernet(0x80 | 10)
                .packet(0, 1_500_000, 5, FRAME)
                .packet(1, 1_536, 5, FRAME)
                .toBytes();
        try (CaptureReader reader = open(capture)) {
            assertTrue(reader.next());
            assertEquals(1_500_000_000, reader.timeNs());
            assertTrue(reader.next());
            assertEquals(1_500_000_000, reader.timeNs());
        }
    }

    @Test
    void unknownBlocksArePassedOverAndANewSectionForgetsInterfaces() throws IOException {
        byte[] capture = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .section()
                .int32(0x0BAD, 16, 0, 16)
                .ethernet(NANOSECONDS)
                .packet(0, 7, 5, FRAME)
                .section()
                .packet(0, 8, 5, FRAME)
                .toBytes();
        try (CaptureReader reader = open(capture)) {
            assertTrue(reader.next());
            assertEquals(7, reader.timeNs());
            assertTrue(complaint(reader).contains("interface that was not described"));
        }
    }

    @Test
    void classicPcapIsReadInMicrosecondsAndNanoseconds() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertEquals(2_000_007_000L, onlyTimeNs(pcap(order, 0xA1B2C3D4).toBytes()));
            assertEquals(2_000_000_007L, onlyTimeNs(pcap(order, 0xA1B23C4D).toBytes()));
        }
    }

    @Test
    void aFileOfSomethingElseIsRefusedInOneLine() {
        String message = assertThrows(MalformedCaptureException.class, () -> open(new byte[64]))
                .toString();

        assertTrue(message.contains("neither pcapng nor pcap"), message);
        assertFalse(message.contains("\n"));
    }

    @Test
    void aCutFileSaysSo() throws IOException {
        byte[] whole = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .section()
                .ethernet(NANOSECONDS)
                .packet(0, 7, 5, FRAME)
                .toBytes();
        try (CaptureReader reader = open(Arrays.copyOf(whole, whole.length - 3))) {
            assertTrue(complaint(reader).contains("cut off"));
        }
    }

    @Test
    void lengthsBeyondReasonAreNotBelieved() throws IOException {
        byte[] huge = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .section()
                .int32(6, 0x7FFF_FFF0, 0, 0)
                .toBytes();
        try (CaptureReader reader = open(huge)) {
            assertTrue(complaint(reader).contains("2147483632 bytes is not possible"));
        }
        byte[] hugeFrame = new CaptureBytes(ByteOrder.BIG_ENDIAN)
                .int32(0xA1B2C3D4, 0, 0, 0, 65_535, 1, 2, 7, -1, -1)
                .toBytes();
        try (CaptureReader reader = open(hugeFrame)) {
            assertTrue(complaint(reader).contains("4294967295 bytes captured"));
        }
    }

    /** Any damage ends in frames, in the end of the file or in one line; never in another exception. */
    @Test
    void aDamagedFileNeverBreaksTheReader() throws IOException {
        byte[] pcapng = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                .section()
                .ethernet(NANOSECONDS)
                .packet(0, 7, 5, FRAME)
                .packet(0, 8, 5, FRAME)
                .toBytes();
        byte[] pcap = pcap(ByteOrder.BIG_ENDIAN, 0xA1B23C4D).toBytes();
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = (round % 2 == 0 ? pcapng : pcap).clone();
            for (int damage = 0; damage <= round % 3; damage++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try (CaptureReader reader = open(Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)))) {
                while (reader.next()) {
                    assertTrue(reader.capturedBytes() <= reader.originalBytes());
                }
            } catch (MalformedCaptureException expected) {
                refused++;
            }
        }
        assertTrue(refused > 250, "refused " + refused);
    }

    private static CaptureBytes pcap(ByteOrder order, int magic) {
        return new CaptureBytes(order)
                .int32(magic)
                .int16(2, 4)
                .int32(0, 0, 65_535, 1)
                .int32(2, 7, FRAME.length, FRAME.length)
                .raw(FRAME);
    }

    private long onlyTimeNs(byte[] capture) throws IOException {
        try (CaptureReader reader = open(capture)) {
            assertTrue(reader.next());
            long timeNs = reader.timeNs();
            assertFalse(reader.next());
            return timeNs;
        }
    }

    private static String complaint(CaptureReader reader) {
        return assertThrows(MalformedCaptureException.class, reader::next).toString();
    }

    private CaptureReader open(byte[] content) throws IOException {
        return CaptureReader.open(Files.write(directory.resolve("capture"), content));
    }
}
