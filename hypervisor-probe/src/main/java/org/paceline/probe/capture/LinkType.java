package org.paceline.probe.capture;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;

/**
 * Link-layer headers that captures come with (tcpdump.org, "Link-layer header types"): where the IP packet begins, and
 * how long the frame is on an Ethernet without its FCS.
 */
final class LinkType {
    static final int ETHERNET = 1;
    private static final int NULL = 0;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private static final int FAMILY_BYTES = 4;
    private static final int SLL_BYTES = 16;
    private static final int SLL_PROTOCOL = 14;
    private static final int SLL2_BYTES = 20;

    private static final int TYPE_OFFSET = 12;
    private static final int TAG_BYTES = 4;
    private static final int TYPE_SERVICE_TAG = 0x88A8;
    private static final int TYPE_OLD_SERVICE_TAG = 0x9100;
    private static final int MAX_TAGS = 4;

    private LinkType() {}

    /** What is wrong with a link type; empty when nothing is. */
    static String complaint(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 -> "";
            default ->
                "has link type " + linkType
                        + "; Ethernet (1), Linux cooked (113, 276), raw IP (101, 228, 229) and loopback (0, 108) can be"
                        + " read";
        };
    }

    /** Whether frames of several interfaces may stand in one capture (tcpdump -i any). */
    static boolean isCooked(int linkType) {
        return linkType == LINUX_SLL || linkType == LINUX_SLL2;
    }

    /** Bytes of the link-layer header without tags: what a capture's length holds beyond the packet. */
    static int headerBytes(int linkType) {
        return switch (linkType) {
            case ETHERNET -> EthernetHeader.LENGTH_BYTES;
            case NULL, LOOP -> FAMILY_BYTES;
            case LINUX_SLL -> SLL_BYTES;
            case LINUX_SLL2 -> SLL2_BYTES;
            default -> 0;
        };
    }

    /**
     * Where the IP packet begins.
     *
     * @return -1 when the frame holds none, or was cut before it
     */
    static int packetOffset(int linkType, ByteBuffer frame, int capturedBytes) {
        int headerBytes = headerBytes(linkType);
        if (capturedBytes <= headerBytes) {
            return -1;
        }
        int typeOffset =
                switch (linkType) {
                    case ETHERNET -> TYPE_OFFSET;
                    case LINUX_SLL -> SLL_PROTOCOL;
                    case LINUX_SLL2 -> 0;
                    default -> -1;
                };
        return typeOffset < 0 ? headerBytes : behindTags(frame, typeOffset, headerBytes, capturedBytes);
    }

    private static int behindTags(ByteBuffer frame, int typeOffset, int headerBytes, int capturedBytes) {
        int type = Short.toUnsignedInt(frame.getShort(typeOffset));
        int offset = headerBytes;
        for (int tag = 0; tag < MAX_TAGS && isTag(type); tag++) {
            if (offset + TAG_BYTES > capturedBytes) {
                return -1;
            }
            type = Short.toUnsignedInt(frame.getShort(offset + 2));
            offset += TAG_BYTES;
        }
        return type == EthernetHeader.TYPE_IPV4 || type == EthernetHeader.TYPE_IPV6 ? offset : -1;
    }

    private static boolean isTag(int type) {
        return type == EthernetHeader.TYPE_VLAN || type == TYPE_SERVICE_TAG || type == TYPE_OLD_SERVICE_TAG;
    }
}
