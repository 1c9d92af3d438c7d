package org.paceline.packetdrill.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EcnCodepoint;
import org.paceline.nic.wire.TcpHeader;

/** The part of a packet line behind its arrow. */
final class PacketParser {
    private static final Pattern SEQUENCE =
            Pattern.compile("(?:(?:0[xX])?[0-9a-fA-F]+\\s*:\\s*(?:0[xX])?[0-9a-fA-F]+|\\.\\.\\.)\\s*\\(");
    private static final Pattern FLAGS = Pattern.compile("[SFRPUEWAC.0-9-]+");
    private static final Pattern PORTS = Pattern.compile("\\d+\\s*>\\s*\\d+");
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|\\d+");
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final Pattern OPTION_NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|\\d+(?![0-9a-fA-F]*[a-fA-F])");
    private static final Pattern PROTOCOL =
            Pattern.compile("icmp(v[46])?\\b|udp(lite)?\\b|sctp\\b|ipv?[46]|gre\\b|mpls\\b|arp\\b");
    private static final Pattern ICMP_WORD = Pattern.compile("[a-z_][a-z0-9_-]*|\\d+");
    private static final Pattern MSS = Pattern.compile("mtu\\b");

    private final Cursor cursor;

    PacketParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Action.Packet packet(boolean inbound) {
        int socket = socket();
        IpSpec ip = IpSpec.NONE;
        while (cursor.at("[") || cursor.at("(")) {
            ip = ipInfo(ip, cursor.take("[") ? "]" : takeRound());
        }
        return new Action.Packet(inbound, socket == PacketSpec.ANY ? socket() : socket, ip, content());
    }

    /** {@code sock(4)} names the connection by its descriptor. */
    private int socket() {
        if (!cursor.takeWord("sock")) {
            return PacketSpec.ANY;
        }
        cursor.expect("(");
        int descriptor = number();
        cursor.expect(")");
        return descriptor;
    }

    private String takeRound() {
        cursor.expect("(");
        return ")";
    }

    private IpSpec ipInfo(IpSpec before, String closing) {
        IpSpec ip = before;
        while (!cursor.take(closing)) {
            String word = cursor.word().toLowerCase(Locale.ROOT);
            ip = switch (word) {
                case "noecn" -> ip.withEcn(EcnCodepoint.NOT_ECT);
                case "ect0" -> ip.withEcn(EcnCodepoint.ECT_0);
                case "ect1" -> ip.withEcn(EcnCodepoint.ECT_1);
                case "ce" -> ip.withEcn(EcnCodepoint.CE);
                case "ecn" -> ip.withEcn(PacketSpec.ANY);
                case "tos", "class", "tclass" -> ip.withTrafficClass(number());
                case "ttl", "hlim", "hoplimit" -> ip.withHops(number());
                case "flowlabel" -> ip.withFlowLabel(number());
                default -> throw cursor.wrong("ect0, ect1, ce, noecn, tos, ttl or flowlabel instead of " + word);
            };
            cursor.take(",");
        }
        return ip;
    }

    private PacketSpec content() {
        if (!cursor.at(PROTOCOL)) {
            return segment();
        }
        String protocol = cursor.take(PROTOCOL, "a protocol");
        if (protocol.startsWith("icmp")) {
            return icmp(protocol.equals("icmpv6") ? 6 : 4);
        }
        cursor.takeRestOfLine();
        return new PacketSpec.Other(protocol);
    }

    private PacketSpec.Tcp segment() {
        int sourcePort = PacketSpec.ANY;
        int destinationPort = PacketSpec.ANY;
        if (cursor.at(PORTS)) {
            sourcePort = number();
            cursor.expect(">");
            destinationPort = number();
        }
        int flags = flags();
        int start = cursor.position();
        @Nullable Integer seq = null;
        long end = 0;
        if (!cursor.take("...")) {
            long first = longNumber();
            cursor.expect(":");
            end = longNumber();
            seq = (int) first;
        }
        cursor.expect("(");
        int payloadBytes = number();
        cursor.expect(")");
        if (seq != null && (int) end - seq != payloadBytes) {
            throw new ScriptException(
                    cursor.locationOf(start), "the sequence numbers do not span " + payloadBytes + " bytes");
        }
        boolean absolute = cursor.take("!");
        @Nullable Integer ack = null;
        boolean absoluteAck = false;
        int window = PacketSpec.ANY;
        int urgent = PacketSpec.ANY;
        boolean more = true;
        while (more) {
            if (cursor.takeWord("ack")) {
                ack = (int) longNumber();
                absoluteAck = cursor.take("!");
            } else if (cursor.takeWord("win")) {
                window = cursor.take("*") || cursor.take("...") ? PacketSpec.ANY : number();
            } else if (cursor.takeWord("urg")) {
                urgent = number();
            } else {
                more = false;
            }
        }
        return new PacketSpec.Tcp(
                sourcePort,
                destinationPort,
                flags,
                seq,
                absolute,
                payloadBytes,
                ack,
                absoluteAck,
                window,
                urgent,
                options());
    }

