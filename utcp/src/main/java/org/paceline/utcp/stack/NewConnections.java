package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.utcp.tcp.Path;
import org.paceline.utcp.tcp.SharedLimits;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;

/** Makes connections and puts them into the stack's table, with what is known of their path. */
final class NewConnections {
    private final ConnectionTable<Association> connections;
    private final PathMtuTable pathMtus;
    private final int mtuBytes;
    private final SharedLimits shared;

    NewConnections(ConnectionTable<Association> connections, PathMtuTable pathMtus, int mtuBytes, SharedLimits shared) {
        this.connections = connections;
        this.pathMtus = pathMtus;
        this.mtuBytes = mtuBytes;
        this.shared = shared;
    }

    /** A connection in CLOSED and known to nobody. */
    TcpConnection connection(TcpConfig tcpConfig, TcpEvents events, Path path, int iss, int timestampOffset) {
        return new TcpConnection(tcpConfig, events, path, iss, timestampOffset, shared);
    }

    /** The same for a handshake that a peer began. */
    TcpConnection connection(HalfOpen entry, TcpConfig tcpConfig, TcpEvents events) {
        Path path = path(entry.localPort, entry.remoteAddress, entry.remotePort);
        return connection(tcpConfig, events, path, entry.iss, entry.timestampOffset);
    }

    /** The same as a connection of the stack's. */
    Association attach(long nowNs, HalfOpen entry, TcpConfig tcpConfig, ConnectionUser user) {
        return attach(nowNs, connection(entry, tcpConfig, user), entry.localAddress, entry.remoteAddress, user);
    }

    Association attach(
            long nowNs,
            TcpConnection connection,
            IpAddress localAddress,
            IpAddress remoteAddress,
            ConnectionUser user) {
        Association association = new Association(connection, localAddress, remoteAddress, user);
        connections.add(association);
        connection.pathMtu().lower(nowNs, pathMtus.find(remoteAddress, nowNs));
        user.attached(association);
        return association;
    }

    Path path(int localPort, IpAddress remoteAddress, int remotePort) {
        return new Path(localPort, remotePort, mtuBytes, IpHeader.lengthBytes(!remoteAddress.isIpv4()));
    }
}
