package org.paceline.packetdrill.socket;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;
import org.paceline.utcp.tcp.TcpConnection;

/** Calls that move bytes. What the bytes are does not matter to a script: zeros leave, and what comes is dropped. */
final class DataCalls {
    private static final Set<String> SEND_FLAGS =
            Set.of("MSG_DONTWAIT", "MSG_NOSIGNAL", "MSG_EOR", "MSG_ZEROCOPY", "MSG_FASTOPEN", "MSG_MORE", "0");
    private static final Set<String> RECEIVE_FLAGS =
            Set.of("MSG_DONTWAIT", "MSG_PEEK", "MSG_TRUNC", "MSG_WAITALL", "MSG_NOSIGNAL", "MSG_ERRQUEUE", "0");

    private final Kernel kernel;
    private final CompletionCalls completions;
    private final byte[] scratch = new byte[1 << 16];

    DataCalls(Kernel kernel) {
        this.kernel = kernel;
        this.completions = new CompletionCalls(kernel);
    }

    // receiving

    Outcome receive(Action.Call call, CallProgress progress) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        Value flags = flags(call, RECEIVE_FLAGS);
        if (Constants.names(flags, "MSG_ERRQUEUE")) {
            return completions.receive(call, socket);
        }
        long wantedBytes = bytes(call);
        TcpConnection connection = socket.connection();
        if (connection == null) {
            return Outcome.error(Errno.ENOTCONN);
        }
        boolean peek = Constants.names(flags, "MSG_PEEK");
        boolean wait = !socket.nonBlocking && !Constants.names(flags, "MSG_DONTWAIT");
        long atLeast = Constants.names(flags, "MSG_WAITALL")
                ? wantedBytes
                : Math.min(wantedBytes, Math.max(1, socket.options().get("SO_RCVLOWAT")));
        boolean ended = socket.inputEnded() || socket.errorWaits();
        if (socket.readableBytes() < Math.max(1, atLeast) && !ended && wait && wantedBytes > 0) {
            if (!Constants.names(flags, "MSG_WAITALL") || socket.readableBytes() == 0) {
                return kernel.waits(socket, "SO_RCVTIMEO", progress);
            }
            progress.movedBytes += take(socket, connection, wantedBytes - progress.movedBytes);
            return progress.movedBytes < wantedBytes ? Outcome.WAITS : Outcome.of(progress.movedBytes);
        }
        if (socket.readableBytes() > 0) {
            long moved = peek
                    ? Math.min(wantedBytes, socket.readableBytes())
                    : take(socket, connection, wantedBytes - progress.movedBytes) + progress.movedBytes;
            return message(call, socket, Outcome.of(moved));
        }
        if (progress.movedBytes > 0) {
            return Outcome.of(progress.movedBytes);
        }
        Errno failed = socket.takeError();
        if (failed != null && failed != Errno.EPIPE) {
            return Outcome.error(failed);
        }
        if (socket.inputEnded() || failed != null) {
            return message(call, socket, Outcome.ZERO);
        }
        return Outcome.error(Errno.EAGAIN);
    }

    private long take(KernelSocket socket, TcpConnection connection, long wantedBytes) {
        long taken = 0;
        while (taken < wantedBytes) {
            int moved =
                    connection.receiveBuffer().take(scratch, 0, (int) Math.min(scratch.length, wantedBytes - taken));
            if (moved == 0) {
                break;
            }
            taken += moved;
        }
        socket.touched();
        return taken;
    }

    /** What recvmsg gives back besides. */
    private Outcome message(Action.Call call, KernelSocket socket, Outcome outcome) {
        if (!call.name().equals("recvmsg") || !(call.arguments().get(1) instanceof Value.Struct header)) {
            return outcome;
        }
        Value flags = header.field("msg_flags");
        if (flags instanceof Value.Whole number && number.value() != 0) {
            return outcome.withDifference("msg_flags is 0");
        }
        if (flags instanceof Value.Symbol || flags instanceof Value.Symbols) {
            throw new UnsupportedException("recvmsg with msg_flags " + flags);
        }
        return header.field("msg_control") instanceof Value.Array control ? control(control, socket, outcome) : outcome;
    }

    private Outcome control(Value.Array control, KernelSocket socket, Outcome outcome) {
        for (Value element : control.elements()) {
            if (!(element instanceof Value.Struct part) || !Constants.names(part.field("cmsg_type"), "TCP_CM_INQ")) {
                throw new UnsupportedException("recvmsg with msg_control " + element);
            }
            long unread = socket.readableBytes() + (socket.inputEnded() ? 1L : 0L);
            if (Constants.number(part.field("cmsg_data"), kernel.settings().profile()) != unread) {
                return outcome.withDifference("cmsg_data of TCP_CM_INQ is " + unread);
            }
        }
        return outcome;
    }

    // sending

    Outcome send(Action.Call call, CallProgress progress) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        Value flags = flags(call, SEND_FLAGS);
        long wantedBytes = bytes(call);
        boolean wait = !socket.nonBlocking && !Constants.names(flags, "MSG_DONTWAIT");
        TcpConnection connection = socket.connection();
        Errno failed = socket.takeError();
        if (failed != null) {
            return progress.movedBytes > 0 ? Outcome.of(progress.movedBytes) : Outcome.error(failed);
        }
        boolean opens = Constants.names(flags, "MSG_FASTOPEN") || socket.connectsLate;
        if (connection == null && opens) {
            boolean inSyn = socket.connectWithData();
            if (!inSyn && !wait) {
                return Outcome.error(Errno.EINPROGRESS);
            }
            if (!inSyn) {
                return Outcome.WAITS;
            }
            return append(socket, flags, progress, wantedBytes, wait);
        }
        if (connection == null) {
            boolean freeBsd = kernel.settings().profile() == Profile.FREEBSD;
            return Outcome.error(freeBsd ? Errno.ENOTCONN : Errno.EPIPE);
        }
        if (socket.outputShut || socket.dead()) {
            return Outcome.error(Errno.EPIPE);
        }
        if (socket.connecting()) {
            return wait ? kernel.waits(socket, "SO_SNDTIMEO", progress) : Outcome.error(Errno.EAGAIN);
        }
        return append(socket, flags, progress, wantedBytes, wait);
    }

    private Outcome append(KernelSocket socket, Value flags, CallProgress progress, long wantedBytes, boolean wait) {
        TcpConnection connection = Objects.requireNonNull(socket.connection());
        boolean more = Constants.names(flags, "MSG_MORE") || socket.options().corked();
        progress.movedBytes += socket.cork.append(connection, wantedBytes - progress.movedBytes, more);
        socket.touched();
        if (progress.movedBytes < wantedBytes && wait) {
            Outcome waiting = kernel.waits(socket, "SO_SNDTIMEO", progress);
            if (!waiting.done()) {
                return waiting;
            }
        }
        if (progress.movedBytes > 0 && Constants.names(flags, "MSG_ZEROCOPY")) {
            socket.zeroCopied();
        }
        if (progress.movedBytes == wantedBytes) {
            return Outcome.of(wantedBytes);
        }
        return progress.movedBytes > 0 ? Outcome.of(progress.movedBytes) : Outcome.error(Errno.EAGAIN);
    }

    // arguments

    private static Value flags(Action.Call call, Set<String> known) {
        int place =
                switch (call.name()) {
                    case "send", "sendto", "recv", "recvfrom" -> 3;
                    case "sendmsg", "recvmsg" -> 2;
                    default -> -1;
                };
        Value flags = place < 0 || place >= call.arguments().size()
                ? new Value.Whole(0)
                : call.arguments().get(place);
        List<Value> parts = flags instanceof Value.Symbols symbols ? symbols.parts() : List.of(flags);
        for (Value part : parts) {
            if (!known.contains(part.toString())) {
                throw new UnsupportedException(call.name() + " with " + part);
            }
        }
        return flags;
    }

    /** How many bytes a call asks for. */
    private long bytes(Action.Call call) {
        return switch (call.name()) {
            case "readv", "writev" -> vector(call.arguments().get(1));
            case "sendmsg", "recvmsg" -> {
                if (!(call.arguments().get(1) instanceof Value.Struct header)) {
                    throw new UnsupportedException(
                            call.name() + " with " + call.arguments().get(1));
                }
                yield vector(header.field("msg_iov"));
            }
            default ->
                Constants.number(call.arguments().get(2), kernel.settings().profile());
        };
    }

    private long vector(Value value) {
        long bytes = 0;
        if (!(value instanceof Value.Array array)) {
            throw new UnsupportedException("iovec " + value);
        }
        for (Value element : array.elements()) {
            if (element instanceof Value.Struct part) {
                bytes += Constants.number(
                        part.field("iov_len", 1), kernel.settings().profile());
            }
        }
        return bytes;
    }
}
