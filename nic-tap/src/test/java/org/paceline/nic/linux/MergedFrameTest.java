package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.TcpHeader;

/** What a local kernel's TCP sends with segmentation offload: one frame where a wire would carry several. */
@Tag("netns")
class MergedFrameTest {
    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int TCP = IP + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int PORT = 5_201;
    private static final int SEGMENT_BYTES = 1_460;

    private final VethPair cable = new VethPair();
    private final TcpHeader tcp = new TcpHeader();

    @AfterEach
    void close() {
        cable.close();
    }

    @Test
    void aMergedFrameIsHandedUpWholeWithItsChecksum() throws IOException {
        int dataBytes = 5 * SEGMENT_BYTES; // within the initial window of ten segments, and beyond a ring's slot
        try (PacketSocketDevice device = cable.nearDevice(PacketSettings.defaults());
                SocketChannel socket = connecting(device)) {
            KernelPeer peer = new KernelPeer(device);
            accept(device, peer);
            while (!socket.finishConnect()) {
                Thread.onSpinWait();
            }
            socket.write(ByteBuffer.allocate(dataBytes));

            int lengthBytes = awaitData(peer);
            assertEquals(TCP + tcp.headerBytes() + dataBytes, lengthBytes);
            assertEquals(
                    0,
                    InternetChecksum.transportIpv4(
                            peer.frame(),
                            TCP,
                            lengthBytes - TCP,
                            KernelPeer.KERNEL_ADDRESS,
                            KernelPeer.OUR_ADDRESS,
                            Ipv4Header.PROTOCOL_TCP));
            assertTrue(device.filledChecksums() > 0);
        }
    }

    @Test
    void withoutOffloadsTheSameDataComesInSegments() throws IOException {
        cable.far.run(() -> LinkSettings.of(VethPair.FAR).offloadsOff());
        try (PacketSocketDevice device = cable.nearDevice(PacketSettings.defaults());
                SocketChannel socket = connecting(device)) {
            KernelPeer peer = new KernelPeer(device);
            accept(device, peer);
            while (!socket.finishConnect()) {
                Thread.onSpinWait();
            }
            socket.write(ByteBuffer.allocate(5 * SEGMENT_BYTES));

            for (int segment = 0; segment < 5; segment++) {
                assertEquals(TCP + TcpHeader.MIN_LENGTH_BYTES + SEGMENT_BYTES, awaitData(peer));
            }
            assertEquals(0, device.filledChecksums());
        }
    }

    private SocketChannel connecting(PacketSocketDevice device) {
        String mac = MacAddress.text(device.capabilities().macAddress());
        TestNamespaces.run(
                cable.far,
                "ip",
                "neigh",
                "replace",
                "10.9.0.77",
                "lladdr",
                mac,
                "dev",
                VethPair.FAR,
                "nud",
                "permanent");
        return cable.far.call(() -> {
            SocketChannel socket = SocketChannel.open();
            socket.configureBlocking(false);
            socket.connect(new InetSocketAddress("10.9.0.77", PORT));
            return socket;
        });
    }

    /** Answers the kernel's SYN. */
    private void accept(PacketSocketDevice device, KernelPeer peer) {
        ByteBuffer frame = peer.frame();
        int lengthBytes = peer.await(EthernetHeader.TYPE_IPV4);
        assertTrue(tcp.wrap(frame, TCP, lengthBytes - TCP) && tcp.syn());
        long kernelMac = MacAddress.read(frame, 6);
        int kernelPort = tcp.sourcePort();
        int acknowledgment = tcp.sequenceNumber() + 1;
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + 4;

        EthernetHeader.write(frame, 0, kernelMac, device.capabilities().macAddress(), EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(
                frame,
                IP,
                Ipv4Header.MIN_LENGTH_BYTES + headerBytes,
                1,
                Ipv4Header.PROTOCOL_TCP,
                KernelPeer.OUR_ADDRESS,
                KernelPeer.KERNEL_ADDRESS);
        int flags = TcpHeader.SYN | TcpHeader.ACK;
        TcpHeader.write(frame, TCP, PORT, kernelPort, 1, acknowledgment, flags, 65_535, headerBytes);
        frame.putInt(TCP + TcpHeader.MIN_LENGTH_BYTES, (2 << 24) | (4 << 16) | SEGMENT_BYTES); // RFC 9293 3.7.1, MSS
        int checksum = InternetChecksum.transportIpv4(
                frame, TCP, headerBytes, KernelPeer.OUR_ADDRESS, KernelPeer.KERNEL_ADDRESS, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(frame, TCP, checksum);
        device.send(frame, TCP + headerBytes);
    }

    /** The next frame that carries data. */
    private int awaitData(KernelPeer peer) {
        int lengthBytes;
        do {
            lengthBytes = peer.await(EthernetHeader.TYPE_IPV4);
            assertTrue(tcp.wrap(peer.frame(), TCP, lengthBytes - TCP));
        } while (tcp.payloadBytes() == 0);
        return lengthBytes;
    }
}
