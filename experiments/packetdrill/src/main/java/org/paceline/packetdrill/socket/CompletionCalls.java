package org.paceline.packetdrill.socket;

import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;

/** recvmsg with MSG_ERRQUEUE, for the notifications of {@link ZeroCopy}. */
final class CompletionCalls {
    private final Kernel kernel;

    CompletionCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    Outcome receive(Action.Call call, KernelSocket socket) {
        long releasedBytes = socket.acknowledgedBytes();
        if (!socket.zeroCopy.ready(releasedBytes)) {
            return Outcome.error(Errno.EAGAIN);
        }
        if (!call.name().equals("recvmsg")
                || !(call.arguments().get(1) instanceof Value.Struct header)
                || !(header.field("msg_control") instanceof Value.Array control)
                || control.elements().size() != 1
                || !(control.elements().get(0) instanceof Value.Struct part)
                || !(part.field("cmsg_data") instanceof Value.Struct error)) {
            throw new UnsupportedException(
                    "MSG_ERRQUEUE with " + call.arguments().get(1));
        }
        long first = socket.zeroCopy.firstUntold();
        long last = socket.zeroCopy.take(releasedBytes);
        String found =
                differs(error, "ee_errno", 0) + differs(error, "ee_info", first) + differs(error, "ee_data", last);
        String origin = error.field("ee_origin").toString();
        String code = error.field("ee_code").toString();
        if (!origin.equals("SO_EE_ORIGIN_ZEROCOPY") && !origin.equals("5")) {
            found += "ee_origin is SO_EE_ORIGIN_ZEROCOPY ";
        }
        if (!code.equals("SO_EE_CODE_ZEROCOPY_COPIED") && !code.equals("1")) {
            found += "ee_code is SO_EE_CODE_ZEROCOPY_COPIED ";
        }
        return Outcome.ZERO.withDifference(found.strip());
    }

    private String differs(Value.Struct error, String field, long actual) {
        Profile profile = kernel.settings().profile();
        Value wanted = error.field(field);
        boolean same = wanted == Value.ANYTHING || Constants.number(wanted, profile) == actual;
        return same ? "" : field + " is " + actual + " ";
    }
}
