package org.paceline.packetdrill.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.script.OptionSpec;
import org.paceline.packetdrill.script.UnsupportedException;

/** TCP options as a script writes them, and as bytes in a header. */
final class OptionBytes {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;
    private static final int MD5 = 19;
    private static final int USER_TIMEOUT = 28;
    private static final int FAST_OPEN = 34;

    /** RFC 9768 3.2.3: AccECN0 and AccECN1, counters of three bytes in either order. */
    private static final int ACCURATE_ECN_0 = 172;

    private static final int ACCURATE_ECN_1 = 174;
    private static final int EXPERIMENTAL = 254;

    /** RFC 7413 4.1.1: the experiment's number in front of the cookie. */
    private static final String FAST_OPEN_MAGIC = "f989";

    /** RFC 2385: sixteen bytes, where a script leaves them open. */
    private static final String NO_DIGEST = "00".repeat(16);

    private static final String BY_KIND = "kind-";

    private OptionBytes() {}

    /** The options in order; bytes of NOP at the end fill the last word, as packetdrill asks its scripts to. */
    static byte[] encode(List<OptionSpec> options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (OptionSpec option : options) {
            encode(option, bytes);
        }
        if (bytes.size() % 4 != 0 || bytes.size() > 40) {
            throw new UnsupportedException("TCP options of " + bytes.size() + " bytes, which no header can hold");
        }
        return bytes.toByteArray();
    }

    private static void encode(OptionSpec option, ByteArrayOutputStream bytes) {
        switch (option.name()) {
            case "eol" -> bytes.write(END);
            case "nop" -> bytes.write(NO_OPERATION);
            case "mss" -> put(bytes, MSS, 2, option);
            case "wscale" -> put(bytes, WINDOW_SCALE, 1, option);
            case "sackok" -> put(bytes, SACK_PERMITTED, 0, option);
            case "sack" -> put(bytes, SACK, 4, option);
            case "ts" -> put(bytes, TIMESTAMPS, 4, option);
            case "uto" -> put(bytes, USER_TIMEOUT, 2, option);
            case "accecn0" -> put(bytes, ACCURATE_ECN_0, 3, option);
            case "accecn1" -> put(bytes, ACCURATE_ECN_1, 3, option);
            case "md5" -> putHex(bytes, MD5, option.hex().isEmpty() ? NO_DIGEST : option.hex());
            case "fo" -> putHex(bytes, FAST_OPEN, option.hex());
            case "foexp" -> putHex(bytes, EXPERIMENTAL, FAST_OPEN_MAGIC + option.hex());
            default -> other(option, bytes);
        }
    }

    private static void other(OptionSpec option, ByteArrayOutputStream bytes) {
        if (!option.name().startsWith(BY_KIND)) {
            throw new UnsupportedException("TCP option " + option.name());
        }
        putHex(bytes, Integer.parseInt(option.name().substring(BY_KIND.length())), option.hex());
    }

    private static void put(ByteArrayOutputStream bytes, int kind, int width, OptionSpec option) {
        bytes.write(kind);
        bytes.write(2 + width * option.numbers().size());
        for (Long number : option.numbers()) {
            if (number == null) {
                throw new UnsupportedException("a packet with any value in its option " + option.name());
            }
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                bytes.write((int) (number >>> shift));
            }
        }
    }

    private static void putHex(ByteArrayOutputStream bytes, int kind, String hex) {
        byte[] data = HexFormat.of().parseHex(hex);
        bytes.write(kind);
        bytes.write(2 + data.length);
        bytes.writeBytes(data);
    }

    /** Reads what stands in a header; what follows an end of the list counts as further ends. */
    static List<OptionSpec> decode(ByteBuffer packet, int offset, int lengthBytes) {
        List<OptionSpec> options = new ArrayList<>();
        int at = offset;
        int end = offset + lengthBytes;
        while (at < end) {
            int kind = packet.get(at) & 0xff;
            if (kind == END || kind == NO_OPERATION) {
                options.add(new OptionSpec(kind == END ? "eol" : "nop", List.of(), ""));
                at++;
                continue;
            }
            int length = at + 1 < end ? packet.get(at + 1) & 0xff : 0;
            if (length < 2 || at + length > end) {
                options.add(new OptionSpec("malformed", List.of(), ""));
                return options;
            }
            options.add(decode(kind, packet, at + 2, length - 2));
            at += length;
        }
        return options;
    }

    private static OptionSpec decode(int kind, ByteBuffer packet, int at, int bytes) {
        return switch (kind) {
            case MSS -> numbers("mss", packet, at, bytes, 2);
            case WINDOW_SCALE -> numbers("wscale", packet, at, bytes, 1);
            case SACK_PERMITTED -> numbers("sackok", packet, at, bytes, 1);
            case SACK -> numbers("sack", packet, at, bytes, 4);
            case TIMESTAMPS -> numbers("ts", packet, at, bytes, 4);
            case USER_TIMEOUT -> numbers("uto", packet, at, bytes, 2);
            case ACCURATE_ECN_0 -> numbers("accecn0", packet, at, bytes, 3);
            case ACCURATE_ECN_1 -> numbers("accecn1", packet, at, bytes, 3);
            case MD5 -> new OptionSpec("md5", List.of(), hex(packet, at, bytes));
            case FAST_OPEN -> new OptionSpec("fo", List.of(), hex(packet, at, bytes));
            case EXPERIMENTAL -> experimental(hex(packet, at, bytes));
            default -> new OptionSpec(BY_KIND + kind, List.of(), hex(packet, at, bytes));
        };
    }

    private static OptionSpec experimental(String hex) {
        return hex.startsWith(FAST_OPEN_MAGIC)
                ? new OptionSpec("foexp", List.of(), hex.substring(FAST_OPEN_MAGIC.length()))
                : new OptionSpec(BY_KIND + EXPERIMENTAL, List.of(), hex);
    }

    private static OptionSpec numbers(String name, ByteBuffer packet, int at, int bytes, int width) {
        List<@Nullable Long> numbers = new ArrayList<>();
        for (int start = at; start + width <= at + bytes; start += width) {
            long number = 0;
            for (int index = 0; index < width; index++) {
                number = (number << 8) | (packet.get(start + index) & 0xff);
            }
            numbers.add(number);
        }
        return new OptionSpec(name, numbers, "");
    }

    private static String hex(ByteBuffer packet, int at, int bytes) {
        byte[] data = new byte[bytes];
        packet.get(at, data);
        return HexFormat.of().formatHex(data);
    }
}
