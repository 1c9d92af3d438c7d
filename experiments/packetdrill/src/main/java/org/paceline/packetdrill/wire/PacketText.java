package org.paceline.packetdrill.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.OptionSpec;

/** A packet of the stack as a script would write it. */
public final class PacketText {
    private static final String[] ECN = {"noecn", "ect1", "ect0", "ce"};
    private static final String LETTERS = "FSRP.UEWA";

    private PacketText() {}

    /** @param flow null for a packet of no connection that the script knows */
    public static String of(SeenPacket seen, @Nullable Flow flow) {
        String ip = seen.ecn() == 0 ? "> " : "> [" + ECN[seen.ecn()] + "] ";
        if (!seen.tcp()) {
            return ip
                    + (seen.icmp()
                            ? "icmp type " + seen.icmpType() + " code " + seen.icmpCode()
                            : "protocol " + seen.protocol());
        }
        StringBuilder text = new StringBuilder(ip);
        if (flow == null) {
            text.append(seen.localPort())
                    .append(" > ")
                    .append(seen.remotePort())
                    .append(' ');
        }
        int seq = flow == null ? seen.seq() : flow.scriptLocal(seen.seq());
        text.append(flags(seen.flags()));
        text.append(' ').append(Integer.toUnsignedString(seq));
        text.append(':').append(Integer.toUnsignedString(seq + seen.payloadBytes()));
        text.append('(').append(seen.payloadBytes()).append(')');
        if (seen.has(TcpHeader.ACK)) {
            text.append(" ack ").append(Integer.toUnsignedString(seen.ack()));
        }
        text.append(" win ").append(seen.windowField());
        if (seen.has(TcpHeader.URG)) {
            text.append(" urg ").append(seen.urgentPointer());
        }
        List<OptionSpec> options = seen.options();
        if (!options.isEmpty()) {
            text.append(
                    options.stream().map(option -> option(option, flow)).collect(Collectors.joining(",", " <", ">")));
        }
        return text.toString();
    }

    static String flags(int flags) {
        StringBuilder letters = new StringBuilder();
        for (int bit : new int[] {1, 0, 2, 3, 5, 8, 7, 6, 4}) {
            if ((flags & 1 << bit) != 0) {
                letters.append(bit == 7 ? 'W' : bit == 6 ? 'E' : LETTERS.charAt(bit));
            }
        }
        return letters.isEmpty() ? "-" : letters.toString();
    }

    private static String option(OptionSpec option, @Nullable Flow flow) {
        List<@Nullable Long> numbers = option.numbers();
        return switch (option.name()) {
            case "sackok" -> "sackOK";
            case "ts" -> {
                int live = number(numbers, 0);
                int value = flow == null ? live : flow.scriptTimestamp(live);
                yield "TS val " + Integer.toUnsignedString(value) + " ecr "
                        + Integer.toUnsignedString(number(numbers, 1));
            }
            case "sack" -> {
                StringBuilder blocks = new StringBuilder("sack");
                for (int index = 0; index + 1 < numbers.size(); index += 2) {
                    blocks.append(' ').append(numbers.get(index)).append(':').append(numbers.get(index + 1));
                }
                yield blocks.toString();
            }
            case "fo", "foexp" -> (option.name().toUpperCase(java.util.Locale.ROOT) + " " + option.hex()).strip();
            default ->
                (option.name()
                                + " "
                                + numbers.stream().map(String::valueOf).collect(Collectors.joining(" "))
                                + option.hex())
                        .strip();
        };
    }

    private static int number(List<@Nullable Long> numbers, int index) {
        Long number = index < numbers.size() ? numbers.get(index) : null;
        return number == null ? 0 : number.intValue();
    }
}
