package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

/**
 * What holds for any bytes whatever: refused, or every accessor stays inside. The bytes end where their buffer ends, so
 * that a read behind them throws. Each method says whether the bytes were taken.
 */
final class WireInvariants {
    /** Headers never stand at the start of a frame, Ethernet's aside. */
    private static final int OFFSET = 5;

    private WireInvariants() {}

    static boolean ethernet(byte[] bytes) {
        EthernetHeader ethernet = new EthernetHeader();
        boolean cutInTag = bytes.length < 18 && bytes.length >= 14 && (bytes[12] & 0xFF) == 0x81 && bytes[13] == 0;
        boolean taken = ethernet.wrap(placed(bytes), OFFSET, bytes.length);
        assertEquals(bytes.length >= 14 && !cutInTag, taken);
        if (taken) {
            assertEquals(0, (ethernet.source() | ethernet.destination()) >>> 48);
            inside(ethernet.payloadOffset(), 0, bytes);
            if (ethernet.isTagged()) {
                inside(ethernet.taggedPayloadOffset(), 0, bytes);
                assertTrue(ethernet.vlanIdentifier() < 4096 && ethernet.taggedType() <= 0xFFFF);
            }
        }
        return taken;
    }

    static boolean arp(byte[] bytes) {
        ArpPacket arp = new ArpPacket();
        boolean taken = arp.wrap(placed(bytes), OFFSET, bytes.length);
        if (taken) {
            ByteBuffer again = ByteBuffer.allocate(ArpPacket.LENGTH_BYTES);
            ArpPacket.write(
                    again,
                    0,
                    arp.operation(),
                    arp.senderMac(),
                    arp.senderAddress(),
                    arp.targetMac(),
                    arp.targetAddress());
            assertEquals(ByteBuffer.wrap(bytes, 0, ArpPacket.LENGTH_BYTES), again);
        }
        return taken;
    }

    static boolean ipv4(byte[] bytes) {
        Ipv4Header ipv4 = new Ipv4Header();
        boolean taken = ipv4.wrap(placed(bytes), OFFSET, bytes.length);
        if (taken) {
            assertEquals(4, bytes[0] >>> 4);
            assertTrue(ipv4.headerBytes() >= 20 && ipv4.headerBytes() <= 60);
            assertEquals(ipv4.totalBytes(), ipv4.headerBytes() + ipv4.payloadBytes());
            inside(ipv4.payloadOffset(), ipv4.payloadBytes(), bytes);
            assertEquals(ipv4.trafficClass(), ipv4.dscp() << 2 | ipv4.ecn());
            assertEquals(ipv4.isFragment(), ipv4.moreFragments() || ipv4.fragmentOffsetBytes() > 0);
            assertEquals(slowChecksum(bytes, ipv4.headerBytes()) == 0, ipv4.checksumCorrect());
        }
        return taken;
    }

    static boolean icmp(byte[] bytes) {
        IcmpEcho icmp = new IcmpEcho();
        ByteBuffer frame = placed(bytes);
        boolean taken = icmp.wrap(frame, OFFSET, bytes.length);
        assertEquals(bytes.length >= 8, taken);
        if (taken) {
            inside(icmp.payloadOffset(), icmp.payloadBytes(), bytes);
            assertEquals(slowChecksum(bytes, bytes.length) == 0, icmp.checksumCorrect());
            ByteBuffer reply = ByteBuffer.allocate(bytes.length);
            IcmpEcho.reply(frame, OFFSET, bytes.length, reply, 0);
            IcmpEcho answer = new IcmpEcho();
            assertTrue(answer.wrap(reply, 0, bytes.length));
            assertEquals(IcmpEcho.TYPE_REPLY, answer.type());
            // a request whose checksum is wrong must not come back with a right one
            assertEquals(icmp.checksumCorrect(), answer.checksumCorrect());
        }
        return taken;
    }

    static boolean tcp(byte[] bytes) {
        TcpHeader tcp = new TcpHeader();
        ByteBuffer frame = placed(bytes);
        boolean taken = tcp.wrap(frame, OFFSET, bytes.length);
        if (taken) {
            assertEquals(0, tcp.optionsBytes() % 4);
            assertTrue(tcp.optionsBytes() >= 0 && tcp.optionsBytes() <= TcpHeader.MAX_OPTIONS_BYTES);
            assertEquals(tcp.payloadOffset(), tcp.optionsOffset() + tcp.optionsBytes());
            assertEquals(OFFSET + bytes.length, tcp.payloadOffset() + tcp.payloadBytes());
            inside(tcp.optionsOffset(), tcp.optionsBytes(), bytes);
            int controls = (tcp.syn() ? 1 : 0) + (tcp.fin() ? 1 : 0);
            assertEquals(tcp.payloadBytes() + controls, tcp.sequenceLength());
            assertTrue(tcp.windowField() >= 0 && tcp.urgentPointer() >= 0 && tcp.checksum() >= 0);
            new TcpOptions().parse(frame, tcp.optionsOffset(), tcp.optionsBytes());
        }
        return taken;
    }

    static boolean options(byte[] bytes) {
        TcpOptions options = new TcpOptions();
        if (!options.parse(placed(bytes), OFFSET, bytes.length)) {
            return false;
        }
        int encodedBytes = options.encodedBytes();
        assertTrue(encodedBytes >= 0 && encodedBytes <= TcpHeader.MAX_OPTIONS_BYTES && encodedBytes % 4 == 0);
        ByteBuffer written = ByteBuffer.allocate(encodedBytes);
        assertEquals(encodedBytes, options.write(written, 0));
        TcpOptions again = new TcpOptions();
        assertTrue(again.parse(written, 0, encodedBytes));
        assertEquals(OptionsText.of(options), OptionsText.of(again));
        return true;
    }

    /** False when the text calls anything malformed. */
    static boolean text(byte[] bytes) {
        String text = SegmentText.of(ByteBuffer.wrap(bytes), bytes.length);
        assertFalse(text.isBlank());
        assertFalse(text.contains("\n"));
        return !text.contains("malformed");
    }

    private static void inside(int offset, int lengthBytes, byte[] bytes) {
        assertTrue(
                offset >= OFFSET && lengthBytes >= 0 && offset + lengthBytes <= OFFSET + bytes.length,
                () -> lengthBytes + " bytes at " + offset + " leave a frame of " + bytes.length);
    }

    private static ByteBuffer placed(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.allocate(OFFSET + bytes.length);
        frame.put(OFFSET, bytes);
        return frame;
    }

    /** RFC 1071 as it is defined, word by word. */
    static int slowChecksum(byte[] bytes, int lengthBytes) {
        int sum = 0;
        for (int i = 0; i < lengthBytes; i++) {
            int shift = i % 2 == 0 ? 8 : 0;
            sum += (bytes[i] & 0xFF) << shift;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }
}
