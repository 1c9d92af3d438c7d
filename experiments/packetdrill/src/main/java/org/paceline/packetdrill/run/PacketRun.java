package org.paceline.packetdrill.run;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.Event;
import org.paceline.packetdrill.script.IpSpec;
import org.paceline.packetdrill.script.PacketSpec;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.socket.Kernel;
import org.paceline.packetdrill.socket.VirtualHost;
import org.paceline.packetdrill.wire.Flow;
import org.paceline.packetdrill.wire.IcmpError;
import org.paceline.packetdrill.wire.PacketBuilder;
import org.paceline.packetdrill.wire.PacketText;
import org.paceline.packetdrill.wire.SeenPacket;
import org.paceline.packetdrill.wire.SegmentMatch;

/** Injects the packets of a script, and waits for those that it expects. Not thread-safe. */
final class PacketRun {
    /** How long a packet that may come at any time is waited for. */
    private static final long PATIENCE_NS = 600_000_000_000L;

    private final Kernel kernel;
    private final Schedule schedule;
    private final RunOptions options;
    private final Flows flows;

    PacketRun(Kernel kernel, Schedule schedule, RunOptions options, Flows flows) {
        this.kernel = kernel;
        this.schedule = schedule;
        this.options = options;
        this.flows = flows;
    }

    void inject(Action.Packet packet) {
        VirtualHost host = kernel.host();
        if (packet.content() instanceof PacketSpec.Tcp segment) {
            chooseSocket(packet);
            Flow flow = flows.of(segment, kernel);
            host.inject(PacketBuilder.segment(segment, packet.ip(), flow, options.ends()));
        } else if (packet.content() instanceof PacketSpec.Icmp icmp) {
            Flow flow = flows.current();
            if (flow == null) {
                throw new UnsupportedException("an ICMP error without a connection");
            }
            host.inject(IcmpError.build(icmp, packet.ip(), flow, options.ends()));
        } else if (packet.content() instanceof PacketSpec.Other other) {
            throw new UnsupportedException("packets of " + other.name());
        }
    }

    private void chooseSocket(Action.Packet packet) {
        long ports = packet.socket() == PacketSpec.ANY ? 0 : kernel.ports(packet.socket());
        if (ports != 0) {
            flows.choose((int) (ports >>> Short.SIZE), (int) ports & 0xffff);
        } else if (packet.socket() != PacketSpec.ANY) {
            throw new UnsupportedException("sock(" + packet.socket() + ") without a connection");
        }
    }

    /**
     * Waits for the packet of an event.
     *
     * @param time how it passes until then
     * @return when its last part left
     */
    long expect(Event event, Action.Packet packet, TimePasses time) {
        if (packet.content() instanceof PacketSpec.Other other) {
            throw new UnsupportedException("packets of " + other.name());
        }
        if (packet.content() instanceof PacketSpec.Icmp icmp) {
            SeenPacket seen = next(event, time);
            if (!seen.icmp()) {
                throw differs(event, "another protocol", seen, flows.of(seen));
            }
            throw new UnsupportedException("an expected ICMP " + icmp.type());
        }
        PacketSpec.Tcp segment = (PacketSpec.Tcp) packet.content();
        int covered = 0;
        long lastNs;
        do {
            SeenPacket seen = next(event, time);
            lastNs = seen.timeNs();
            verify(event, packet.socket(), packet.ip(), segment, seen, covered);
            covered += seen.payloadBytes();
        } while (covered < segment.payloadBytes());
        return lastNs;
    }

    private void verify(Event event, int socket, IpSpec ip, PacketSpec.Tcp segment, SeenPacket seen, int covered) {
        Flow flow = flows.of(seen);
        if (flow != null && socket != PacketSpec.ANY && kernel.ports(socket) != Flows.portsOf(flow)) {
            throw differs(event, "another connection", seen, flow);
        }
        if (flow == null) {
            throw differs(event, "a packet of no connection that is known", seen, null);
        }
        if (!schedule.fits(seen.timeNs())) {
            throw differs(event, "another time", seen, flow);
        }
        Integer seq = segment.seq();
        if (segment.has(TcpHeader.SYN) && seen.has(TcpHeader.SYN) && !flow.localKnown() && seq != null) {
            flow.local(seq, seen.seq());
        }
        String difference = SegmentMatch.difference(
                segment,
                ip,
                seen,
                flow,
                covered,
                kernel.burstsPush(),
                options.timestampTickUsecs(),
                schedule.toleranceNs() / 1_000);
        boolean parts = seen.tcp() && seen.payloadBytes() != segment.payloadBytes();
        if (difference == null && parts && options.strictSegments()) {
            difference = "payload length";
        }
        if (difference != null) {
            throw differs(event, "another " + difference, seen, flow);
        }
        SegmentMatch.learn(segment, seen, flow);
    }

    private SeenPacket next(Event event, TimePasses time) {
        VirtualHost host = kernel.host();
        if (!host.packetWaits()) {
            long latestNs = schedule.anyTime() ? host.nowNs() + PATIENCE_NS : schedule.latestNs();
            time.pass(latestNs, host::packetWaits);
        }
        SeenPacket seen = host.poll();
        if (seen == null) {
            throw new ScriptFailure(
                    event,
                    "no packet came",
                    written(event) + " at " + schedule.window(),
                    "nothing until " + schedule.text(host.nowNs()));
        }
        return seen;
    }

    private ScriptFailure differs(Event event, String what, SeenPacket seen, @Nullable Flow flow) {
        return new ScriptFailure(
                event,
                what,
                written(event) + " at " + schedule.window(),
                PacketText.of(seen, flow) + " at " + schedule.text(seen.timeNs()));
    }

    private static String written(Event event) {
        String text = event.text();
        return text.substring(Math.max(0, text.indexOf('>'))).replaceAll("\\s*\\n\\s*", " ");
    }
}
