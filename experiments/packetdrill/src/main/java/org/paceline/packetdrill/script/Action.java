package org.paceline.packetdrill.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in an event. */
public sealed interface Action {
    /**
     * A packet that the script injects, or expects of the stack.
     *
     * @param socket descriptor whose connection it belongs to, {@link PacketSpec#ANY} when not given
     */
    record Packet(boolean inbound, int socket, IpSpec ip, PacketSpec content) implements Action {}

    /**
     * A system call with its expected result.
     *
     * @param errno name of the error, null for none given
     */
    record Call(
            String name,
            List<Value> arguments,
            Value result,
            @Nullable String errno) implements Action {}

    /** Shell commands between backquotes. */
    record Shell(String commands) implements Action {}

    /** Statements between percent signs and braces. */
    record Code(String source) implements Action {}
}
