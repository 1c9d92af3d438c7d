package org.paceline.utcp.stack;

import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.control.Turn;
import org.paceline.utcp.tcp.TcpConnection;

/** A connection in its place in the stack: with both addresses and its turn in {@link TransmitTurns}. */
public final class Association implements Endpoints {
    private final TcpConnection connection;
    private final IpAddress localAddress;
    private final IpAddress remoteAddress;
    private final ConnectionUser user;

    /** Partial sum of both addresses, for the checksum of each segment. */
    final int addressesSum;

    final Turn<Association> turn = new Turn<>(this);

    Association(TcpConnection connection, IpAddress localAddress, IpAddress remoteAddress, ConnectionUser user) {
        this.connection = connection;
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
        this.user = user;
        this.addressesSum = InternetChecksum.addresses(
                localAddress.high(), localAddress.low(), remoteAddress.high(), remoteAddress.low());
    }

    public TcpConnection connection() {
        return connection;
    }

    public ConnectionUser user() {
        return user;
    }

    public IpAddress localAddress() {
        return localAddress;
    }

    public IpAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public long localHigh() {
        return localAddress.high();
    }

    @Override
    public long localLow() {
        return localAddress.low();
    }

    @Override
    public int localPort() {
        return connection.localPort();
    }

    @Override
    public long remoteHigh() {
        return remoteAddress.high();
    }

    @Override
    public long remoteLow() {
        return remoteAddress.low();
    }

    @Override
    public int remotePort() {
        return connection.remotePort();
    }
}
