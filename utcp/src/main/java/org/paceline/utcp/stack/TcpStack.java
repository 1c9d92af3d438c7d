package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.ChallengeBudget;
import org.paceline.utcp.tcp.Departure;
import org.paceline.utcp.tcp.MemoryBudget;
import org.paceline.utcp.tcp.SharedLimits;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TimeWait;
import org.paceline.utcp.tcp.TimeWaitRecord;
import org.paceline.utcp.tcp.congestion.CpuHeadroom;

/**
 * TCP over IPv4 and IPv6 on one interface, sans I/O: frames and time in, frames and deadlines out.
 *
 * <p>The same calls with the same times give the same frames, to the bit. Belongs to one thread. After every command or
 * input on a connection, {@link #reschedule} tells the stack to look at its deadline again.
 */
public final class TcpStack {
    /** R1 of RFC 9293 3.8.3: after so many timeouts of one segment the next hop is asked for again. */
    private static final int TIMEOUTS_TILL_DOUBT = 3;

    private final Routes routes;
    private final InitialSequence sequences;
    private final ConnectionTable<Association> connections;
    private final ListenTable listeners = new ListenTable();
    private final TransmitTurns turns = new TransmitTurns();
    private final NeighborTable neighbors;
    private final ReplyQueue replies;
    private final StackCounters counters = new StackCounters();
    private final SharedLimits shared;
    private final EphemeralPorts ports;
    private final TimeWaitTable timeWaits;
    private final PathMtuTable pathMtus = new PathMtuTable();
    private final NewConnections newConnections;
    private final PacketDeparts packets;
    private final PassiveOpen passive;
    private final FastOpenPolicy fastOpen;
    private final Ipv6Host ipv6;
    private final FrameArrives arrives;
    private @Nullable Association transmitted;

    public TcpStack(StackConfig config, long macAddress, int mtuBytes) {
        this.routes = new Routes(config.network(), macAddress);
        this.sequences = new InitialSequence(config.secretLow(), config.secretHigh());
        this.shared = SharedLimits.of(
                MemoryBudget.of(config.defence().memoryBytes()),
                new ChallengeBudget(config.defence().challengesPerSecond(), config.secretLow() ^ ~config.secretHigh()));
        this.connections = ConnectionTable.whole(config.maxConnections(), config.secretLow());
        this.newConnections = new NewConnections(connections, pathMtus, mtuBytes, shared);
        this.neighbors = new NeighborTable(routes, macAddress);
        this.replies = new ReplyQueue(EthernetHeader.LENGTH_BYTES + mtuBytes);
        this.fastOpen = new FastOpenPolicy(~config.secretLow(), ~config.secretHigh());
        this.timeWaits = new TimeWaitTable(config.defence().maxTimeWait(), config.secretLow(), counters);
        this.ports = new EphemeralPorts(this, sequences, connections, timeWaits, listeners);
        this.packets = new PacketDeparts(routes, neighbors, counters, macAddress);
        SegmentReply reply = new SegmentReply(replies, counters, macAddress);
        this.passive = new PassiveOpen(this, config, reply, sequences, fastOpen);
        boolean quiet = config.network().quiet();
        this.ipv6 = new Ipv6Host(routes, neighbors, replies, counters, new IcmpErrors(this), macAddress, quiet);
        this.arrives = new FrameArrives(
                this, neighbors, replies, counters, routes, ipv6.arrives(), reply, timeWaits, macAddress);
    }

    // commands

    /**
     * Opens a connection; its SYN leaves at the next transmit.
     *
     * @throws StackException when the table is full, no port is left, or nothing leads to the address
     */
    public Association connect(
            long nowNs, IpAddress remoteAddress, int remotePort, TcpConfig tcpConfig, ConnectionUser user) {
        IpAddress localAddress = routes.sourceFor(remoteAddress);
        if (localAddress == null || routes.nextHop(remoteAddress) == null) {
            throw new StackException("No route to host");
        }
        if (full()) {
            throw new StackException("the stack is full with " + connections.size() + " connections");
        }
        int localPort = ports.next(nowNs, localAddress, remoteAddress, remotePort);
        TcpConnection connection = newConnections.connection(
                tcpConfig,
                user,
                newConnections.path(localPort, remoteAddress, remotePort),
                sequences.isn(localAddress, localPort, remoteAddress, remotePort, nowNs),
                sequences.timestampOffset(localAddress, localPort, remoteAddress, remotePort));
        Association association = newConnections.attach(nowNs, connection, localAddress, remoteAddress, user);
        fastOpen.connecting(nowNs, tcpConfig.options().fastOpen(), remoteAddress, connection);
        association.connection().open();
        reschedule(nowNs, association);
        return association;
    }

