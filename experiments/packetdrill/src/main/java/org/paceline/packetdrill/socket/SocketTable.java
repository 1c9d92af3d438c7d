package org.paceline.packetdrill.socket;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.paceline.nic.wire.IpAddress;
import org.paceline.packetdrill.profile.SocketList;
import org.paceline.packetdrill.wire.Endpoints;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** The sockets of a host as commands see them. A view, not thread-safe. */
final class SocketTable implements SocketList {
    private final Collection<KernelSocket> sockets;
    private final Endpoints ends;

    /** @param sockets which are not copied */
    SocketTable(Collection<KernelSocket> sockets, Endpoints ends) {
        this.sockets = sockets;
        this.ends = ends;
    }

    @Override
    public List<String> lines() {
        return sockets.stream().filter(SocketTable::alive).map(this::line).toList();
    }

    private static boolean alive(KernelSocket socket) {
        return socket.connection() != null && !socket.dead();
    }

    private String line(KernelSocket socket) {
        TcpConnection connection = Objects.requireNonNull(socket.connection());
        return "root packetdrill 1 3 " + (ends.version6() ? "tcp6 " : "tcp4 ") + IpAddress.of(ends.local()) + ":"
                + connection.localPort() + " " + IpAddress.of(ends.remote()) + ":" + connection.remotePort() + " "
                + name(socket.state());
    }

    private static String name(TcpState state) {
        return state == TcpState.SYN_RECEIVED ? "SYN_RCVD" : state.name();
    }

    @Override
    public int drop(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        int dropped = 0;
        for (KernelSocket socket : List.copyOf(sockets)) {
            if (alive(socket) && wanted.matcher(line(socket)).find()) {
                socket.drop();
                dropped++;
            }
        }
        return dropped;
    }
}
