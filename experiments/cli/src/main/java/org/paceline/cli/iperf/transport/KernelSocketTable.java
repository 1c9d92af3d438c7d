package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The kernel's list of TCP sockets in the calling thread's network namespace, proc_pid_net(5). Its column tx_queue is
 * what was written and has not been acknowledged.
 */
final class KernelSocketTable {
    private static final Path THREAD_NET = Path.of("/proc/thread-self/net");
    private static final Path CONGESTION = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

    private static final int LOCAL_COLUMN = 1;
    private static final int REMOTE_COLUMN = 2;
    private static final int QUEUES_COLUMN = 4;

    private KernelSocketTable() {}

    /** Bytes of that connection that are not acknowledged, -1 when the kernel does not list it. */
    static long queuedBytes(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        // Java's sockets are of the IPv6 family unless told otherwise, whatever address they carry
        long queued = queuedBytes(Files.readAllLines(THREAD_NET.resolve("tcp6")), local.getPort(), remote.getPort());
        return queued >= 0
                ? queued
                : queuedBytes(Files.readAllLines(THREAD_NET.resolve("tcp")), local.getPort(), remote.getPort());
    }

    /** Two ports name a connection of this host well enough: one of them was picked by the kernel. */
    static long queuedBytes(List<String> table, int localPort, int remotePort) {
        for (String line : table) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > QUEUES_COLUMN
                    && endsWithPort(columns[LOCAL_COLUMN], localPort)
                    && endsWithPort(columns[REMOTE_COLUMN], remotePort)) {
                String queues = columns[QUEUES_COLUMN];
                return Long.parseLong(queues.substring(0, queues.indexOf(':')), 16);
            }
        }
        return -1;
    }

    private static boolean endsWithPort(String address, int port) {
        return address.endsWith(String.format(Locale.ROOT, ":%04X", port));
    }

    /** Congestion control of new sockets in this namespace. */
    static String congestion() {
        try {
            return Files.readString(CONGESTION).strip();
        } catch (IOException notReadable) {
            return "unknown";
        }
    }
}
