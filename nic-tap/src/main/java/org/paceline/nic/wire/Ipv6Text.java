package org.paceline.nic.wire;

/** IPv6 addresses as text: read in all forms of RFC 4291 2.2, written in the one of RFC 5952. */
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;

    private Ipv6Text() {}

    static IpAddress parse(String text) {
        int gap = text.indexOf("::");
        String[] head = groups(gap < 0 ? text : text.substring(0, gap), text);
        String[] tail = groups(gap < 0 ? "" : text.substring(gap + 2), text);
        int given = head.length + tail.length;
        // RFC 4291 2.2: "::" stands for one group of zeros or more
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            throw notAnAddress(text);
        }
        long high = 0;
        long low = 0;
        for (int index = 0; index < GROUPS; index++) {
            int fromTail = index - (GROUPS - tail.length);
            String group = index < head.length ? head[index] : fromTail >= 0 ? tail[fromTail] : "0";
            high = high << 16 | low >>> 48;
            low = low << 16 | value(group, text);
        }
        return new IpAddress(high, low);
    }

    /** The parts between the colons; an IPv4 address at the end counts as the two groups that it fills. */
    private static String[] groups(String part, String text) {
        if (part.isEmpty()) {
            return new String[0];
        }
        int last = part.lastIndexOf(':') + 1;
        if (part.indexOf('.') < 0) {
            return part.split(":", -1);
        }
        // RFC 4291 2.2, 3: nothing follows the IPv4 address
        if (!text.endsWith(part)) {
            throw notAnAddress(text);
        }
        int ipv4 = Ipv4Address.parse(part.substring(last));
        String hex = Integer.toHexString(ipv4 >>> 16) + ":" + Integer.toHexString(ipv4 & 0xFFFF);
        return (part.substring(0, last) + hex).split(":", -1);
    }

    private static int value(String group, String text) {
        if (group.isEmpty() || group.length() > GROUP_DIGITS) {
            throw notAnAddress(text);
        }
        int value = 0;
        for (int index = 0; index < group.length(); index++) {
            char letter = group.charAt(index);
            int digit = letter < 0x80 ? Character.digit(letter, 16) : -1;
            if (digit < 0) {
                throw notAnAddress(text);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String of(long high, long low) {
        int gapStart = -1;
        int gapEnd = -1;
        for (int index = 0; index < GROUPS; index++) {
            int end = index;
            while (end < GROUPS && group(high, low, end) == 0) {
                end++;
            }
            // RFC 5952 4.2.2 and 4.2.3: the first of the longest runs, and never a single group
            if (end - index > Math.max(1, gapEnd - gapStart)) {
                gapStart = index;
                gapEnd = end;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int index = 0; index < GROUPS; index++) {
            if (index == gapStart) {
                text.append("::");
                index = gapEnd - 1;
                continue;
            }
            if (index > 0 && index != gapEnd) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(high, low, index)));
        }
        return text.toString();
    }

    private static int group(long high, long low, int index) {
        long word = index < GROUPS / 2 ? high : low;
        return (int) (word >>> (16 * (3 - index % 4))) & 0xFFFF;
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is not an IPv6 address; write up to eight groups of four hexadecimal digits, such as"
                + " 2001:db8::2");
    }
}
