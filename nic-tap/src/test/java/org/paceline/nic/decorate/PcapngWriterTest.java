package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Address;
import org.paceline.nic.wire.MacAddress;

class PcapngWriterTest {
    private static final long EPOCH_NS = 1_800_000_000_123_456_789L;

    @TempDir
    Path directory;

    private Path file = Path.of("unset");

    @BeforeEach
    void name() {
        file = directory.resolve("capture.pcapng");
    }

    @Test
    void framesComeBackAsTheyWere() throws IOException {
        try (PcapngWriter writer = PcapngWriter.create(file, "Paceline test")) {
            assertEquals(0, writer.addInterface("packet:va"));
            assertEquals(1, writer.addInterface("tap:p\u00e4ce"));
            writer.write(1, FrameDirection.OUTBOUND, EPOCH_NS, ScriptedDevice.frame("..abc"), 2, 3, 1_514);
            writer.write(0, FrameDirection.INBOUND, EPOCH_NS + 1, ScriptedDevice.frame("abcd"), 0, 4, 4);
            writer.writeStatistics(1, EPOCH_NS + 2, 17, 5);
        }

        PcapngFile capture = PcapngFile.read(file);
        assertEquals("Paceline test", capture.application);
        assertEquals(List.of("packet:va", "tap:p\u00e4ce"), capture.interfaces);
        assertEquals(
                List.of(
                        new PcapngFile.Frame(1, EPOCH_NS, 2, 1_514, "abc"),
                        new PcapngFile.Frame(0, EPOCH_NS + 1, 1, 4, "abcd")),
                capture.frames);
        assertEquals(List.of(new PcapngFile.Statistics(1, 17, 5)), capture.statistics);
    }

    @Test
    void moreThanTheBufferHoldsIsWrittenInOrder() throws IOException {
        ByteBuffer frame = ByteBuffer.allocateDirect(1 << 18);
        try (PcapngWriter writer = PcapngWriter.create(file, "Paceline test")) {
            writer.addInterface("packet:va");
            for (int i = 0; i < 2_000; i++) {
                int lengthBytes = i % 500 == 0 ? 1 << 18 : 1_500 + i % 4;
                writer.write(0, FrameDirection.INBOUND, EPOCH_NS + i, frame, 0, lengthBytes, lengthBytes);
            }
        }

        List<PcapngFile.Frame> frames = PcapngFile.read(file).frames;
        assertEquals(2_000, frames.size());
        for (int i = 0; i < frames.size(); i++) {
            assertEquals(EPOCH_NS + i, frames.get(i).epochNs());
            assertEquals(frames.get(i).lengthBytes(), frames.get(i).text().length());
        }
    }

    @Test
    void aFrameOfAnUnknownInterfaceIsRefused() throws IOException {
        try (PcapngWriter writer = PcapngWriter.create(file, "Paceline test")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> writer.write(0, FrameDirection.INBOUND, 0, ScriptedDevice.frame("abc"), 0, 3, 3));
        }
    }

    @Test
    void closingTwiceWritesOnce() throws IOException {
        PcapngWriter writer = PcapngWriter.create(file, "Paceline test");
        writer.addInterface("packet:va");
        writer.close();
        writer.close();

        assertEquals(1, PcapngFile.read(file).interfaces.size());
    }

    @Test
    void tsharkPrintsTheFramesWithTheirNanoseconds() throws IOException, InterruptedException {
        ByteBuffer frame = ByteBuffer.allocateDirect(64);
        EthernetHeader.write(frame, 0, MacAddress.BROADCAST, 0x0200_0000_0001L, EthernetHeader.TYPE_ARP);
        ArpPacket.write(
                frame,
                14,
                ArpPacket.REQUEST,
                0x0200_0000_0001L,
                Ipv4Address.parse("10.0.0.1"),
                0,
                Ipv4Address.parse("10.0.0.2"));
        try (PcapngWriter writer = PcapngWriter.create(file, "Paceline test")) {
            writer.addInterface("packet:va");
            writer.write(0, FrameDirection.OUTBOUND, EPOCH_NS, frame, 0, 42, 42);
            writer.write(0, FrameDirection.INBOUND, EPOCH_NS + 120_001, frame, 0, 42, 42);
            writer.writeStatistics(0, EPOCH_NS, 2, 0);
        }

        assertEquals(
                List.of(
                        "1800000000.123456789|packet:va|Who has 10.0.0.2? Tell 10.0.0.1",
                        "1800000000.123576790|packet:va|Who has 10.0.0.2? Tell 10.0.0.1"),
                tshark());
    }

    private List<String> tshark() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "tshark",
                            "-r",
                            file.toString(),
                            "-T",
                            "fields",
                            "-E",
                            "separator=|",
                            "-e",
                            "frame.time_epoch",
                            "-e",
                            "frame.interface_name",
                            "-e",
                            "_ws.col.Info")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            if ("true".equals(System.getenv("CI"))) {
                throw missing;
            }
            return Assumptions.abort("tshark is not installed");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }
}
