package org.paceline.utcp.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.memory.MemoryDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.SegmentText;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.ConnectionInvariants;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;

/** One stack at its end of the link with the users of its connections, on a clock that may be coarse. */
final class SimulatedHost implements Listener {
    /** Told of a connection that came to this host, so that its user learns its part. */
    interface Casting {
        void onAccepted(SimulatedUser user, int remotePort);
    }

    private final String name;
    private final MemoryDevice device;
    private final TcpConfig config;
    private final long tickNs;
    private final Casting casting;
    private final SimulationTrace trace;
    private final ByteBuffer frame = ByteBuffer.allocate(2_048);
    private final FrameView view = new FrameView();
    private final List<SimulatedUser> users = new ArrayList<>();
    private TcpStack stack;
    private long nowNs;
    private long framesSent;

    SimulatedHost(
            String name,
            MemoryDevice device,
            TcpStack stack,
            TcpConfig config,
            long tickNs,
            Casting casting,
            SimulationTrace trace) {
        this.name = name;
        this.device = device;
        this.stack = stack;
        this.config = config;
        this.tickNs = tickNs;
        this.casting = casting;
        this.trace = trace;
        this.nowNs = 0;
    }

    /** Time as this host sees it. */
    long nowNs() {
        return nowNs;
    }

    private void look(long clockNs) {
        nowNs = clockNs - clockNs % tickNs;
    }

    TcpStack stack() {
        return stack;
    }

    /** Another stack in the place of this one: it knows nothing, and nobody says goodbye. */
    void restart(TcpStack fresh) {
        trace.line(nowNs, () -> name + " restarts");
        stack = fresh;
        users.clear();
    }

    /** Puts a user at a connection that this host opens. */
    Association connect(long clockNs, IpAddress peer, SimulatedUser user) {
        look(clockNs);
        return stack.connect(nowNs, peer, SimulatedAddress.PORT, config, user);
    }

    /**
     * Everything that is due: frames in, users, timers, frames out.
     *
     * @return whether anything happened
     */
    boolean turn(long clockNs, WindowShrink shrink, WireDigest wire) {
        look(clockNs);
        boolean worked = false;
        for (int bytes = device.receive(frame); bytes > 0; bytes = device.receive(frame)) {
            stack.handleFrame(nowNs, Math.min(nowNs, device.arrivalNs()), frame, bytes);
            check();
            worked = true;
        }
        // by index: a user that acts may bring a connection that brings a user
        for (int index = 0; index < users.size(); index++) {
            worked |= users.get(index).act(nowNs);
        }
        stack.handleTimeouts(nowNs);
        for (int bytes = stack.pollTransmit(nowNs, frame); bytes > 0; bytes = stack.pollTransmit(nowNs, frame)) {
            send(clockNs, bytes, shrink, wire);
            check();
            worked = true;
        }
        return worked;
    }

    private void send(long clockNs, int bytes, WindowShrink shrink, WireDigest wire) {
        view.look(frame, bytes);
        shrink.apply(clockNs, frame, view);
        wire.add(clockNs, frame, bytes);
        framesSent++;
        if (trace != SimulationTrace.NONE) {
            trace.line(clockNs, () -> name + "  " + SegmentText.of(frame, bytes));
        }
        device.send(frame, bytes);
    }

    private void check() {
        for (int index = 0; index < users.size(); index++) {
            TcpConnection connection = users.get(index).connection();
            if (connection != null) {
                ConnectionInvariants.check(connection, nowNs);
            }
        }
    }

    /** When this host has something to do, on the clock of the simulation; frames that arrive aside. */
    long nextNs(long clockNs) {
        look(clockNs);
        long nextNs = stack.nextDeadlineNs(nowNs);
        for (int index = 0; index < users.size(); index++) {
            nextNs = Math.min(nextNs, users.get(index).nextActionNs());
        }
        if (nextNs == Long.MAX_VALUE || nextNs <= nowNs) {
            return nextNs == Long.MAX_VALUE ? nextNs : clockNs;
        }
        // a coarse clock shows a deadline only with the tick that it falls into or before
        return Math.max(clockNs, (nextNs + tickNs - 1) / tickNs * tickNs);
    }

    /** Nothing is left of any connection. */
    boolean quiet() {
        if (stack.connections() > 0 || stack.timeWaits() > 0) {
            return false;
        }
        for (int index = 0; index < users.size(); index++) {
            if (!users.get(index).over()) {
                return false;
            }
        }
        return true;
    }

    long framesSent() {
        return framesSent;
    }

    List<SimulatedUser> users() {
        return users;
    }

    void onAttached(SimulatedUser user, Association association) {
        users.add(user);
        if (association.connection().localPort() == SimulatedAddress.PORT) {
            casting.onAccepted(user, association.connection().remotePort());
        }
    }

    @Override
    public TcpConfig config() {
        return config;
    }

    @Override
    public @Nullable ConnectionUser admit() {
        return new SimulatedUser(this, UserPlan.silent());
    }

    @Override
    public String toString() {
        return name + ": " + users;
    }
}
