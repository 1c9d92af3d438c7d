package org.paceline.packetdrill.run;

import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.Event;
import org.paceline.packetdrill.script.Value;
import org.paceline.packetdrill.socket.CallProgress;
import org.paceline.packetdrill.socket.Constants;
import org.paceline.packetdrill.socket.Errno;
import org.paceline.packetdrill.socket.Kernel;
import org.paceline.packetdrill.socket.Outcome;

/** Makes the calls of a script, one at a time, and compares what they return. Not thread-safe. */
final class CallRun {
    private final Kernel kernel;
    private final Schedule schedule;
    private final Profile profile;
    private @Nullable BlockedCall blocked;

    CallRun(Kernel kernel, Schedule schedule, Profile profile) {
        this.kernel = kernel;
        this.schedule = schedule;
        this.profile = profile;
    }

    @Nullable
    BlockedCall blocked() {
        return blocked;
    }

    void start(Event event, Action.Call call, long endNs) {
        blocked = new BlockedCall(event, call, new CallProgress(kernel.nowNs()), endNs);
        turn();
        if (kernel.started()) {
            kernel.host().settle();
        }
    }

    /** When the blocked call wants to be looked at again. */
    long deadlineNs() {
        BlockedCall waiting = blocked;
        return waiting == null ? Long.MAX_VALUE : kernel.deadlineNs(waiting.call(), waiting.progress());
    }

    /** Lets the blocked call go on, if there is one and it can. */
    void turn() {
        BlockedCall waiting = blocked;
        if (waiting == null) {
            return;
        }
        Outcome outcome = kernel.call(waiting.call(), waiting.progress());
        if (outcome.done()) {
            blocked = null;
            verifyTime(waiting, outcome);
            verifyResult(waiting, outcome);
        }
    }

    private void verifyTime(BlockedCall returned, Outcome outcome) {
        long nowNs = kernel.nowNs();
        long allowedNs = Math.max(
                schedule.toleranceNs(), (returned.endNs() - returned.progress().startNs()) / 8);
        if (returned.endNs() >= 0 && Math.abs(nowNs - returned.endNs()) > allowedNs) {
            throw new ScriptFailure(
                    returned.event(),
                    "the call returned at another time",
                    schedule.text(returned.endNs()),
                    schedule.text(nowNs) + ", with " + outcome);
        }
    }

    private void verifyResult(BlockedCall returned, Outcome outcome) {
        Action.Call call = returned.call();
        String expected = call.errno() == null ? call.result().toString() : call.result() + " " + call.errno();
        Errno errno = outcome.errno();
        boolean sameValue =
                call.result() == Value.ANYTHING || Constants.number(call.result(), profile) == outcome.value();
        boolean sameError = call.errno() == null || (errno != null && errno.named(call.errno()));
        if (!sameValue || !sameError) {
            throw new ScriptFailure(returned.event(), "the call returned something else", expected, outcome.toString());
        }
        if (!outcome.difference().isEmpty()) {
            throw new ScriptFailure(
                    returned.event(), "the call gave back something else", "as written", outcome.difference());
        }
    }
}
