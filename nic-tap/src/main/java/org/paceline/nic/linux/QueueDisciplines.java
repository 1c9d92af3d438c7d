package org.paceline.nic.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks rtnetlink for the queueing disciplines of an interface, as {@code tc -s qdisc show} does.
 *
 * <p>Works in the network namespace of the calling thread. Layouts from linux/netlink.h, rtnetlink.h and gen_stats.h.
 */
public final class QueueDisciplines {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 0x80003;
    private static final int NETLINK_ROUTE = 0;

    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_GETQDISC = 38;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;

    /** {@code struct nlmsghdr} and {@code struct tcmsg}. */
    private static final int HEADER_BYTES = 16;

    private static final int BODY_BYTES = 20;
    private static final int INDEX_OFFSET = 4;
    private static final int HANDLE_OFFSET = 8;
    private static final int PARENT_OFFSET = 12;

    private static final int TCA_KIND = 1;
    private static final int TCA_STATS2 = 7;
    private static final int TCA_STATS_BASIC = 1;
    private static final int TCA_STATS_QUEUE = 3;

    private static final int TC_H_ROOT = 0xffff_ffff;
    private static final int TC_H_INGRESS = 0xffff_fff1;

    /** Length and type in front of each attribute; the rest is filled up to four bytes. */
    private static final int ATTRIBUTE_BYTES = 4;

    private static final int ALIGNMENT = 4;

    /** The kernel's dumps come in blocks of at most 32 KB. */
    private static final int ANSWER_BYTES = 1 << 16;

    /** A qdisc for each of some thousand queues; a dump that goes on longer is left. */
    private static final int MOST_ANSWERS = 1_000;

    private final int interfaceIndex;
    private final List<QueueDiscipline> found = new ArrayList<>();

    private QueueDisciplines(int interfaceIndex) {
        this.interfaceIndex = interfaceIndex;
    }

    /**
     * Those of an interface, the root first.
     *
     * @throws org.paceline.nic.DeviceException when there is no such interface, or the kernel refuses
     */
    public static List<QueueDiscipline> of(String interfaceName) {
        QueueDisciplines disciplines =
                new QueueDisciplines(LinkSettings.of(interfaceName).index());
        disciplines.ask(interfaceName);
        return disciplines.found;
    }

    private void ask(String interfaceName) {
        int socket = LinuxCalls.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
        if (socket < 0) {
            throw Errno.failure("socket(AF_NETLINK)", interfaceName, socket);
        }
        try {
            NativeMemory request = new NativeMemory(HEADER_BYTES + BODY_BYTES);
            request.bytes()
                    .putInt(0, request.sizeBytes())
                    .putShort(4, (short) RTM_GETQDISC)
                    .putShort(6, (short) NLM_F_REQUEST_DUMP)
                    .putInt(8, 1)
                    .putInt(HEADER_BYTES + INDEX_OFFSET, interfaceIndex);
            int sent = LinuxCalls.send(socket, request, request.sizeBytes(), 0);
            if (sent < 0) {
                throw Errno.failure("send(RTM_GETQDISC)", interfaceName, sent);
            }
            NativeMemory answer = new NativeMemory(ANSWER_BYTES);
            boolean more = true;
            for (int answers = 0; more && answers < MOST_ANSWERS; answers++) {
                int length = LinuxCalls.recv(socket, answer, 0);
                if (length < 0) {
                    throw Errno.failure("recv(RTM_GETQDISC)", interfaceName, length);
                }
                more = length > 0 && take(answer.bytes(), length, interfaceName);
            }
        } finally {
            LinuxCalls.close(socket);
        }
    }

