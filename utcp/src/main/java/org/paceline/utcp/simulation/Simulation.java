package org.paceline.utcp.simulation;

import java.util.ArrayList;
import java.util.List;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.memory.MemoryPair;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.TcpStack;

/**
 * Two stacks at the ends of a harmful link, their users, and one clock that jumps from event to event. The same
 * scenario gives the same frames, to the bit. After every event the invariants of every connection are checked.
 */
public final class Simulation {
    private static final long SECOND_NS = 1_000_000_000;

    /** A stack or a user that asks for so many turns in a row and does nothing with them never sleeps. */
    private static final int MAX_IDLE_TURNS = 200;

    private final Scenario scenario;
    private final ManualClock clock = new ManualClock();
    private final MemoryPair link;
    private final SimulatedHost a;
    private final SimulatedHost b;
    private final List<Conversation> conversations = new ArrayList<>();
    private final WireDigest wire = new WireDigest();
    private final long boundNs;
    private boolean restarted;
    private int idleTurns;

    private Simulation(Scenario scenario, SimulationTrace trace) {
        this.scenario = scenario;
        this.boundNs = TimeBound.ofNs(scenario);
        clock.advanceTo(SECOND_NS / 2);
        link = MemoryDevice.pair(scenario.forth(), scenario.back(), scenario.seed(), clock::nowNs);
        a = new SimulatedHost(
                "a",
                link.a(),
                stack(SimulatedAddress.A, link.a(), scenario.seed()),
                scenario.configA(),
                scenario.tickNs(),
                (user, port) -> cast(user, true, port),
                trace);
        b = new SimulatedHost(
                "b",
                link.b(),
                stack(SimulatedAddress.B, link.b(), ~scenario.seed()),
                scenario.configB(),
                scenario.tickNs(),
                (user, port) -> cast(user, false, port),
                trace);
        a.stack().listen(SimulatedAddress.PORT, a);
        b.stack().listen(SimulatedAddress.PORT, b);
        for (ConversationPlan plan : scenario.conversations()) {
            boolean certain = scenario.undisturbed() && plan.orderly();
            long giveUpNs = certain ? Long.MAX_VALUE : boundNs / 2;
            long contentSeed = scenario.seed() * 31 + conversations.size();
            conversations.add(new Conversation(plan, contentSeed, scenario.faithful(), giveUpNs));
        }
    }

    /**
     * Runs what a seed means.
     *
     * @throws SimulationFailure when something did not hold; the message names the seed
     */
    public static SimulationResult run(long seed, SimulationTrace trace) {
        return run(new ScenarioDraw(seed).scenario(), trace);
    }

    static SimulationResult run(Scenario scenario, SimulationTrace trace) {
        Simulation simulation = new Simulation(scenario, trace);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError e) {
            throw new SimulationFailure(
                    "seed " + scenario.seed() + " failed at " + simulation.clock.nowNs() + " ns of virtual time: "
                            + e.getMessage() + System.lineSeparator() + simulation.describe(),
                    e);
        }
        return simulation.result();
    }

    /** Runs until the first accepter has read everything, and tells how long that took and how far each one came. */
    static Race race(Scenario scenario) {
        Simulation simulation = new Simulation(scenario, SimulationTrace.NONE);
        while (simulation.conversations.stream().noneMatch(Conversation::delivered)) {
            simulation.step();
        }
        List<Long> bytes = simulation.conversations.stream()
                .map(Conversation::bytesDelivered)
                .toList();
        long startNs = scenario.conversations().get(0).startNs();
        return new Race(simulation.clock.nowNs() - startNs, bytes);
    }

    private TcpStack stack(SimulatedAddress address, MemoryDevice device, long secret) {
        StackConfig config = StackConfig.of(LocalNetwork.parse(address.network(scenario.ipv6())), secret, 42);
        return new TcpStack(
                config,
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
    }

    private void cast(SimulatedUser user, boolean atA, int remotePort) {
        for (Conversation conversation : conversations) {
            if (conversation.cast(user, atA, remotePort)) {
                return;
            }
        }
        // an old SYN: whoever got it waits for nothing, and gives up in time
        user.play(UserPlan.silent(), 0, 0, 0, false, clock.nowNs() + 10 * SECOND_NS);
    }

    private void run() {
        while (!finished()) {
            step();
        }
        for (Conversation conversation : conversations) {
            boolean certain = scenario.undisturbed() && conversation.plan().orderly();
            require(!certain || conversation.satisfied(), "a conversation did not come to its end");
        }
        for (SimulatedHost host : List.of(a, b)) {
            require(
                    host.stack().memory().heldBytes() == 0,
                    "connections that are over hold " + host.stack().memory().heldBytes() + " bytes of buffers");
        }
    }

    private boolean finished() {
        for (Conversation conversation : conversations) {
            if (!conversation.started()) {
                return false;
            }
        }
        return a.quiet() && b.quiet();
    }

    private void step() {
        long nowNs = clock.nowNs();
        long nextNs = Math.min(Math.min(a.nextNs(nowNs), b.nextNs(nowNs)), link.nextArrivalNs());
        nextNs = Math.max(nowNs, Math.min(nextNs, nextPlannedNs()));
        require(nextNs != Long.MAX_VALUE, "stuck: no timer, no frame, and nobody has anything to do");
        require(nextNs <= boundNs, "still not over at the bound of " + boundNs + " ns");
        clock.advanceTo(nextNs);
        boolean worked = plan(nextNs);
        worked |= a.turn(nextNs, WindowShrink.NONE, wire);
        worked |= b.turn(nextNs, scenario.shrink(), wire);
        idleTurns = worked ? 0 : idleTurns + 1;
        require(idleTurns <= MAX_IDLE_TURNS, "a stack asks for turn after turn and does nothing");
    }

    private long nextPlannedNs() {
        long nextNs = restarted ? Long.MAX_VALUE : scenario.restartNs();
        for (Conversation conversation : conversations) {
            if (!conversation.started()) {
                nextNs = Math.min(nextNs, conversation.plan().startNs());
            }
        }
        return nextNs;
    }

    private boolean plan(long nowNs) {
        boolean worked = false;
        if (!restarted && nowNs >= scenario.restartNs()) {
            restarted = true;
            b.restart(stack(SimulatedAddress.B, link.b(), scenario.seed() ^ nowNs));
            b.stack().listen(SimulatedAddress.PORT, b);
            worked = true;
        }
        for (Conversation conversation : conversations) {
            if (!conversation.started() && nowNs >= conversation.plan().startNs()) {
                boolean fromA = conversation.plan().fromA();
                SimulatedAddress peer = fromA ? SimulatedAddress.B : SimulatedAddress.A;
                conversation.start(nowNs, fromA ? a : b, peer.address(scenario.ipv6()));
                worked = true;
            }
        }
        return worked;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new SimulationFailure(what);
        }
    }

    private SimulationResult result() {
        long bytes = 0;
        for (SimulatedHost host : List.of(a, b)) {
            for (SimulatedUser user : host.users()) {
                bytes += user.readBytes();
            }
        }
        return new SimulationResult(
                scenario.seed(), a.framesSent() + b.framesSent(), bytes, clock.nowNs(), boundNs, wire.value());
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        text.append(scenario);
        for (Conversation conversation : conversations) {
            text.append(System.lineSeparator()).append(conversation);
        }
        return text.toString();
    }
}
