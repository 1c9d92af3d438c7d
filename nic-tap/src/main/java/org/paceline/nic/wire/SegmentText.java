package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/**
 * A frame as one line for logs and tests, close to what tcpdump prints: {@code 10.0.0.2:5201 > 10.0.0.1:40000 [S.] seq
 * 1 ack 2 win 64240 <mss 1460,sackOK,TS val 1 ecr 0,wscale 7>}. Never throws, whatever the bytes are. It allocates and
 * has no place on a path that counts nanoseconds.
 */
public final class SegmentText {
    /** In the order of tcpdump, with the control bits that they stand for. */
    private static final String FLAG_LETTERS = "FSRP.UEW";

    private SegmentText() {}

    /** The frame of {@code lengthBytes} from index 0 on. */
    public static String of(ByteBuffer frame, int lengthBytes) {
        EthernetHeader ethernet = new EthernetHeader();
        if (lengthBytes > frame.limit() || !ethernet.wrap(frame, 0, lengthBytes)) {
            return malformed("ethernet", lengthBytes);
        }
        boolean tagged = ethernet.isTagged();
        int type = tagged ? ethernet.taggedType() : ethernet.type();
        int offset = tagged ? ethernet.taggedPayloadOffset() : ethernet.payloadOffset();
        String text =
                switch (type) {
                    case EthernetHeader.TYPE_ARP -> arp(frame, offset, lengthBytes - offset);
                    case EthernetHeader.TYPE_IPV4 -> ipv4(frame, offset, lengthBytes - offset);
                    default -> String.format("ethertype 0x%04x, %d bytes", type, lengthBytes);
                };
        return tagged ? "vlan " + ethernet.vlanIdentifier() + " " + text : text;
    }

    private static String arp(ByteBuffer frame, int offset, int lengthBytes) {
        ArpPacket arp = new ArpPacket();
        if (!arp.wrap(frame, offset, lengthBytes)) {
            return malformed("arp", lengthBytes);
        }
        String sender = Ipv4Address.text(arp.senderAddress());
        return switch (arp.operation()) {
            case ArpPacket.REQUEST -> "arp who-has " + Ipv4Address.text(arp.targetAddress()) + " tell " + sender;
            case ArpPacket.REPLY -> "arp " + sender + " is-at " + MacAddress.text(arp.senderMac());
            default -> "arp operation " + arp.operation() + " from " + sender;
        };
    }

    private static String ipv4(ByteBuffer frame, int offset, int lengthBytes) {
        Ipv4Header ipv4 = new Ipv4Header();
        if (!ipv4.wrap(frame, offset, lengthBytes)) {
            return malformed("ipv4", lengthBytes);
        }
        if (ipv4.isFragment()) {
            return hosts(ipv4) + " fragment at " + ipv4.fragmentOffsetBytes() + " len " + ipv4.payloadBytes();
        }
        return switch (ipv4.protocol()) {
            case Ipv4Header.PROTOCOL_TCP -> tcp(frame, ipv4);
            case Ipv4Header.PROTOCOL_ICMP -> icmp(frame, ipv4);
            default -> hosts(ipv4) + " protocol " + ipv4.protocol() + " len " + ipv4.payloadBytes();
        };
    }

    private static String icmp(ByteBuffer frame, Ipv4Header ipv4) {
        IcmpEcho icmp = new IcmpEcho();
        if (!icmp.wrap(frame, ipv4.payloadOffset(), ipv4.payloadBytes())) {
            return hosts(ipv4) + " " + malformed("icmp", ipv4.payloadBytes());
        }
        if (icmp.type() != IcmpEcho.TYPE_REQUEST && icmp.type() != IcmpEcho.TYPE_REPLY) {
            return hosts(ipv4) + " icmp type " + icmp.type() + " code " + icmp.code();
        }
        return hosts(ipv4) + (icmp.type() == IcmpEcho.TYPE_REQUEST ? " icmp echo request" : " icmp echo reply") + " id "
                + icmp.identifier() + " seq " + icmp.sequence() + " len " + icmp.payloadBytes();
    }

    private static String tcp(ByteBuffer frame, Ipv4Header ipv4) {
        TcpHeader tcp = new TcpHeader();
        if (!tcp.wrap(frame, ipv4.payloadOffset(), ipv4.payloadBytes())) {
            return hosts(ipv4) + " " + malformed("tcp", ipv4.payloadBytes());
        }
        StringBuilder text = new StringBuilder(120);
        text.append(Ipv4Address.text(ipv4.source())).append(':').append(tcp.sourcePort());
        text.append(" > ");
        text.append(Ipv4Address.text(ipv4.destination())).append(':').append(tcp.destinationPort());
        text.append(" [").append(flags(tcp.flags())).append("] seq ");
        text.append(Integer.toUnsignedString(tcp.sequenceNumber()));
        if (tcp.ack()) {
            text.append(" ack ").append(Integer.toUnsignedString(tcp.acknowledgmentNumber()));
        }
        text.append(" win ").append(tcp.windowField());
        if (tcp.urg()) {
            text.append(" urg ").append(tcp.urgentPointer());
        }
        if (tcp.payloadBytes() > 0) {
            text.append(" len ").append(tcp.payloadBytes());
        }
        if (tcp.optionsBytes() > 0) {
            text.append(" <").append(options(frame, tcp)).append('>');
        }
        return text.toString();
    }

    private static String flags(int flags) {
        StringBuilder letters = new StringBuilder(8);
        for (int bit = 0; bit < FLAG_LETTERS.length(); bit++) {
            if ((flags & (1 << bit)) != 0) {
                letters.append(FLAG_LETTERS.charAt(bit));
            }
        }
        return letters.length() == 0 ? "none" : letters.toString();
    }

    private static String options(ByteBuffer frame, TcpHeader tcp) {
        TcpOptions options = new TcpOptions();
        boolean whole = options.parse(frame, tcp.optionsOffset(), tcp.optionsBytes());
        StringBuilder text = new StringBuilder(80);
        if (options.maximumSegmentBytes() >= 0) {
            text.append(",mss ").append(options.maximumSegmentBytes());
        }
        if (options.sackPermitted()) {
            text.append(",sackOK");
        }
        if (options.timestamps()) {
            text.append(",TS val ").append(Integer.toUnsignedString(options.timestampValue()));
            text.append(" ecr ").append(Integer.toUnsignedString(options.timestampEcho()));
        }
        if (options.windowScale() >= 0) {
            text.append(",wscale ").append(options.windowScale());
        }
        for (int block = 0; block < options.sackBlocks(); block++) {
            text.append(block == 0 ? ",sack {" : "{");
            text.append(Integer.toUnsignedString(options.sackLeft(block))).append(':');
            text.append(Integer.toUnsignedString(options.sackRight(block))).append('}');
        }
        if (options.fastOpen().present()) {
            text.append(",tfo ").append(options.fastOpen().request() ? "cookiereq" : "cookie ");
            for (int index = 0; index < options.fastOpen().cookieBytes(); index++) {
                text.append(String.format("%02x", options.fastOpen().cookieByte(index)));
            }
        }
        if (options.unknownBytes() > 0) {
            text.append(",unknown ").append(options.unknownBytes()).append(" bytes");
        }
        if (!whole) {
            text.append(",malformed");
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    private static String hosts(Ipv4Header ipv4) {
        return Ipv4Address.text(ipv4.source()) + " > " + Ipv4Address.text(ipv4.destination());
    }

    private static String malformed(String what, int lengthBytes) {
        return "malformed " + what + ", " + lengthBytes + " bytes";
    }
}
