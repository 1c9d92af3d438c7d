package org.paceline.packetdrill.socket;

import java.util.ArrayList;
import java.util.List;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;
import org.paceline.utcp.tcp.TcpConnection;

/** poll and epoll. */
final class WaitCalls {
    private static final long MILLISECOND_NS = 1_000_000;

    /** Linux's sk_stream_is_writeable: a third of the buffer is free. */
    private static final int WRITABLE_FRACTION = 3;

    private final Kernel kernel;

    WaitCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    Outcome poll(Action.Call call, CallProgress progress) {
        if (!(call.arguments().get(0) instanceof Value.Array array)) {
            throw new UnsupportedException("poll with " + call.arguments().get(0));
        }
        long ready = 0;
        List<String> differences = new ArrayList<>();
        for (Value element : array.elements()) {
            if (!(element instanceof Value.Struct part)) {
                throw new UnsupportedException("poll with " + element);
            }
            KernelSocket socket = kernel.socket(part.field("fd", 0));
            long asked = Constants.number(part.field("events", 1), profile());
            long found = socket == null
                    ? Constants.POLLNVAL
                    : readiness(socket) & (asked | Constants.POLLERR | Constants.POLLHUP);
            ready += found != 0 ? 1 : 0;
            Value wanted = part.field("revents", 2);
            long expected = wanted == Value.ANYTHING ? found : Constants.number(wanted, profile());
            if (expected != found) {
                differences.add("revents is 0x" + Long.toHexString(found));
            }
        }
        if (ready == 0 && !expired(call.arguments().get(2), progress)) {
            return Outcome.WAITS;
        }
        return Outcome.of(ready).withDifference(String.join(", ", differences));
    }

    Outcome create(Action.Call call) {
        return Outcome.of(kernel.open(new EpollSet(), call.result()));
    }

    Outcome control(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(2));
        if (!(kernel.file(call.arguments().get(0)) instanceof EpollSet set) || socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        EpollSet.Watched known = set.find(socket);
        String operation = call.arguments().get(1).toString();
        if (operation.equals("EPOLL_CTL_DEL")) {
            return known != null && set.watched.remove(known) ? Outcome.ZERO : Outcome.error(Errno.EINVAL);
        }
        if (!(call.arguments().get(3) instanceof Value.Struct event)) {
            throw new UnsupportedException("epoll_ctl with " + call.arguments().get(3));
        }
        long events = Constants.number(event.field("events", 0), profile());
        if (operation.equals("EPOLL_CTL_MOD") && known != null) {
            known.events = events;
            known.reportedAt = -1;
            return Outcome.ZERO;
        }
        if (!operation.equals("EPOLL_CTL_ADD") || known != null) {
            return Outcome.error(known != null ? Errno.EEXIST : Errno.EINVAL);
        }
        set.watched.add(new EpollSet.Watched(socket, data(event), events));
        return Outcome.ZERO;
    }

    private static Value data(Value.Struct event) {
        Value descriptor = event.field("fd", 1);
        Value pointer = event.field("ptr");
        return descriptor == Value.ANYTHING ? pointer : descriptor;
    }

    Outcome epoll(Action.Call call, CallProgress progress) {
        if (!(kernel.file(call.arguments().get(0)) instanceof EpollSet set)) {
            return Outcome.error(Errno.EBADF);
        }
        List<EpollSet.Watched> ready = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        for (EpollSet.Watched watched : set.watched) {
            long asked = watched.events | Constants.POLLERR | Constants.POLLHUP;
            long events = kernel.open(watched.socket) ? readiness(watched.socket) & asked : 0;
            boolean edgeSeen =
                    (watched.events & Constants.EPOLLET) != 0 && watched.reportedAt == watched.socket.events();
            if (events != 0 && !edgeSeen) {
                ready.add(watched);
                found.add(events);
            }
        }
        if (ready.isEmpty() && !expired(call.arguments().get(3), progress)) {
            return Outcome.WAITS;
        }
        for (EpollSet.Watched watched : ready) {
            watched.reportedAt = watched.socket.events();
            if ((watched.events & Constants.EPOLLONESHOT) != 0) {
                watched.events = 0;
            }
        }
        return Outcome.of(ready.size())
                .withDifference(difference(call.arguments().get(1), ready, found));
    }

    private String difference(Value wanted, List<EpollSet.Watched> ready, List<Long> found) {
        List<Value> expected = wanted instanceof Value.Array array ? array.elements() : List.of(wanted);
        for (int index = 0; index < Math.min(expected.size(), found.size()); index++) {
            if (!(expected.get(index) instanceof Value.Struct event)) {
                continue;
            }
            Value events = event.field("events", 0);
            if (events != Value.ANYTHING && Constants.number(events, profile()) != found.get(index)) {
                return "events is 0x" + Long.toHexString(found.get(index));
            }
            Value descriptor = data(event);
            if (descriptor != Value.ANYTHING && !descriptor.equals(ready.get(index).data)) {
                return "fd is " + ready.get(index).data;
            }
        }
        return "";
    }

    /** What a kernel would answer for a socket, as bits of poll. */
    private long readiness(KernelSocket socket) {
        if (socket.listening()) {
            return socket.acceptReady() ? Constants.POLLIN | Constants.POLLRDNORM : 0;
        }
        TcpConnection connection = socket.connection();
        if (connection == null) {
            return Constants.POLLOUT | Constants.POLLWRNORM | (socket.connectsLate ? 0 : Constants.POLLHUP);
        }
        boolean told = socket.zeroCopy.ready(socket.acknowledgedBytes());
        long events = socket.errorWaits() || told ? Constants.POLLERR : 0;
        if (socket.connecting()) {
            return events;
        }
        boolean ended = socket.inputEnded();
        if (socket.readableBytes() >= Math.max(1, socket.options().get("SO_RCVLOWAT")) || ended) {
            events |= Constants.POLLIN | Constants.POLLRDNORM;
        }
        if (ended) {
            events |= Constants.POLLRDHUP;
        }
        if (socket.dead() || (ended && socket.outputShut)) {
            events |= Constants.POLLHUP;
        }
        if (socket.outputShut || socket.dead() || writable(socket, connection)) {
            events |= Constants.POLLOUT | Constants.POLLWRNORM;
        }
        return events;
    }

    private static boolean writable(KernelSocket socket, TcpConnection connection) {
        long lowBytes = socket.options().get("TCP_NOTSENT_LOWAT");
        boolean below = lowBytes == 0 || connection.info().field("notsent_bytes") < lowBytes;
        int capacityBytes = (int) socket.options().get("SO_SNDBUF");
        return below && connection.sendBuffer().freeBytes() >= capacityBytes / WRITABLE_FRACTION;
    }

    private boolean expired(Value timeout, CallProgress progress) {
        return kernel.host().nowNs() >= deadlineNs(timeout, progress);
    }

    private long deadlineNs(Value timeout, CallProgress progress) {
        long timeoutMs = Constants.number(timeout, profile());
        return timeoutMs < 0 ? Long.MAX_VALUE : progress.startNs + timeoutMs * MILLISECOND_NS;
    }

    long deadlineNs(Action.Call call, CallProgress progress) {
        return switch (call.name()) {
            case "poll" -> deadlineNs(call.arguments().get(2), progress);
            case "epoll_wait", "epoll_pwait" -> deadlineNs(call.arguments().get(3), progress);
            default -> Long.MAX_VALUE;
        };
    }

    private Profile profile() {
        return kernel.settings().profile();
    }
}
