package org.paceline.packetdrill.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.PacketSpec;
import org.paceline.packetdrill.socket.Kernel;
import org.paceline.packetdrill.wire.Flow;
import org.paceline.packetdrill.wire.SeenPacket;

/** The connections of a script. Lines without ports are about the current one, which is the one that began last. */
final class Flows {
    private static final int FIRST_REMOTE_PORT = 53_055;

    private final Map<Integer, Flow> flows = new HashMap<>();
    private int nextRemotePort = FIRST_REMOTE_PORT;
    private @Nullable Flow current;

    /** The stack made a connection: by a call of the script, or for a SYN of it, which is known already. */
    void opened(int localPort, int remotePort) {
        current = flows.computeIfAbsent(key(localPort, remotePort), unknown -> new Flow(localPort, remotePort));
    }

    private static int key(int localPort, int remotePort) {
        return localPort << 16 | remotePort;
    }

    /** Lines without ports are about this connection from now on. */
    void choose(int localPort, int remotePort) {
        current = flows.get(key(localPort, remotePort));
    }

    static long portsOf(Flow flow) {
        return (long) flow.localPort() << Short.SIZE | flow.remotePort();
    }

    @Nullable
    Flow current() {
        return current;
    }

    /** The connection that a packet of the stack belongs to. */
    @Nullable
    Flow of(SeenPacket seen) {
        return seen.tcp() ? flows.get(key(seen.localPort(), seen.remotePort())) : null;
    }

    /** The connection that a segment of the script belongs to. */
    Flow of(PacketSpec.Tcp inbound, Kernel kernel) {
        Flow chosen = chosen(inbound, kernel);
        if (opens(inbound) && !kernel.alive(chosen.localPort(), chosen.remotePort())) {
            chosen.expectNewStart();
        }
        current = chosen;
        return chosen;
    }

    private Flow chosen(PacketSpec.Tcp inbound, Kernel kernel) {
        if (inbound.sourcePort() != PacketSpec.ANY) {
            int localPort = inbound.destinationPort();
            int remotePort = inbound.sourcePort();
            return flows.computeIfAbsent(key(localPort, remotePort), unknown -> new Flow(localPort, remotePort));
        }
        Flow known = current;
        // a SYN after an active connection is over is for a listener
        boolean passiveNext = known != null
                && opens(inbound)
                && known.localPort() != kernel.listenPort()
                && !kernel.alive(known.localPort(), known.remotePort());
        if (known != null && !passiveNext) {
            return known;
        }
        Flow created = new Flow(kernel.listenPort(), nextRemotePort++);
        flows.put(key(created.localPort(), created.remotePort()), created);
        return created;
    }

    private static boolean opens(PacketSpec.Tcp segment) {
        return (segment.flags() & (TcpHeader.SYN | TcpHeader.ACK | TcpHeader.RST)) == TcpHeader.SYN;
    }
}
