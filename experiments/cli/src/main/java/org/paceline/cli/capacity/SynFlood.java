package org.paceline.cli.capacity;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * A transfer between two stacks in virtual time while SYNs from everywhere come to the receiver and new clients knock.
 * The attackers stand behind a port of their own of the switch: what they take is the receiver's work and memory.
 */
public final class SynFlood {
    /** A flood may cost the transfer no more than this share of its goodput. */
    private static final double BOUND = 0.99;

    private static final long SECOND_NS = 1_000_000_000;
    private static final long KNOCK_NS = 50_000_000;

    /** The clients that knock last have this long to get in. */
    private static final long PATIENCE_NS = 5 * SECOND_NS;

    private static final int PORT = 80;
    private static final long ATTACKER_MAC = MacAddress.parse("02:00:00:00:00:66");
    private static final IpAddress SERVER = IpAddress.parse("10.0.0.1");
    private static final LinkModel LINK =
            LinkModel.defaults().withRateBitsPerSecond(100_000_000).withDelayNs(5_000_000);

    private final long syns;
    private final long floodNs;
    private final PrintWriter progress;
    private final ManualClock clock = new ManualClock();
    private final MemoryPair link = MemoryDevice.pair(LINK, 1, clock::nowNs);
    private final TcpStack server;
    private final TcpStack client;
    private final ForgedFrames attackers;
    private final SplittableRandom random = new SplittableRandom(66);
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final FloodedServer taker = new FloodedServer();
    private final FloodedClients clients;
    private long sentSyns;
    private long attackWallNs;

    private SynFlood(long syns, long floodNs, PrintWriter progress) {
        this.syns = syns;
        this.floodNs = floodNs;
        this.progress = progress;
        clock.advanceTo(SECOND_NS);
        server = new TcpStack(config("10.0.0.1/24", 3), link.a().capabilities().macAddress(), 1_500);
        client = new TcpStack(config("10.0.0.2/24", 5), link.b().capabilities().macAddress(), 1_500);
        attackers = new ForgedFrames(ATTACKER_MAC, link.a().capabilities().macAddress(), SERVER, PORT);
        clients = new FloodedClients(client, SERVER, PORT);
    }

    private static StackConfig config(String address, long secret) {
        return StackConfig.of(LocalNetwork.parse(address), secret, ~secret);
    }

    /**
     * What a flood did.
     *
     * @param quietBytes what the transfer carried in the same time without it
     * @param floodedBytes what it carried
     * @param nsEach time that the machine took for a SYN
     */
    public record Result(
            long syns,
            long quietBytes,
            long floodedBytes,
            int clients,
            int admitted,
            long cookies,
            long dropped,
            long nsEach) {
        public double goodputShare() {
            return (double) floodedBytes / Math.max(1, quietBytes);
        }

        public boolean withstood() {
            return goodputShare() >= BOUND && admitted == clients;
        }
    }

    /** @param syns how many come in {@code seconds} of virtual time */
    public static Result run(long syns, int seconds, PrintWriter progress) {
        SynFlood quiet = new SynFlood(0, seconds * SECOND_NS, progress);
        quiet.run();
        SynFlood flooded = new SynFlood(syns, seconds * SECOND_NS, progress);
        flooded.run();
        return new Result(
                syns,
                quiet.taker.bytes(),
                flooded.taker.bytes(),
                flooded.clients.knocked(),
                flooded.clients.admitted(),
                flooded.server.counters().cookiesSent,
                flooded.server.counters().synsDropped,
                syns == 0 ? 0 : flooded.attackWallNs / syns);
    }

    private void run() {
        server.listen(PORT, taker);
        long startNs = clock.nowNs();
        clients.startTransfer(startNs);
        long nextKnockNs = startNs + KNOCK_NS;
        long endNs = startNs + floodNs;
        while (clock.nowNs() < endNs) {
            long attackNs = nextSynNs(startNs);
            clock.advanceTo(Math.min(Math.min(nextEventNs(), endNs), Math.min(attackNs, nextKnockNs)));
            long nowNs = clock.nowNs();
            while (sentSyns < syns && nextSynNs(startNs) <= nowNs) {
                attack(nowNs);
            }
            if (nowNs >= nextKnockNs && nowNs < endNs) {
                clients.knock(nowNs);
                nextKnockNs += KNOCK_NS;
            }
            turn(nowNs);
        }
        taker.stopCounting();
        while (clients.admitted() < clients.knocked() && clock.nowNs() < endNs + PATIENCE_NS) {
            clock.advanceTo(Math.min(nextEventNs(), endNs + PATIENCE_NS));
            turn(clock.nowNs());
        }
    }

    private long nextSynNs(long startNs) {
        return sentSyns >= syns ? Long.MAX_VALUE : startNs + sentSyns * floodNs / syns;
    }

    private long nextEventNs() {
        long nowNs = clock.nowNs();
        long stacksNs = Math.min(server.nextDeadlineNs(nowNs), client.nextDeadlineNs(nowNs));
        long nextNs = Math.min(stacksNs, link.nextArrivalNs());
        return taker.busy() || clients.busy() ? nowNs : Math.max(nowNs, nextNs);
    }

    private void attack(long nowNs) {
        long beganNs = System.nanoTime();
        int host = random.nextInt(1 << 24);
        IpAddress from = IpAddress.ofIpv4(100 << 24 | host);
        int lengthBytes = attackers.syn(from, 1_024 + random.nextInt(60_000), random.nextInt(), 1);
        server.handleFrame(nowNs, nowNs, attackers.frame(), lengthBytes);
        sentSyns++;
        serverTransmits(nowNs);
        attackWallNs += System.nanoTime() - beganNs;
        if (sentSyns % 250_000 == 0) {
            progress.printf(Locale.ROOT, "  %,d SYNs, %,d cookies%n", sentSyns, server.counters().cookiesSent);
            progress.flush();
        }
    }

    private void turn(long nowNs) {
        receive(server, link.a(), nowNs);
        taker.act(server, nowNs);
        server.handleTimeouts(nowNs);
        serverTransmits(nowNs);
        receive(client, link.b(), nowNs);
        clients.act(nowNs);
        client.handleTimeouts(nowNs);
        for (int bytes = client.pollTransmit(nowNs, frame); bytes > 0; bytes = client.pollTransmit(nowNs, frame)) {
            link.b().send(frame, bytes);
        }
    }

    private void receive(TcpStack stack, MemoryDevice device, long nowNs) {
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, device.arrivalNs(), frame, bytes);
        }
    }

    /** A switch brings each frame to its port; what goes to the attackers is gone. */
    private void serverTransmits(long nowNs) {
        for (int bytes = server.pollTransmit(nowNs, frame); bytes > 0; bytes = server.pollTransmit(nowNs, frame)) {
            if (MacAddress.read(frame, 0) != ATTACKER_MAC) {
                link.a().send(frame, bytes);
            }
        }
    }

    static TcpConfig config() {
        return TcpConfig.defaults();
    }
}
