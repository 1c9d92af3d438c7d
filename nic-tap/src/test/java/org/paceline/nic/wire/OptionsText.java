package org.paceline.nic.wire;

/** All that a set of TCP options holds, to compare two of them. */
final class OptionsText {
    private OptionsText() {}

    static String of(TcpOptions options) {
        StringBuilder text = new StringBuilder();
        text.append("mss ").append(options.maximumSegmentBytes());
        text.append(" scale ").append(options.windowScale());
        text.append(" sackOK ").append(options.sackPermitted());
        text.append(" ts ").append(options.timestamps());
        text.append(' ').append(options.timestampValue()).append(' ').append(options.timestampEcho());
        for (int i = 0; i < options.sackBlocks(); i++) {
            text.append(" [")
                    .append(options.sackLeft(i))
                    .append(' ')
                    .append(options.sackRight(i))
                    .append(']');
        }
        if (options.fastOpen().present()) {
            text.append(options.fastOpen().experimental() ? " foexp" : " fo");
            for (int i = 0; i < options.fastOpen().cookieBytes(); i++) {
                text.append(String.format(" %02x", options.fastOpen().cookieByte(i)));
            }
        }
        text.append(" unknown");
        for (int i = 0; i < options.unknownBytes(); i++) {
            text.append(String.format(" %02x", options.unknownByte(i)));
        }
        return text.toString();
    }
}
