package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.Ipv4Address;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;

/** A station at 10.9.0.77 that speaks with the kernel at 10.9.0.2 over the device under test. */
final class KernelPeer {
    static final int OUR_ADDRESS = Ipv4Address.parse("10.9.0.77");
    static final int KERNEL_ADDRESS = Ipv4Address.parse("10.9.0.2");

    /** For waiting on a kernel that is sure to answer; a failing test is allowed to be slow. */
    private static final long PATIENCE_NS = 5_000_000_000L;

    private static final int PING_BYTES = 64;

    private final WireDevice device;
    private final ByteBuffer frame;

    KernelPeer(WireDevice device) {
        this.device = device;
        frame = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
    }

    ByteBuffer frame() {
        return frame;
    }

    /** Length of the next frame of an Ethernet type, which is then in {@link #frame}; 0 when none comes. */
    int await(int type) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (System.nanoTime() < deadlineNs) {
            int lengthBytes = device.receive(frame);
            if (lengthBytes == 0) {
                device.awaitFrame(deadlineNs - System.nanoTime());
            } else if ((frame.getShort(12) & 0xffff) == type) {
                return lengthBytes;
            }
        }
        return 0;
    }

    /** Asks for the kernel's MAC address by ARP; -1 when there is no answer. */
    long resolve() {
        EthernetHeader.write(
                frame, 0, MacAddress.BROADCAST, device.capabilities().macAddress(), EthernetHeader.TYPE_ARP);
        ArpPacket.write(
                frame,
                EthernetHeader.LENGTH_BYTES,
                ArpPacket.REQUEST,
                device.capabilities().macAddress(),
                OUR_ADDRESS,
                0,
                KERNEL_ADDRESS);
        device.send(frame, EthernetHeader.LENGTH_BYTES + ArpPacket.LENGTH_BYTES);
        ArpPacket answer = new ArpPacket();
        int lengthBytes = await(EthernetHeader.TYPE_ARP);
        if (!answer.wrap(frame, EthernetHeader.LENGTH_BYTES, lengthBytes - EthernetHeader.LENGTH_BYTES)) {
            return -1;
        }
        return answer.operation() == ArpPacket.REPLY && answer.senderAddress() == KERNEL_ADDRESS
                ? answer.senderMac()
                : -1;
    }

    /** Sends an echo request and answers the ARP question that comes first; the sequence number of the reply, or -1. */
    int ping(long kernelMac, int sequence) {
        int ipOffset = EthernetHeader.LENGTH_BYTES;
        int echoOffset = ipOffset + Ipv4Header.MIN_LENGTH_BYTES;
        EthernetHeader.write(frame, 0, kernelMac, device.capabilities().macAddress(), EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(
                frame,
                ipOffset,
                Ipv4Header.MIN_LENGTH_BYTES + PING_BYTES,
                1,
                Ipv4Header.PROTOCOL_ICMP,
                OUR_ADDRESS,
                KERNEL_ADDRESS);
        IcmpEcho.write(frame, echoOffset, PING_BYTES, IcmpEcho.TYPE_REQUEST, 7, sequence);
        device.send(frame, echoOffset + PING_BYTES);
        await(EthernetHeader.TYPE_IPV4);
        IcmpEcho reply = new IcmpEcho();
        boolean right = reply.wrap(frame, echoOffset, PING_BYTES)
                && reply.type() == IcmpEcho.TYPE_REPLY
                && reply.checksumCorrect();
        return right ? reply.sequence() : -1;
    }
}
