package org.paceline.probe.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The interfaces that a pcapng section has described, and the time unit of each. Not thread-safe. */
final class CaptureInterfaces {
    /** More than any host captures on at once; a file that describes more is broken. */
    private static final int MAX_INTERFACES = 1_024;

    private static final int FIXED_BYTES = 8;
    private static final int OPTION_HEADER_BYTES = 4;
    private static final int OPTION_END = 0;
    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;

    /** if_tsresol without the option: 10^-6. */
    private static final int DEFAULT_RESOLUTION = 6;

    private static final int POWER_OF_TWO = 0x80;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long[] unitsPerSecond = new long[MAX_INTERFACES];
    private final int[] linkTypes = new int[MAX_INTERFACES];
    private final String[] names = new String[MAX_INTERFACES];
    private final long[] offsetSeconds = new long[MAX_INTERFACES];
    private int interfaces;

    void clear() {
        interfaces = 0;
    }

    boolean has(int index) {
        return index >= 0 && index < interfaces;
    }

    /**
     * Takes the body of an interface description block.
     *
     * @return what is wrong with it, empty when nothing is
     */
    String add(ByteBuffer body, int bodyBytes) {
        if (bodyBytes < FIXED_BYTES || interfaces == MAX_INTERFACES) {
            return "interface description block is too short or one too many";
        }
        int linkType = Short.toUnsignedInt(body.getShort(0));
        String complaint = LinkType.complaint(linkType);
        if (!complaint.isEmpty()) {
            return complaint;
        }
        linkTypes[interfaces] = linkType;
        names[interfaces] = "";
        unitsPerSecond[interfaces] = units(DEFAULT_RESOLUTION);
        offsetSeconds[interfaces] = 0;
        int offset = FIXED_BYTES;
        while (offset + OPTION_HEADER_BYTES <= bodyBytes) {
            int code = Short.toUnsignedInt(body.getShort(offset));
            int lengthBytes = Short.toUnsignedInt(body.getShort(offset + 2));
            int value = offset + OPTION_HEADER_BYTES;
            if (code == OPTION_END) {
                break;
            }
            if (value + lengthBytes > bodyBytes) {
                return "option " + code + " of an interface reaches beyond its block";
            }
            if (code == IF_NAME) {
                names[interfaces] = text(body, value, lengthBytes);
            }
            if (code == IF_TSRESOL && lengthBytes == 1) {
                unitsPerSecond[interfaces] = units(Byte.toUnsignedInt(body.get(value)));
            }
            if (code == IF_TSOFFSET && lengthBytes == Long.BYTES) {
                offsetSeconds[interfaces] = body.getLong(value);
            }
            offset = value + (lengthBytes + 3) / 4 * 4;
        }
        if (unitsPerSecond[interfaces] == 0) {
            return "time resolution of an interface is finer than can be read (at most 10^-18 or 2^-62 s)";
        }
        interfaces++;
        return "";
    }

    int linkType(int index) {
        return linkTypes[index];
    }

    String name(int index) {
        return names[index];
    }

    private static String text(ByteBuffer body, int offset, int lengthBytes) {
        byte[] utf8 = new byte[lengthBytes];
        body.get(offset, utf8);
        return new String(utf8, StandardCharsets.UTF_8).replace("\0", "");
    }

    long timeNs(int index, long units) {
        long perSecond = unitsPerSecond[index];
        long seconds = Long.divideUnsigned(units, perSecond);
        long rest = Long.remainderUnsigned(units, perSecond);
        long fractionNs = perSecond <= NS_PER_SECOND && NS_PER_SECOND % perSecond == 0
                ? rest * (NS_PER_SECOND / perSecond)
                : (long) ((double) rest / perSecond * NS_PER_SECOND);
        return (seconds + offsetSeconds[index]) * NS_PER_SECOND + fractionNs;
    }

    /** if_tsresol: the highest bit chooses between powers of two and of ten. 0 when it does not fit a long. */
    private static long units(int resolution) {
        int exponent = resolution & (POWER_OF_TWO - 1);
        if ((resolution & POWER_OF_TWO) != 0) {
            return exponent <= 62 ? 1L << exponent : 0;
        }
        if (exponent > 18) {
            return 0;
        }
        long units = 1;
        for (int power = 0; power < exponent; power++) {
            units *= 10;
        }
        return units;
    }
}
