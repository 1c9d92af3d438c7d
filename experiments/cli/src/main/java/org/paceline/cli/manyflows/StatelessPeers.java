package org.paceline.cli.manyflows;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * The other ends of any number of uploads, which keep nothing: each frame is answered from its own bytes, so that they
 * take nothing from the cache of the stack that is measured, as peers on other machines do not. They take every
 * connection, and acknowledge every segment, as a receiver does whose next one is farther off than its delayed ACK (RFC
 * 1122 4.2.3.2). What is neither ARP nor TCP over IPv4 stays without an answer. Not thread-safe.
 */
final class StatelessPeers {
    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int TCP = IP + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int WINDOW_FIELD = 0xffff;
    private static final int WINDOW_SCALE = 7;
    private static final int ISS = 1;

    private final WireDevice device;
    private final long macAddress;
    private final ArpPacket arp = new ArpPacket();
    private final Ipv4Header ip = new Ipv4Header();
    private final TcpHeader header = new TcpHeader();
    private final TcpOptions options = new TcpOptions();

    StatelessPeers(WireDevice device) {
        this.device = device;
        macAddress = device.capabilities().macAddress();
    }

    /**
     * Answers what has arrived.
     *
     * @param frame room for one
     * @return how many frames there were
     */
    int answerAll(ByteBuffer frame) {
        int frames = 0;
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            int answerBytes = answer(frame, bytes);
            if (answerBytes > 0) {
                device.send(frame, answerBytes);
            }
            frames++;
        }
        return frames;
    }

    /**
     * Turns a frame into its answer, in place.
     *
     * @return length of the answer, 0 for none
     */
    private int answer(ByteBuffer frame, int lengthBytes) {
        int type = frame.getShort(IP - Short.BYTES) & 0xffff;
        if (type == EthernetHeader.TYPE_ARP
                && arp.wrap(frame, IP, lengthBytes - IP)
                && arp.operation() == ArpPacket.REQUEST) {
            ArpPacket.write(
                    frame, IP, ArpPacket.REPLY, macAddress, arp.targetAddress(), arp.senderMac(), arp.senderAddress());
            back(frame, EthernetHeader.TYPE_ARP);
            return lengthBytes;
        }
        boolean segment = type == EthernetHeader.TYPE_IPV4
                && ip.wrap(frame, IP, lengthBytes - IP)
                && ip.protocol() == Ipv4Header.PROTOCOL_TCP
                && header.wrap(frame, TCP, lengthBytes - TCP)
                && options.parse(frame, header.optionsOffset(), header.optionsBytes());
        if (!segment) {
            return 0;
        }
        int nextSeq = header.sequenceNumber() + header.payloadBytes();
        if (header.syn()) {
            int timestamp = options.timestampValue();
            options.clear()
                    .maximumSegmentBytes(PacedFlows.SEGMENT_BYTES)
                    .permitSack()
                    .timestamps(1, timestamp)
                    .windowScale(WINDOW_SCALE);
            return answer(frame, TcpHeader.SYN | TcpHeader.ACK, ISS, nextSeq + 1);
        }
        if (header.payloadBytes() == 0) {
            return 0;
        }
        options.clear().timestamps(1, options.timestampValue());
        return answer(frame, TcpHeader.ACK, ISS + 1, nextSeq);
    }

    private int answer(ByteBuffer frame, int flags, int seq, int ack) {
        int length = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        int sourcePort = header.destinationPort();
        int destinationPort = header.sourcePort();
        int source = frame.getInt(IP + 16);
        int destination = frame.getInt(IP + 12);
        Ipv4Header.write(
                frame, IP, Ipv4Header.MIN_LENGTH_BYTES + length, 0, Ipv4Header.PROTOCOL_TCP, source, destination);
        TcpHeader.write(frame, TCP, sourcePort, destinationPort, seq, ack, flags, WINDOW_FIELD, length);
        options.write(frame, TCP + TcpHeader.MIN_LENGTH_BYTES);
        int checksum = InternetChecksum.transportIpv4(frame, TCP, length, source, destination, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(frame, TCP, checksum);
        back(frame, EthernetHeader.TYPE_IPV4);
        return TCP + length;
    }

    private void back(ByteBuffer frame, int type) {
        EthernetHeader ethernet = new EthernetHeader();
        ethernet.wrap(frame, 0, TCP);
        EthernetHeader.write(frame, 0, ethernet.source(), macAddress, type);
    }
}
