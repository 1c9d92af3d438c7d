package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.TimeWait;

/** Which port of ours a connect gets, by RFC 6056 3.3.3. Belongs to the stack. */
final class EphemeralPorts {
    /** RFC 6335 section 6: the dynamic ports. */
    private static final int FIRST_PORT = 49_152;

    private static final int PORTS = 65_536 - FIRST_PORT;

    private final TcpStack stack;
    private final InitialSequence sequences;
    private final ConnectionTable<Association> connections;
    private final TimeWaitTable timeWaits;
    private final ListenTable listeners;
    private int connects;

    EphemeralPorts(
            TcpStack stack,
            InitialSequence sequences,
            ConnectionTable<Association> connections,
            TimeWaitTable timeWaits,
            ListenTable listeners) {
        this.stack = stack;
        this.sequences = sequences;
        this.connections = connections;
        this.timeWaits = timeWaits;
        this.listeners = listeners;
    }

    /**
     * From an offset that differs with the peer, the next port in turn that is free.
     *
     * @throws StackException when none is
     */
    int next(long nowNs, IpAddress localAddress, IpAddress remoteAddress, int remotePort) {
        int offset = sequences.portOffset(localAddress, remoteAddress, remotePort, PORTS);
        for (int attempt = 0; attempt < PORTS; attempt++) {
            int port = FIRST_PORT + ((offset + connects++) & 0x7fff_ffff) % PORTS;
            if (listeners.find(port) == null && free(nowNs, localAddress, port, remoteAddress, remotePort)) {
                return port;
            }
        }
        throw new StackException("no ephemeral port to this peer is free");
    }

    /** Whether nobody has the ports, or somebody in TIME-WAIT who makes room. */
    private boolean free(long nowNs, IpAddress localAddress, int port, IpAddress remoteAddress, int remotePort) {
        Association holder = connections.find(localAddress, port, remoteAddress, remotePort);
        if (holder != null && TimeWait.yieldsToConnect(holder.connection(), nowNs)) {
            stack.reuse(nowNs, holder);
            return true;
        }
        return holder == null && timeWaits.yields(nowNs, localAddress, port, remoteAddress, remotePort);
    }
}