    /**
     * Lets a listener take what comes to a port.
     *
     * @throws StackException when somebody listens there already
     */
    public void listen(int port, Listener listener) {
        if (!listeners.add(port, listener)) {
            throw new StackException("Address already in use: port " + port);
        }
    }

    /**
     * Cookies for Fast Open are made with this key from now on; those of the key before stay good until the next change
     * (RFC 7413 5.2).
     *
     * @param keyLow bytes 0 to 7 of a 16-byte key, little-endian
     */
    public void rotateFastOpenKey(long keyLow, long keyHigh) {
        fastOpen.cookies().rotate(keyLow, keyHigh);
    }

    public void stopListening(int port) {
        listeners.remove(port);
        passive.stopListening(port);
    }

    /** The connection was touched from outside: its next turn is looked up again, and one that is over is forgotten. */
    public void reschedule(long nowNs, Association association) {
        TcpConnection connection = association.connection();
        if (connection.finished()) {
            turns.remove(association);
            connections.remove(association);
            return;
        }
        if (TimeWait.rests(connection, nowNs)) {
            turns.remove(association);
            connections.remove(association);
            timeWaits.add(TimeWaitRecord.takeOver(connection), association.localAddress(), association.remoteAddress());
            return;
        }
        turns.schedule(nowNs, association);
    }

    // inputs

    /**
     * A frame came.
     *
     * @param arrivalNs when the device received it
     */
    public void handleFrame(long nowNs, long arrivalNs, ByteBuffer frame, int lengthBytes) {
        counters.framesReceived++;
        arrives.handle(nowNs, arrivalNs, frame, lengthBytes);
    }

    /**
     * Gives up on next hops that do not answer, and ends TIME-WAIT; a connection's own timers run when its turn comes
     * in the transmit.
     */
    public void handleTimeouts(long nowNs) {
        ipv6.handleTimeouts(nowNs);
        timeWaits.handleTimeouts(nowNs);
        Neighbor silent = neighbors.pollUnreachable(nowNs);
        while (silent != null) {
            onUnreachable(nowNs, silent.address);
            ipv6.onUnreachable(silent.address);
            silent = neighbors.pollUnreachable(nowNs);
        }
    }

    private void onUnreachable(long nowNs, IpAddress nextHop) {
        connections.forEach(association -> {
            if (nextHop.equals(routes.nextHop(association.remoteAddress()))) {
                association.connection().handleUnreachable();
                turns.scheduleNow(nowNs, association);
            }
        });
    }

    // output

    /**
     * The next frame that is due.
     *
     * @return its length, 0 when none is due
     */
    public int pollTransmit(long nowNs, ByteBuffer frame) {
        transmitted = null;
        int lengthBytes = pollOwn(nowNs, frame);
        if (lengthBytes > 0) {
            onFrame(nowNs);
            return lengthBytes;
        }
        for (Association next = turns.next(nowNs); next != null && lengthBytes == 0; next = turns.next(nowNs)) {
            runTimers(nowNs, next);
            lengthBytes = pollConnection(nowNs, next, frame);
            reschedule(nowNs, next);
        }
        return lengthBytes;
    }

    private void onFrame(long nowNs) {
        counters.framesSent++;
        turns.onFrame(nowNs);
    }

    /** The next frame of no connection. */
    private int pollOwn(long nowNs, ByteBuffer frame) {
        int lengthBytes = replies.empty() ? ipv6.pollTransmit(nowNs, frame) : replies.poll(frame);
        lengthBytes = lengthBytes == 0 ? neighbors.pollTransmit(nowNs, frame) : lengthBytes;
        return lengthBytes == 0 ? passive.pollTransmit(nowNs, frame, packets) : lengthBytes;
    }

    private void runTimers(long nowNs, Association association) {
        TcpConnection connection = association.connection();
        int timeoutsBefore = connection.timeoutsInARow();
        connection.handleTimeout(nowNs);
        if (connection.timeoutsInARow() > Math.max(timeoutsBefore, TIMEOUTS_TILL_DOUBT - 1)) {
            IpAddress nextHop = routes.nextHop(association.remoteAddress());
            if (nextHop != null) {
                neighbors.doubt(nextHop, nowNs);
            }
        }
    }

