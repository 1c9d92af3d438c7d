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
                    case EthernetHeader.TYPE_IPV6 -> ipv6(frame, offset, lengthBytes - offset);
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
        IpHeader ip = new IpHeader();
        if (!ip.wrapIpv4(frame, offset, lengthBytes)) {
            return malformed("ipv4", lengthBytes);
        }
        return ip.ipv4().isFragment() ? fragment(ip, ip.ipv4().fragmentOffsetBytes()) : transport(frame, ip);
    }

    private static String ipv6(ByteBuffer frame, int offset, int lengthBytes) {
        IpHeader ip = new IpHeader();
        if (!ip.wrapIpv6(frame, offset, lengthBytes)) {
            return malformed("ipv6", lengthBytes);
        }
        Ipv6Extensions extensions = new Ipv6Extensions();
        Ipv6Extensions.Outcome outcome = extensions.walk(frame, offset, ip.ipv6());
        ip.passExtensions(extensions.protocol(), extensions.transportOffset());
        return switch (outcome) {
            case TRANSPORT -> transport(frame, ip);
            case FRAGMENT -> fragment(ip, extensions.fragmentOffsetBytes());
            case MALFORMED -> hosts(ip) + " " + malformed("ipv6 extension", ip.payloadBytes());
            case DISCARD, PROBLEM, PROBLEM_UNLESS_GROUP ->
                hosts(ip) + " ipv6 extension " + ip.protocol() + " len " + ip.payloadBytes();
        };
    }

    private static String fragment(IpHeader ip, int offsetBytes) {
        return hosts(ip) + " fragment at " + offsetBytes + " len " + ip.payloadBytes();
    }

    private static String transport(ByteBuffer frame, IpHeader ip) {
        if (ip.protocol() == Ipv4Header.PROTOCOL_TCP) {
            return tcp(frame, ip);
        }
        if (ip.protocol() == Ipv4Header.PROTOCOL_ICMP && !ip.isIpv6()) {
            return hosts(ip) + " " + IcmpText.ofIpv4(frame, ip);
        }
        if (ip.protocol() == Icmpv6.PROTOCOL && ip.isIpv6()) {
            return hosts(ip) + " " + IcmpText.ofIpv6(frame, ip);
        }
        return hosts(ip) + " protocol " + ip.protocol() + " len " + ip.payloadBytes();
    }

    private static String tcp(ByteBuffer frame, IpHeader ip) {
        TcpHeader tcp = new TcpHeader();
        if (!tcp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            return hosts(ip) + " " + malformed("tcp", ip.payloadBytes());
        }
        StringBuilder text = new StringBuilder(120);
        text.append(host(ip, ip.source())).append(':').append(tcp.sourcePort());
        text.append(" > ");
        text.append(host(ip, ip.destination())).append(':').append(tcp.destinationPort());
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
        if (options.userTimeout().seconds() > 0) {
            text.append(",uto ").append(options.userTimeout().seconds()).append(" s");
        }
        if (options.unknownBytes() > 0) {
            text.append(",unknown ").append(options.unknownBytes()).append(" bytes");
        }
        if (!whole) {
            text.append(",malformed");
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    /** RFC 5952 section 6: brackets keep the port apart. */
    private static String host(IpHeader ip, IpAddress address) {
        return ip.isIpv6() ? "[" + address + "]" : address.toString();
    }

    private static String hosts(IpHeader ip) {
        return ip.source() + " > " + ip.destination();
    }

    static String malformed(String what, int lengthBytes) {
        return "malformed " + what + ", " + lengthBytes + " bytes";
    }
}