    /** Reads the messages of a block; false when it held the last one. */
    private boolean take(ByteBuffer bytes, int lengthBytes, String interfaceName) {
        int offset = 0;
        while (offset + HEADER_BYTES <= lengthBytes) {
            int messageBytes = bytes.getInt(offset);
            int type = bytes.getShort(offset + 4) & 0xffff;
            if (type == NLMSG_ERROR) {
                throw Errno.failure("RTM_GETQDISC", interfaceName, bytes.getInt(offset + HEADER_BYTES));
            }
            if (type == NLMSG_DONE || messageBytes < HEADER_BYTES || offset + messageBytes > lengthBytes) {
                return false;
            }
            // kernels before 4.20 dump those of all interfaces
            if (type == RTM_NEWQDISC
                    && messageBytes >= HEADER_BYTES + BODY_BYTES
                    && bytes.getInt(offset + HEADER_BYTES + INDEX_OFFSET) == interfaceIndex) {
                found.add(discipline(bytes.duplicate().order(bytes.order()), offset + HEADER_BYTES, messageBytes));
            }
            offset += aligned(messageBytes);
        }
        return true;
    }

    private static QueueDiscipline discipline(ByteBuffer bytes, int offset, int messageBytes) {
        int end = offset + messageBytes - HEADER_BYTES;
        int attributes = offset + BODY_BYTES;
        int kind = attribute(bytes, attributes, end, TCA_KIND);
        int statistics = attribute(bytes, attributes, end, TCA_STATS2);
        int statisticsEnd = statistics < 0 ? 0 : statistics + length(bytes, statistics);
        int basic =
                statistics < 0 ? -1 : attribute(bytes, statistics + ATTRIBUTE_BYTES, statisticsEnd, TCA_STATS_BASIC);
        int queue =
                statistics < 0 ? -1 : attribute(bytes, statistics + ATTRIBUTE_BYTES, statisticsEnd, TCA_STATS_QUEUE);
        return new QueueDiscipline(
                kind < 0 ? "" : text(bytes, kind + ATTRIBUTE_BYTES, length(bytes, kind) - ATTRIBUTE_BYTES),
                Integer.toHexString(bytes.getInt(offset + HANDLE_OFFSET) >>> Short.SIZE) + ":",
                parent(bytes.getInt(offset + PARENT_OFFSET)),
                basic < 0 ? 0 : bytes.getLong(basic + ATTRIBUTE_BYTES),
                number(bytes, basic, 2),
                number(bytes, queue, 2),
                number(bytes, queue, 4),
                number(bytes, queue, 3),
                number(bytes, queue, 0),
                number(bytes, queue, 1));
    }

    private static String parent(int parent) {
        return switch (parent) {
            case TC_H_ROOT -> "root";
            case TC_H_INGRESS -> "ingress";
            default -> Integer.toHexString(parent >>> Short.SIZE) + ":" + Integer.toHexString(parent & 0xffff);
        };
    }

    /** Place of an attribute of a type between two offsets, or -1. */
    private static int attribute(ByteBuffer bytes, int from, int end, int type) {
        int offset = from;
        while (offset + ATTRIBUTE_BYTES <= end && length(bytes, offset) >= ATTRIBUTE_BYTES) {
            if ((bytes.getShort(offset + 2) & 0x3fff) == type && offset + length(bytes, offset) <= end) {
                return offset;
            }
            offset += aligned(length(bytes, offset));
        }
        return -1;
    }

    /** The 32-bit number at a place in an attribute; 0 without the attribute, or when it is shorter. */
    private static long number(ByteBuffer bytes, int attribute, int index) {
        int offset = ATTRIBUTE_BYTES + index * Integer.BYTES;
        boolean there = attribute >= 0 && offset + Integer.BYTES <= length(bytes, attribute);
        return there ? bytes.getInt(attribute + offset) & 0xffff_ffffL : 0;
    }

    private static int length(ByteBuffer bytes, int attribute) {
        return bytes.getShort(attribute) & 0xffff;
    }

    private static String text(ByteBuffer bytes, int offset, int lengthBytes) {
        byte[] text = new byte[lengthBytes];
        bytes.get(offset, text);
        return new String(text, StandardCharsets.US_ASCII).split("\0", 2)[0];
    }

    private static int aligned(int lengthBytes) {
        return (lengthBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
