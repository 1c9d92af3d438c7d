package org.paceline.packetdrill.socket;

import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;
import org.paceline.utcp.tcp.TcpState;

/** Calls that make, connect and end sockets. */
final class LifeCalls {
    private final Kernel kernel;

    LifeCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    Outcome socket(Action.Call call) {
        Value domain = call.arguments().get(0);
        Value type = call.arguments().get(1);
        if (kernel.version6() && domain != Value.ANYTHING && !Constants.names(domain, "AF_INET6")) {
            throw new UnsupportedException("a socket of " + domain + " in a script of the other IP version");
        }
        if (!Constants.names(type, "SOCK_STREAM")) {
            throw new UnsupportedException("a socket of " + type);
        }
        KernelSocket socket = new KernelSocket(kernel);
        socket.nonBlocking = Constants.names(type, "SOCK_NONBLOCK");
        return Outcome.of(kernel.open(socket, call.result()));
    }

    Outcome bind(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        int chosen = socket.port();
        if (call.arguments().get(1) instanceof Value.Struct address) {
            Value port = address.field("sin_port");
            Value port6 = address.field("sin6_port");
            Value given = port == Value.ANYTHING ? port6 : port;
            if (given != Value.ANYTHING) {
                chosen = (int) Constants.number(given, kernel.settings().profile());
            }
        }
        if (kernel.taken(socket, chosen)) {
            return Outcome.error(Errno.EADDRINUSE);
        }
        socket.bind(chosen);
        return Outcome.ZERO;
    }

    Outcome listen(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        if (socket.connected()) {
            return Outcome.error(Errno.EINVAL);
        }
        if (!socket.listening() && kernel.listensElsewhere(socket)) {
            return Outcome.error(Errno.EADDRINUSE);
        }
        socket.listen((int)
                Constants.number(call.arguments().get(1), kernel.settings().profile()));
        return Outcome.ZERO;
    }

    Outcome accept(Action.Call call, CallProgress progress) {
        KernelSocket listener = kernel.socket(call.arguments().get(0));
        if (listener == null) {
            return Outcome.error(Errno.EBADF);
        }
        if (!listener.listening()) {
            return Outcome.error(Errno.EINVAL);
        }
        KernelSocket accepted = listener.accept();
        if (accepted == null) {
            return listener.nonBlocking ? Outcome.error(Errno.EAGAIN) : kernel.waits(listener, "SO_RCVTIMEO", progress);
        }
        boolean inherits = kernel.settings().profile() == Profile.FREEBSD && listener.nonBlocking;
        boolean asked =
                call.arguments().size() > 3 && Constants.names(call.arguments().get(3), "SOCK_NONBLOCK");
        accepted.nonBlocking = inherits || asked;
        accepted.connectReported = true;
        return Outcome.of(kernel.open(accepted, call.result()));
    }

    Outcome connect(Action.Call call, CallProgress progress) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        if (call.arguments().get(1) instanceof Value.Struct address
                && address.fields().stream().anyMatch(field -> Constants.names(field.value(), "AF_UNSPEC"))) {
            if (kernel.settings().profile() == Profile.FREEBSD) {
                return Outcome.error(Errno.EAFNOSUPPORT);
            }
            socket.disconnect();
            return Outcome.ZERO;
        }
        if (socket.listening()) {
            return Outcome.error(kernel.settings().profile() == Profile.FREEBSD ? Errno.EOPNOTSUPP : Errno.EISCONN);
        }
        if (!socket.connected() && socket.options().get("TCP_FASTOPEN_CONNECT") != 0) {
            return connectLate(socket, progress);
        }
        if (!socket.connected()) {
            socket.connect();
            progress.begun = true;
            return socket.nonBlocking ? Outcome.error(Errno.EINPROGRESS) : Outcome.WAITS;
        }
        Errno failed = socket.takeError();
        if (failed != null) {
            return Outcome.error(failed);
        }
        if (socket.connecting()) {
            return socket.nonBlocking || !progress.begun ? Outcome.error(Errno.EALREADY) : Outcome.WAITS;
        }
        if (socket.state() == TcpState.SYN_RECEIVED && !socket.nonBlocking) {
            return Outcome.WAITS;
        }
        boolean known = socket.connectReported || (kernel.settings().profile() == Profile.FREEBSD && !progress.begun);
        socket.connectReported = true;
        return known ? Outcome.error(Errno.EISCONN) : Outcome.ZERO;
    }

    /** With a cookie at hand the SYN waits for data; else it asks for one. */
    private static Outcome connectLate(KernelSocket socket, CallProgress progress) {
        if (socket.connectsLate) {
            return Outcome.error(Errno.EISCONN);
        }
        if (socket.mayConnectWithData()) {
            socket.connectsLate = true;
            return Outcome.ZERO;
        }
        socket.connectWithData();
        socket.connectReported = false;
        progress.begun = true;
        return socket.nonBlocking ? Outcome.error(Errno.EINPROGRESS) : Outcome.WAITS;
    }

    Outcome shutdown(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        if (!socket.connected() || socket.dead()) {
            return Outcome.error(Errno.ENOTCONN);
        }
        Value how = call.arguments().get(1);
        String name = how instanceof Value.Whole number
                ? new String[] {"SHUT_RD", "SHUT_WR", "SHUT_RDWR"}[(int) number.value()]
                : how.toString();
        if (!name.equals("SHUT_WR")) {
            socket.inputShut = true;
        }
        if (!name.equals("SHUT_RD")) {
            socket.shutdownOutput();
        }
        return Outcome.ZERO;
    }

    Outcome close(Action.Call call, CallProgress progress) {
        Value descriptor = call.arguments().get(0);
        Object file = kernel.file(descriptor);
        KernelSocket lingering = progress.lingering;
        if (lingering != null) {
            return lingering.closing() && kernel.nowNs() < progress.deadlineNs ? Outcome.WAITS : Outcome.ZERO;
        }
        if (file == null) {
            return Outcome.error(Errno.EBADF);
        }
        kernel.forget(descriptor);
        if (file instanceof KernelSocket socket && !kernel.open(socket)) {
            if (socket.listening()) {
                socket.stopListening();
            } else if (socket.lingersNot()) {
                socket.abort();
            } else {
                socket.close();
                if (socket.lingerNs() > 0 && socket.connected()) {
                    progress.lingering = socket;
                    progress.deadlineNs = progress.startNs + socket.lingerNs();
                    return Outcome.WAITS;
                }
            }
        }
        return Outcome.ZERO;
    }
}
