package org.paceline.packetdrill.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.check.CodeBlock;
import org.paceline.packetdrill.profile.CommandFailure;
import org.paceline.packetdrill.profile.HostSettings;
import org.paceline.packetdrill.profile.ShellLines;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.Event;
import org.paceline.packetdrill.script.EventTime;
import org.paceline.packetdrill.script.Script;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.socket.Constants;
import org.paceline.packetdrill.socket.Kernel;
import org.paceline.packetdrill.socket.VirtualHost;
import org.paceline.packetdrill.wire.Flow;

/** One script against one stack, event by event in virtual time. Not thread-safe. */
final class ScriptRun {
    /** A call that the script does not let block may still wait for so long; what follows is late then. */
    private static final long CALL_PATIENCE_NS = 60_000_000_000L;

    private static final String INFO_PREFIX = "tcpi_";

    private final Script script;
    private final HostSettings settings;
    private final Kernel kernel;
    private final Schedule schedule;
    private final Flows flows = new Flows();
    private final PacketRun packets;
    private final CallRun calls;
    private final ShellLines shell;
    private final CodeBlock code;
    private final List<String> initScripts;
    private @Nullable Event current;

    ScriptRun(Script script, HostSettings settings, RunOptions options, Path directory) {
        this.script = script;
        this.settings = settings;
        this.kernel = new Kernel(
                settings, options.ends(), options.mtuBytes(), options.bindPort(), options.connectPort(), flows::opened);
        this.schedule = new Schedule(VirtualHost.BOOT_NS - firstNs(script.events()), options.toleranceNs());
        this.packets = new PacketRun(kernel, schedule, options, flows);
        this.calls = new CallRun(kernel, schedule, settings.profile());
        this.shell = new ShellLines(settings, kernel.sockets(), directory);
        this.code = new CodeBlock(this::name);
        this.initScripts = options.initScripts();
    }

    /** packetdrill lets the clock of a script begin with its first event. */
    private static long firstNs(List<Event> events) {
        boolean absolute = !events.isEmpty() && events.get(0).time().base() == EventTime.Base.SCRIPT;
        return absolute ? events.get(0).time().startNs() : 0;
    }

    /** The event that is going on, or was the last. */
    @Nullable
    Event current() {
        return current;
    }

    /** @throws ScriptFailure when the stack does something else */
    void run() {
        initScripts.forEach(shell::run);
        for (Event event : script.events()) {
            current = event;
            schedule.next(event.time());
            boolean expected = event.action() instanceof Action.Packet packet && !packet.inbound();
            schedule.happened(happens(event), !expected);
        }
        finishBlockedCall();
    }

    /** @return when the event happened */
    private long happens(Event event) {
        if (event.action() instanceof Action.Packet packet && !packet.inbound()) {
            return packets.expect(event, packet, this::pass);
        }
        if (event.action() instanceof Action.Call) {
            finishBlockedCall();
        }
        passUntil(schedule.anyTime() ? kernel.nowNs() : schedule.dueNs());
        if (!schedule.fits(kernel.nowNs())) {
            throw new ScriptFailure(
                    event, "the script is late", "to begin at " + schedule.window(), schedule.text(kernel.nowNs()));
        }
        long beganNs = kernel.nowNs();
        if (event.action() instanceof Action.Packet packet) {
            packets.inject(packet);
        } else if (event.action() instanceof Action.Call call) {
            call(event, call);
        } else if (event.action() instanceof Action.Shell lines) {
            try {
                shell.run(lines.commands());
            } catch (CommandFailure failure) {
                throw new ScriptFailure(event, "a command fails", "it to find", String.valueOf(failure.getMessage()));
            }
            if (kernel.started()) {
                kernel.host().settle();
            }
            kernel.settingsChanged();
        } else if (event.action() instanceof Action.Code block) {
            String failure = code.run(block.source());
            if (failure != null) {
                throw new ScriptFailure(event, "an assertion does not hold", "it to hold", failure);
            }
        }
        return beganNs;
    }

    private void call(Event event, Action.Call call) {
        boolean blocking = event.time().blocking();
        calls.start(event, call, blocking ? schedule.callEndNs(event.time()) : -1);
        if (!blocking && calls.blocked() != null) {
            finishBlockedCall();
        }
    }

    private void finishBlockedCall() {
        BlockedCall waiting = calls.blocked();
        if (waiting == null) {
            return;
        }
        long untilNs = waiting.endNs() < 0
                ? kernel.nowNs() + CALL_PATIENCE_NS
                : waiting.endNs()
                        + Math.max(
                                schedule.toleranceNs(),
                                (waiting.endNs() - waiting.progress().startNs()) / 8);
        pass(untilNs, () -> calls.blocked() == null);
        if (calls.blocked() != null) {
            throw new ScriptFailure(
                    waiting.event(),
                    "the call blocks",
                    waiting.call().result().toString(),
                    "blocked until " + schedule.text(kernel.nowNs()));
        }
    }

    private void passUntil(long untilNs) {
        pass(untilNs, () -> false);
    }

    /** Lets time pass for the stack and for a call that blocks. */
    private void pass(long untilNs, BooleanSupplier stop) {
        if (untilNs <= kernel.nowNs() && !kernel.started()) {
            return;
        }
        VirtualHost host = kernel.host();
        BooleanSupplier turn = () -> {
            calls.turn();
            return stop.getAsBoolean();
        };
        do {
            host.advance(Math.max(host.nowNs(), Math.min(untilNs, calls.deadlineNs())), turn);
        } while (!turn.getAsBoolean() && host.nowNs() < untilNs);
    }

    private @Nullable Object name(String name) {
        if (!name.startsWith(INFO_PREFIX)) {
            return Constants.of(name, settings.profile());
        }
        Flow flow = flows.current();
        if (flow == null) {
            throw new UnsupportedException("code: " + name + " without a connection");
        }
        return kernel.info(flow.localPort(), flow.remotePort(), name.substring(INFO_PREFIX.length()));
    }
}