    private int pollConnection(long nowNs, Association association, ByteBuffer frame) {
        IpAddress remoteAddress = association.remoteAddress();
        TcpConnection connection = association.connection();
        turns.admit(nowNs, association);
        int segmentBytes = connection.pollTransmit(nowNs, frame, PacketDeparts.segmentOffset(remoteAddress));
        if (segmentBytes == 0) {
            return 0;
        }
        int lengthBytes = packets.send(
                nowNs,
                association.localAddress(),
                remoteAddress,
                association.addressesSum,
                connection.lastDeparture().ecnCodepoint(),
                frame,
                segmentBytes);
        transmitted = packets.sent() ? association : null;
        if (lengthBytes > 0) {
            onFrame(nowNs);
        }
        if (transmitted != null && connection.lastDeparture().paced()) {
            turns.onData(nowNs, association, connection.lastDeparture().payloadBytes());
            shared.headroom().onSent(connection.lastDeparture().payloadBytes());
        }
        return lengthBytes;
    }

    /** Whose segment the frame of the last {@link #pollTransmit} carries; null when it is the stack's own. */
    public @Nullable Association transmitted() {
        return transmitted;
    }

    /** The departure behind the last frame; null when it is no connection's. */
    public @Nullable Departure lastDeparture() {
        return transmitted == null ? null : transmitted.connection().lastDeparture();
    }

    /** When to call again: now while a frame is due. */
    public long nextDeadlineNs(long nowNs) {
        if (!replies.empty()) {
            return nowNs;
        }
        long stackNs = Math.min(neighbors.nextDeadlineNs(), passive.nextDeadlineNs());
        stackNs = Math.min(stackNs, Math.min(ipv6.nextDeadlineNs(nowNs), timeWaits.nextDeadlineNs()));
        return Math.min(stackNs, turns.nextNs(nowNs));
    }

    // for FrameArrives

    /** A connection in TIME-WAIT makes room for the SYN that arrived. */
    void succeed(long nowNs, Association association) {
        counters.timeWaitsSucceeded++;
        endTimeWait(nowNs, association);
    }

    /** A connection in TIME-WAIT makes room for a connect of ours. */
    void reuse(long nowNs, Association association) {
        counters.timeWaitsReused++;
        endTimeWait(nowNs, association);
    }

    private void endTimeWait(long nowNs, Association association) {
        TimeWait.end(association.connection());
        reschedule(nowNs, association);
    }

    @Nullable
    Association find(IpHeader ip, TcpHeader segment) {
        return connections.find(
                ip.destinationHigh(),
                ip.destinationLow(),
                segment.destinationPort(),
                ip.sourceHigh(),
                ip.sourceLow(),
                segment.sourcePort());
    }

    /** The addresses as {@link IpAddress} has them. */
    @Nullable
    Association find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return connections.find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
    }

    /** The path to a destination takes less: so all connections there learn, and those to come. */
    void onPathMtu(long nowNs, IpAddress destination, int pathMtuBytes) {
        pathMtus.learn(destination, pathMtuBytes, nowNs);
        connections.forEach(association -> {
            if (association.remoteAddress().equals(destination)) {
                association.connection().pathMtu().lower(nowNs, pathMtuBytes);
                reschedule(nowNs, association);
            }
        });
    }

    PassiveOpen passive() {
        return passive;
    }

    @Nullable
    Listener listener(int port) {
        return listeners.find(port);
    }

    // for PassiveOpen

    /** Whether no connection more has room. */
    boolean full() {
        return connections.full();
    }

    /** Which address of ours the packet came to. */
    IpAddress localAddress(IpHeader ip) {
        IpAddress localAddress = routes.find(ip.destinationHigh(), ip.destinationLow());
        if (localAddress == null) {
            throw new IllegalStateException("a packet for somebody else came through");
        }
        return localAddress;
    }

    NewConnections newConnections() {
        return newConnections;
    }

    /** How late departures are released, as a rule, by the loop that the stack runs in. */
    public void releaseResolution(long lateNs) {
        shared.resolution().ns(lateNs);
    }

    /** Whether the loop has time for larger windows; it is to tell what it did. */
    public CpuHeadroom headroom() {
        return shared.headroom();
    }

    // getters

    public StackCounters counters() {
        return counters;
    }

    /** Who transmits next, and the gate that they pass. */
    public TransmitTurns turns() {
        return turns;
    }

    /** What the buffers of all connections hold together. */
    public MemoryBudget memory() {
        return shared.memory();
    }

    /** Those in TIME-WAIT that are closed are none any more, see {@link #timeWaits}. */
    public int connections() {
        return connections.size();
    }

    /** Connections in TIME-WAIT that their users have closed. */
    public int timeWaits() {
        return timeWaits.size();
    }

    /** Handshakes that peers began and have not completed. */
    public int halfOpen() {
        return passive.halfOpen();
    }

    /** Calls for every connection that exists, in a stable order. */
    public void forEachAssociation(Consumer<Association> visitor) {
        connections.forEach(visitor);
    }
}