    /** Letters and the dot, possibly apart; digits are the ACE field of accurate ECN. */
    private int flags() {
        int flags = 0;
        boolean any = false;
        while (!cursor.at(SEQUENCE)) {
            String letters = cursor.take(FLAGS, any ? "a sequence number" : "flags");
            any = true;
            for (int index = 0; index < letters.length(); index++) {
                flags |= flag(letters.charAt(index));
            }
        }
        if (!any) {
            throw cursor.wrong("flags");
        }
        return flags;
    }

    private static int flag(char letter) {
        return switch (letter) {
            case 'S' -> TcpHeader.SYN;
            case 'F' -> TcpHeader.FIN;
            case 'R' -> TcpHeader.RST;
            case 'P' -> TcpHeader.PSH;
            case '.' -> TcpHeader.ACK;
            case 'U' -> TcpHeader.URG;
            case 'E' -> TcpHeader.ECE;
            case 'W', 'C' -> TcpHeader.CWR;
            case 'A' -> TcpHeader.AE;
            case '-' -> 0;
            default -> ace(letter - '0');
        };
    }

    /** The three bits AE, CWR and ECE as one number. */
    private static int ace(int number) {
        return ((number & 4) != 0 ? TcpHeader.AE : 0)
                | ((number & 2) != 0 ? TcpHeader.CWR : 0)
                | ((number & 1) != 0 ? TcpHeader.ECE : 0);
    }

    private @Nullable List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        if (!cursor.take("<")) {
            return options;
        }
        if (cursor.take("...")) {
            cursor.expect(">");
            return null;
        }
        while (!cursor.take(">")) {
            if (!options.isEmpty()) {
                cursor.expect(",");
            }
            options.add(option());
        }
        return options;
    }

    private OptionSpec option() {
        String name = cursor.take(OPTION_NAME, "an option").toLowerCase(Locale.ROOT);
        List<@Nullable Long> numbers = new ArrayList<>();
        StringBuilder hex = new StringBuilder();
        StringBuilder words = new StringBuilder();
        if (name.equals("unknown") || name.equals("kind")) {
            name = "kind-" + number();
        }
        boolean bytes = name.matches("(fo|md5|exp|kind-).*");
        while (!cursor.at(",") && !cursor.at(">")) {
            if (cursor.take("...") || cursor.take("*")) {
                numbers.add(null);
            } else if (bytes) {
                hex.append(cursor.take(HEX, "hexadecimal digits"));
            } else if (cursor.at(OPTION_NUMBER)) {
                numbers.add(ValueParser.number(cursor.take(OPTION_NUMBER, "a number")));
            } else if (!cursor.take(":")) {
                words.append(cursor.take(OPTION_NAME, "a number"));
            }
        }
        if (name.equals("ecn") || name.equals("accecn")) {
            name = words.toString().startsWith("e1b") ? "accecn1" : "accecn0"; // RFC 9768 3.2.3: by the order of fields
        }
        return new OptionSpec(name, numbers, hex.toString().toLowerCase(Locale.ROOT));
    }

    private PacketSpec icmp(int version) {
        String type = cursor.take(ICMP_WORD, "an ICMP type");
        @Nullable String code = null;
        int mtuBytes = PacketSpec.ANY;
        if (cursor.at(ICMP_WORD) && !cursor.at(MSS)) {
            code = cursor.take(ICMP_WORD, "an ICMP code");
        }
        if (cursor.takeWord("mtu")) {
            mtuBytes = number();
        }
        int seq = 0;
        int payloadBytes = 0;
        if (cursor.take("[")) {
            if (cursor.atWord()) {
                String echoed = cursor.word();
                cursor.takeUntil("]");
                return new PacketSpec.Other("icmp about " + echoed);
            }
            seq = (int) longNumber();
            cursor.expect(":");
            longNumber();
            cursor.expect("(");
            payloadBytes = number();
            cursor.expect(")");
            cursor.expect("]");
        }
        return new PacketSpec.Icmp(version, type, code, mtuBytes, seq, payloadBytes);
    }

    private int number() {
        return (int) longNumber();
    }

    private long longNumber() {
        String digits = cursor.take(NUMBER, "a number");
        return digits.startsWith("0x") || digits.startsWith("0X") ? ValueParser.number(digits) : Long.parseLong(digits);
    }
}
