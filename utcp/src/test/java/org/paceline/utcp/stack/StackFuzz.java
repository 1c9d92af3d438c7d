package org.paceline.utcp.stack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.NeighborDiscovery;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.ConnectionInvariants;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/**
 * Throws frames that a seed makes at a stack with many connections: nearly right ones, which walk the connections
 * through their states, and broken ones. Nothing may throw, and the invariants hold after every frame.
 */
final class StackFuzz {
    private static final int CONNECTIONS = 8;

    /** What the peer of a connection would know: the ports, and the numbers that the last segment carried. */
    private static final class Peer {
        int ourPort;
        int peerPort;
        int sndNxt;
        int rcvNxt;
    }

    private final SplittableRandom random;
    private final StackScript script;
    private final TcpOptions options = new TcpOptions();
    private final Map<Integer, Peer> peers = new HashMap<>();
    private final List<Integer> peerKeys = new ArrayList<>();
    final Set<TcpState> met = EnumSet.noneOf(TcpState.class);
    long framesIn;
    long framesOut;

    StackFuzz(long seed) {
        random = new SplittableRandom(seed);
        script = new StackScript(seed % 2 == 0 ? Family.IPV4 : Family.IPV6);
        script.stack.listen(
                StackScript.PORT,
                new RecordedUser(StackScript.SMALL.withTimers(timers -> timers.withTimeWaitNs(2_000_000))));
    }

    StackCounters counters() {
        return script.stack.counters();
    }

    void run(int frames) {
        for (int frame = 0; frame < frames; frame++) {
            open();
            TestFrame next = random.nextInt(20) == 0 ? other() : segment();
            if (random.nextInt(4) == 0) {
                harm(next);
            }
            script.arrives(next);
            framesIn++;
            check();
            act();
            drain();
            if (random.nextInt(4) == 0) {
                script.late(script.nowNs() + random.nextLong(random.nextInt(50) == 0 ? 3_000_000_000L : 1_000_000));
                drain();
            }
        }
    }

    private void open() {
        if (script.stack.connections() < CONNECTIONS && random.nextInt(3) == 0) {
            RecordedUser user = new RecordedUser(StackScript.SMALL);
            script.stack.connect(script.nowNs(), script.family.peer, 1 + random.nextInt(0xffff), user.config(), user);
        }
    }

    private TestFrame other() {
        if (script.family == Family.IPV6) {
            return otherIpv6();
        }
        return random.nextBoolean()
                ? TestFrame.icmp(random.nextBoolean() ? IcmpEcho.TYPE_REQUEST : random.nextInt(20), random.nextInt(99))
                : TestFrame.arp(1 + random.nextInt(2), StackScript.PEER, StackScript.PEER_MAC, StackScript.US);
    }

    /** Neighbour discovery of any type and flags, ICMPv6 of any type, or extension headers of any content. */
    private TestFrame otherIpv6() {
        IpAddress us = script.family.us;
        IpAddress peer = script.family.peer;
        IpAddress target = random.nextBoolean() ? us : peer;
        byte[] bytes = new byte[8 * (1 + random.nextInt(8))];
        random.nextBytes(bytes);
        return switch (random.nextInt(3)) {
            case 0 -> TestFrame.neighbor(133 + random.nextInt(5), random.nextInt(), peer, us, target);
            case 1 -> TestFrame.ipv6(peer, us, Icmpv6.PROTOCOL, 255, bytes);
            default -> TestFrame.ipv6(peer, us, random.nextInt(3) == 0 ? random.nextInt(256) : 60, 64, bytes);
        };
    }

    private TestFrame segment() {
        if (peerKeys.isEmpty() || random.nextInt(8) == 0) {
            int flags = random.nextInt(4) == 0 ? random.nextInt(256) : TcpHeader.SYN;
            return tcp(1 + random.nextInt(0xffff), StackScript.PORT, flags, random.nextInt(), 0, 0);
        }
        Peer peer = peers.get(peerKeys.get(random.nextInt(peerKeys.size())));
        int optionBytes = random.nextInt(3) == 0 ? options(peer) : 0;
        int seq = peer.rcvNxt + near(3_000);
        int ack = peer.sndNxt + near(2_000);
        int payloadBytes = random.nextInt(3) == 0 ? random.nextInt(1_400) : 0;
        TestFrame frame = tcp(peer.peerPort, peer.ourPort, flags(), seq, ack, optionBytes + payloadBytes);
        if (optionBytes > 0) {
            options.write(frame.buffer, frame.transport + TcpHeader.MIN_LENGTH_BYTES);
            frame.with(frame.transport + 12, ((20 + optionBytes) / 4) << 4);
        }
        int windowField = random.nextInt(3) == 0 ? random.nextInt(4) * 700 : 0xffff;
        frame.buffer.putShort(frame.transport + 14, (short) windowField);
        return frame.withTcpChecksum();
    }

