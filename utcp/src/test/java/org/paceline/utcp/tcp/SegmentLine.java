package org.paceline.utcp.tcp;

import java.util.HexFormat;
import org.paceline.nic.wire.FastOpenOption;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * A segment as packetdrill writes it: {@code P. 1:101 ack 1 win 1000 <mss 1460,sackOK,TS 5:0,wscale 7,sack 11:21
 * 31:41>}, with text from the first number up to the second. Sequence numbers count from the initial ones.
 *
 * @param windowField -1 when the line leaves it open
 * @param options null when the line leaves them open
 */
record SegmentLine(int flags, int start, int end, int ack, int windowField, String options) {
    private static final String LETTERS = "FSRP.UEW";

    static SegmentLine parse(String line) {
        int bracket = line.indexOf('<');
        String options = bracket < 0 ? null : line.substring(bracket + 1, line.indexOf('>'));
        String[] words =
                (bracket < 0 ? line : line.substring(0, bracket)).trim().split(" +", -1);
        int ack = 0;
        int windowField = -1;
        for (int word = 2; word < words.length; word += 2) {
            switch (words[word]) {
                case "ack" -> ack = Integer.parseInt(words[word + 1]);
                case "win" -> windowField = Integer.parseInt(words[word + 1]);
                default -> throw new IllegalArgumentException("what is " + words[word] + " in " + line + "?");
            }
        }
        String[] range = words[1].split(":", -1);
        return new SegmentLine(
                flags(words[0]), Integer.parseInt(range[0]), Integer.parseInt(range[1]), ack, windowField, options);
    }

    private static int flags(String letters) {
        int flags = 0;
        for (char letter : letters.replace("-", "").toCharArray()) {
            flags |= 1 << LETTERS.indexOf(letter);
        }
        return flags;
    }

    int payloadBytes() {
        return end - start;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Fills in what the line says of options; a timestamp's echo and SACK edges get what they count from added. */
    void writeTo(TcpOptions target, int echoBase, int sackBase) {
        target.clear();
        for (String option : options == null ? new String[0] : options.split(",", -1)) {
            String[] words = option.split(" ", -1);
            switch (words[0]) {
                case "" -> {}
                case "mss" -> target.maximumSegmentBytes(Integer.parseInt(words[1]));
                case "FO", "FOEXP" -> fastOpen(target, words);
                case "uto" -> target.userTimeout().tell(Integer.parseInt(words[1]));
                case "sackOK" -> target.permitSack();
                case "wscale" -> target.windowScale(Integer.parseInt(words[1]));
                case "TS" -> target.timestamps(left(words[1]), right(words[1]) + echoBase);
                case "sack" -> {
                    for (int block = 1; block < words.length; block++) {
                        target.addSackBlock(left(words[block]) + sackBase, right(words[block]) + sackBase);
                    }
                }
                default -> throw new IllegalArgumentException("what is the option " + option + "?");
            }
        }
    }

    private static void fastOpen(TcpOptions target, String[] words) {
        boolean experimental = words[0].equals("FOEXP");
        if (words.length == 1) {
            target.fastOpen().ask(experimental);
        } else {
            byte[] cookie = HexFormat.of().parseHex(words[1]);
            target.fastOpen().carry(cookie, cookie.length, experimental);
        }
    }

    private static int left(String pair) {
        return Integer.parseInt(pair.substring(0, pair.indexOf(':')));
    }

    private static int right(String pair) {
        return Integer.parseInt(pair.substring(pair.indexOf(':') + 1));
    }

    /** The options of a segment of ours, as a line has them. */
    static String text(TcpOptions options, int valueBase, int sackBase) {
        StringBuilder text = new StringBuilder();
        if (options.maximumSegmentBytes() >= 0) {
            text.append(",mss ").append(options.maximumSegmentBytes());
        }
        text.append(options.sackPermitted() ? ",sackOK" : "");
        if (options.timestamps()) {
            text.append(",TS ")
                    .append(options.timestampValue() - valueBase)
                    .append(':')
                    .append(options.timestampEcho());
        }
        if (options.windowScale() >= 0) {
            text.append(",wscale ").append(options.windowScale());
        }
        for (int block = 0; block < options.sackBlocks(); block++) {
            text.append(block == 0 ? ",sack " : " ").append(options.sackLeft(block) - sackBase);
            text.append(':').append(options.sackRight(block) - sackBase);
        }
        if (options.fastOpen().present()) {
            byte[] cookie = new byte[FastOpenOption.MAX_COOKIE_BYTES];
            int bytes = options.fastOpen().copyCookie(cookie);
            text.append(options.fastOpen().experimental() ? ",FOEXP" : ",FO");
            text.append(bytes == 0 ? "" : " ").append(HexFormat.of().formatHex(cookie, 0, bytes));
        }
        if (options.userTimeout().seconds() > 0) {
            text.append(",uto ").append(options.userTimeout().seconds());
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    /** This segment with no more detail than {@code other} asks for. */
    SegmentLine asOpenAs(SegmentLine other) {
        return new SegmentLine(
                flags,
                start,
                end,
                ack,
                other.windowField < 0 ? -1 : windowField,
                other.options == null ? null : options);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < LETTERS.length(); bit++) {
            text.append((flags & (1 << bit)) == 0 ? "" : LETTERS.charAt(bit));
        }
        text.append(text.length() == 0 ? "- " : " ").append(start).append(':').append(end);
        text.append(has(TcpHeader.ACK) ? " ack " + ack : "");
        text.append(windowField < 0 ? "" : " win " + windowField);
        return text.append(options == null ? "" : " <" + options + '>').toString();
    }
}
