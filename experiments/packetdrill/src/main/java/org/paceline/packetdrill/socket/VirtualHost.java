package org.paceline.packetdrill.socket;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpPrefix;
import org.paceline.nic.wire.MacAddress;
import org.paceline.packetdrill.profile.HostSettings;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.wire.Endpoints;
import org.paceline.packetdrill.wire.SeenPacket;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * A stack with the script as its link, in virtual time. Answers the stack's questions for hardware addresses itself,
 * and keeps every other packet that leaves until somebody looks.
 */
public final class VirtualHost {
    /** Far from 0, so that no clock of the stack stands near its beginning. */
    public static final long BOOT_NS = 1_000_000_000_000L;

    private static final long LOCAL_MAC = MacAddress.parse("02:00:00:00:00:01");
    private static final long GATEWAY_MAC = MacAddress.parse("02:00:00:00:00:02");

    /** A stack that is due again and again without a packet leaving or time passing is broken. */
    private static final int MAX_IDLE_TURNS = 10_000;

    /** A script that takes more, some seconds, has a time in it that nobody meant. */
    private static final int MAX_TURNS = 5_000_000;

    /** RFC 4861 6.3.7: three router solicitations, 4 s apart. */
    private static final long DISCOVERY_NS = 20_000_000_000L;

    /** Asked for nothing but what is known of its host. */
    private static final int PROBE_PORT = 9;

    private static final long SECRET_LOW = 0x0706050403020100L;
    private static final long SECRET_HIGH = 0x0f0e0d0c0b0a0908L;

    private final TcpStack stack;
    private final Endpoints ends;
    private final ByteBuffer frame;
    private final Deque<SeenPacket> seen = new ArrayDeque<>();
    private final DiscoveryAnswers discovery = new DiscoveryAnswers(GATEWAY_MAC);
    private long nowNs = BOOT_NS;
    private int turns;

    VirtualHost(HostSettings settings, Endpoints ends, int mtuBytes) {
        this.ends = ends;
        this.frame = ByteBuffer.allocate(EthernetHeader.LENGTH_BYTES + Math.max(mtuBytes, 65_535));
        // everything is on the link: a gateway would change nothing but a hardware address
        LocalNetwork network = LocalNetwork.of(new IpPrefix(IpAddress.of(ends.local()), 0));
        StackConfig config = StackConfig.of(network, SECRET_LOW, SECRET_HIGH).withDefence(bounds -> settings.defence());
        this.stack = new TcpStack(config, LOCAL_MAC, mtuBytes);
        List<Long> keys = settings.fastOpenKeys();
        for (int index = 0; index + 1 < keys.size(); index += 2) {
            stack.rotateFastOpenKey(keys.get(index), keys.get(index + 1));
        }
        if (ends.version6()) {
            settleAddress();
        }
    }

    /** Before the script begins, the stack asks whether its address is free, and for routers. */
    private void settleAddress() {
        nowNs = BOOT_NS - DISCOVERY_NS;
        advance(BOOT_NS, () -> false);
        if (!discovery.asked()) {
            throw new UnsupportedException("IPv6");
        }
    }

    public long nowNs() {
        return nowNs;
    }

    Association connect(int remotePort, TcpConfig config, ConnectionUser user) {
        return stack.connect(nowNs, IpAddress.of(ends.remote()), remotePort, config, user);
    }

    /** Whether a connection to the peer would carry data in its SYN. */
    boolean offersData(TcpConfig config) {
        Association probe = connect(PROBE_PORT, config, attached -> {});
        boolean offers = probe.connection().offersTextInSyn();
        probe.connection().abort(); // its SYN has not left
        touched(probe);
        return offers;
    }

    void listen(int port, Listener listener) {
        stack.listen(port, listener);
    }

    void stopListening(int port) {
        stack.stopListening(port);
    }

    /** The connection was touched. */
    void touched(Association association) {
        stack.reschedule(nowNs, association);
    }

    /** A packet from the script arrives. */
    public void inject(ByteBuffer packet) {
        EthernetHeader.write(
                frame,
                0,
                LOCAL_MAC,
                GATEWAY_MAC,
                ends.version6() ? EthernetHeader.TYPE_IPV6 : EthernetHeader.TYPE_IPV4);
        frame.put(EthernetHeader.LENGTH_BYTES, packet, 0, packet.capacity());
        stack.handleFrame(nowNs, nowNs, frame, EthernetHeader.LENGTH_BYTES + packet.capacity());
        settle();
    }

    /** Lets everything leave that is due now. */
    public void settle() {
        int lengthBytes = stack.pollTransmit(nowNs, frame);
        while (lengthBytes > 0) {
            onFrame(lengthBytes);
            lengthBytes = stack.pollTransmit(nowNs, frame);
        }
    }

    private void onFrame(int lengthBytes) {
        int type = frame.getShort(EthernetHeader.LENGTH_BYTES - 2) & 0xffff;
        boolean discovers = type == EthernetHeader.TYPE_ARP
                || (type == EthernetHeader.TYPE_IPV6 && discovery.recognises(frame, EthernetHeader.LENGTH_BYTES));
        if (!discovers) {
            seen.add(SeenPacket.of(
                    nowNs, frame, EthernetHeader.LENGTH_BYTES, lengthBytes - EthernetHeader.LENGTH_BYTES));
            return;
        }
        int answerBytes = type == EthernetHeader.TYPE_ARP
                ? answerArp(lengthBytes - EthernetHeader.LENGTH_BYTES)
                : discovery.answer(frame, EthernetHeader.LENGTH_BYTES);
        if (answerBytes > 0) {
            EthernetHeader.write(frame, 0, LOCAL_MAC, GATEWAY_MAC, type);
            stack.handleFrame(nowNs, nowNs, frame, EthernetHeader.LENGTH_BYTES + answerBytes);
        }
    }

    private int answerArp(int lengthBytes) {
        ArpPacket question = new ArpPacket();
        if (!question.wrap(frame, EthernetHeader.LENGTH_BYTES, lengthBytes)) {
            return 0;
        }
        int asked = question.targetAddress();
        int asker = question.senderAddress();
        ArpPacket.write(frame, EthernetHeader.LENGTH_BYTES, ArpPacket.REPLY, GATEWAY_MAC, asked, LOCAL_MAC, asker);
        return ArpPacket.LENGTH_BYTES;
    }

    /**
     * Lets time pass.
     *
     * @param untilNs when to stop at the latest
     * @param stop asked after every turn of the stack; true stops at once
     */
    public void advance(long untilNs, BooleanSupplier stop) {
        int idleTurns = 0;
        settle();
        while (!stop.getAsBoolean()) {
            settle(); // the one who was asked may have used its sockets
            long dueNs = stack.nextDeadlineNs(nowNs);
            if (nowNs >= untilNs && dueNs > nowNs) {
                return;
            }
            idleTurns = dueNs <= nowNs ? idleTurns + 1 : 0;
            if (++turns > MAX_TURNS) {
                throw new IllegalStateException(
                        "the script does not come to its end in " + MAX_TURNS + " turns of the stack");
            }
            if (idleTurns > MAX_IDLE_TURNS) {
                throw new IllegalStateException("the stack is due at once, again and again, and nothing leaves");
            }
            nowNs = Math.max(nowNs, Math.min(dueNs, untilNs));
            stack.handleTimeouts(nowNs);
            settle();
        }
    }

    /** The next packet that left; null when none has. */
    public @Nullable SeenPacket poll() {
        return seen.poll();
    }

    public boolean packetWaits() {
        return !seen.isEmpty();
    }
}