    /** Mostly 0, else a distance around it, seldom any number. */
    private int near(int bytes) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextInt(-bytes, bytes);
            case 1 -> random.nextInt(-2, 3);
            case 2 -> random.nextInt(10) == 0 ? random.nextInt() : 0;
            default -> 0;
        };
    }

    private int flags() {
        return switch (random.nextInt(24)) {
            case 0 -> random.nextInt(256);
            case 1 -> TcpHeader.RST;
            case 2 -> TcpHeader.SYN;
            case 3, 4, 5 -> TcpHeader.SYN | TcpHeader.ACK;
            case 6, 7, 8 -> TcpHeader.FIN | TcpHeader.ACK;
            default -> TcpHeader.ACK;
        };
    }

    private int options(Peer peer) {
        options.clear();
        switch (random.nextInt(4)) {
            case 0 -> options.maximumSegmentBytes(random.nextInt(0x10000)).windowScale(random.nextInt(15));
            case 1 -> options.permitSack();
            case 2 -> options.timestamps(random.nextInt(), random.nextInt());
            default -> {
                for (int block = 0; block < 1 + random.nextInt(4); block++) {
                    options.addSackBlock(peer.sndNxt - random.nextInt(3_000), peer.sndNxt - random.nextInt(3_000));
                }
            }
        }
        return options.encodedBytes();
    }

    private void harm(TestFrame frame) {
        switch (random.nextInt(4)) {
            case 0 -> frame.cutTo(random.nextInt(frame.lengthBytes + 1));
            case 1 -> frame.with(random.nextInt(frame.lengthBytes), random.nextInt(256));
            case 2 -> {
                // damage that the checksums do not show
                frame.with(frame.transport + random.nextInt(frame.lengthBytes - frame.transport), random.nextInt(256));
                frame.withTcpChecksum();
            }
            default -> {
                if (script.family == Family.IPV4) {
                    frame.withIpByte(random.nextInt(20), random.nextInt(256));
                } else {
                    frame.with(TestFrame.IP + random.nextInt(40), random.nextInt(256));
                }
            }
        }
    }

    private void check() {
        script.stack.forEachAssociation(association -> {
            ConnectionInvariants.check(association.connection());
            met.add(association.connection().state());
        });
    }

    /** Some connection's application does something. */
    private void act() {
        if (random.nextInt(3) > 0) {
            return;
        }
        List<Association> all = new ArrayList<>();
        script.stack.forEachAssociation(all::add);
        if (all.isEmpty()) {
            return;
        }
        Association association = all.get(random.nextInt(all.size()));
        TcpConnection connection = association.connection();
        switch (random.nextInt(16)) {
            case 0 -> connection.shutdownOutput(script.nowNs());
            case 1 -> connection.close(script.nowNs());
            case 2 -> connection.abort();
            case 3, 4, 5, 6, 7, 8 -> connection.receiveBuffer().take(new byte[4_096], 0, 1 + random.nextInt(4_096));
            default -> connection.sendBuffer().append(new byte[4_096], 0, 1 + random.nextInt(4_096));
        }
        connection.handleApplication(script.nowNs());
        script.stack.reschedule(script.nowNs(), association);
    }

    private void drain() {
        while (script.pollFrame() > 0) {
            framesOut++;
            if (asksForPeer()) {
                script.peerAnswers();
                framesIn++;
            } else if (sentProtocol() == Ipv4Header.PROTOCOL_TCP) {
                remember(script.segment);
            }
            check();
        }
    }

    private boolean asksForPeer() {
        if (script.family == Family.IPV6) {
            return sentProtocol() == Icmpv6.PROTOCOL
                    && (script.sent.get(TestFrame.IP + 40) & 0xff) == NeighborDiscovery.NEIGHBOR_SOLICITATION;
        }
        return script.carries(EthernetHeader.TYPE_ARP) && script.sent.get(TestFrame.IP + 7) == ArpPacket.REQUEST;
    }

    private int sentProtocol() {
        return script.sent.get(TestFrame.IP + (script.family == Family.IPV4 ? 9 : 6));
    }

    private boolean sentToPeer() {
        IpAddress peer = script.family.peer;
        return script.family == Family.IPV4
                ? script.sent.getInt(TestFrame.IP + 16) == peer.ipv4()
                : peer.equals(IpAddress.read(script.sent, TestFrame.IP + 24));
    }

    private TestFrame tcp(int sourcePort, int destinationPort, int flags, int seq, int ack, int payloadBytes) {
        return TestFrame.tcp(script.family, sourcePort, destinationPort, flags, seq, ack, payloadBytes);
    }

    private void remember(TcpHeader segment) {
        if (!sentToPeer() || segment.rst()) {
            return;
        }
        int key = (segment.sourcePort() << 16) | segment.destinationPort();
        Peer peer = peers.get(key);
        if (peer == null) {
            peer = new Peer();
            peer.ourPort = segment.sourcePort();
            peer.peerPort = segment.destinationPort();
            peer.rcvNxt = random.nextInt();
            peers.put(key, peer);
            peerKeys.add(key);
            if (peerKeys.size() > CONNECTIONS) {
                peers.remove(peerKeys.remove(0));
            }
        }
        peer.sndNxt = segment.sequenceNumber() + segment.sequenceLength();
        peer.rcvNxt = segment.ack() ? segment.acknowledgmentNumber() : peer.rcvNxt;
    }
}
