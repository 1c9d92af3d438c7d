package org.paceline.packetdrill.socket;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** getsockopt, setsockopt, fcntl and ioctl. */
final class OptionCalls {
    /** Numbers that scripts write for names that their machine's headers do not have. */
    private static final Map<Long, String> TCP_NUMBERS =
            Map.of(25L, "TCP_NOTSENT_LOWAT", 36L, "TCP_INQ", 18L, "TCP_USER_TIMEOUT", 23L, "TCP_FASTOPEN");

    /** What a connection takes from its options when it begins. */
    private static final Set<String> FIXED_WHILE_OPEN = Set.of("TCP_WINDOW_CLAMP", "SO_MAX_PACING_RATE");

    private static final long SECOND_NS = 1_000_000_000;
    private static final long SECOND_US = 1_000_000;

    private final Kernel kernel;

    OptionCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    Outcome set(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        String name = name(call);
        Value value = call.arguments().get(3);
        switch (name) {
            case "TCP_CONGESTION" -> socket.options().congestion(algorithm(value));
            case "SO_LINGER" -> linger(socket, value);
            case "SO_RCVTIMEO", "SO_SNDTIMEO" -> socket.options().set(name, microseconds(value));
            default -> socket.options().set(name, Constants.number(value, profile()));
        }
        TcpConnection connection = socket.connection();
        if (connection != null) {
            if (name.equals("TCP_QUICKACK")) {
                connection.quickAck(socket.options().get(name) != 0);
            } else if (FIXED_WHILE_OPEN.contains(name)
                    || (name.equals("TCP_CONGESTION") && connection.info().field("bytes_sent") > 0)) {
                throw new UnsupportedException("socket option " + name + " of an open connection");
            }
            connection.reconfigure(socket.options().config(), kernel.host().nowNs());
            if (!socket.options().corked()
                    || (name.equals("TCP_NODELAY") && socket.options().get(name) != 0)) {
                socket.cork.draw(connection); // Linux: TCP_NODELAY pushes what waits, corked or not
            }
            connection.configureLiveness(
                    socket.options().config().liveness(), kernel.host().nowNs());
            socket.touched();
        }
        return Outcome.ZERO;
    }

    private static void linger(KernelSocket socket, Value value) {
        Value inner = value instanceof Value.Array array && !array.elements().isEmpty()
                ? array.elements().get(0)
                : value;
        if (!(inner instanceof Value.Struct struct)
                || !(struct.field("onoff", 0) instanceof Value.Whole on)
                || !(struct.field("linger", 1) instanceof Value.Whole seconds)) {
            throw new UnsupportedException("socket option SO_LINGER with " + value);
        }
        socket.linger(on.value() != 0 ? seconds.value() * SECOND_NS : -1);
    }

    private long microseconds(Value value) {
        Value inner = value instanceof Value.Array array && array.elements().size() == 1
                ? array.elements().get(0)
                : value;
        if (!(inner instanceof Value.Struct time)) {
            throw new UnsupportedException("a time of " + value);
        }
        return Constants.number(time.field("tv_sec", 0), profile()) * SECOND_US
                + Constants.number(time.field("tv_usec", 1), profile());
    }

    private static CongestionAlgorithm algorithm(Value value) {
        Value inner = value instanceof Value.Array array && array.elements().size() == 1
                ? array.elements().get(0)
                : value;
        String wanted = inner instanceof Value.Text text ? text.value() : inner.toString();
        for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
            if (algorithm.linuxName().equals(wanted)) {
                return algorithm;
            }
        }
        throw new UnsupportedException("congestion control " + wanted);
    }

    Outcome get(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        String name = name(call);
        Value wanted = call.arguments().get(3);
        if (name.equals("TCP_INFO")) {
            return info(socket, wanted);
        }
        if (name.equals("TCP_CONGESTION")) {
            return algorithm(wanted) == socket.options().congestion()
                    ? Outcome.ZERO
                    : Outcome.ZERO.withDifference(
                            "TCP_CONGESTION is " + socket.options().congestion().linuxName());
        }
        long actual = number(socket, name);
        if (wanted == Value.ANYTHING || wanted.toString().equals("[...]")) {
            return Outcome.ZERO;
        }
        return Constants.number(wanted, profile()) == actual
                ? Outcome.ZERO
                : Outcome.ZERO.withDifference(name + " is " + actual);
    }

    private long number(KernelSocket socket, String name) {
        TcpConnection connection = socket.connection();
        return switch (name) {
            case "SO_ERROR" -> {
                Errno error = socket.takeError();
                yield error == null ? 0 : error.number(profile());
            }
            case "SO_TYPE" -> 1;
            case "SO_DOMAIN" -> kernel.version6() ? 10 : 2;
            case "SO_PROTOCOL" -> 6;
            case "SO_ACCEPTCONN" -> socket.listening() ? 1 : 0;
            case "TCP_MAXSEG" -> connection == null ? socket.options().get(name) : connection.segmentBytes();
            case "IP_MTU", "IPV6_MTU" ->
                connection == null ? 0 : connection.info().pmtuBytes();
            default -> socket.options().get(name);
        };
    }

    private Outcome info(KernelSocket socket, Value wanted) {
        TcpConnection connection = socket.connection();
        if (!(wanted instanceof Value.Struct struct)) {
            return Outcome.ZERO;
        }
        for (Value.Field field : struct.fields()) {
            if (field.value() == Value.ANYTHING) {
                continue;
            }
            String name = field.name().replaceFirst("^__?", "").replaceFirst("^tcpi_", "");
            Long actual = connection == null
                    ? null
                    : InfoFields.of(connection, name, kernel.host().nowNs(), profile());
            if (actual == null) {
                throw new UnsupportedException("TCP_INFO field " + field.name());
            }
            if (Constants.number(field.value(), profile()) != actual) {
                return Outcome.ZERO.withDifference(field.name() + " is " + actual);
            }
        }
        return Outcome.ZERO;
    }

    Outcome fcntl(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        String command = call.arguments().get(1).toString();
        if (command.equals("F_GETFL")) {
            return Outcome.of(Constants.number(new Value.Symbol("O_RDWR"), profile())
                    | (socket.nonBlocking ? Constants.O_NONBLOCK : 0));
        }
        if (command.equals("F_SETFL")) {
            socket.nonBlocking = (Constants.number(call.arguments().get(2), profile()) & Constants.O_NONBLOCK) != 0;
            return Outcome.ZERO;
        }
        throw new UnsupportedException("fcntl " + command);
    }

    Outcome ioctl(Action.Call call) {
        KernelSocket socket = kernel.socket(call.arguments().get(0));
        if (socket == null) {
            return Outcome.error(Errno.EBADF);
        }
        String request = call.arguments().get(1).toString();
        TcpConnection connection = socket.connection();
        if (socket.listening() || connection == null) {
            return Outcome.error(Errno.EINVAL);
        }
        long actual =
                switch (request) {
                    case "SIOCINQ", "FIONREAD" -> socket.readableBytes();
                    case "SIOCOUTQ", "TIOCOUTQ", "FIONWRITE" -> unacknowledged(connection);
                    case "SIOCOUTQNSD", "FIONSPACE" -> connection.info().field("notsent_bytes");
                    default -> throw new UnsupportedException("ioctl " + request);
                };
        Value wanted = call.arguments().size() > 2 ? call.arguments().get(2) : Value.ANYTHING;
        if (wanted == Value.ANYTHING || wanted.toString().equals("[...]")) {
            return Outcome.ZERO;
        }
        return Constants.number(wanted, profile()) == actual
                ? Outcome.ZERO
                : Outcome.ZERO.withDifference(request + " is " + actual);
    }

    private static long unacknowledged(TcpConnection connection) {
        return connection.unacknowledgedBytes();
    }

    private String name(Action.Call call) {
        Value name = call.arguments().get(2);
        boolean tcp = !Constants.names(call.arguments().get(1), "SOL_SOCKET");
        String known = name instanceof Value.Whole number && tcp ? numbered(number.value()) : null;
        return known == null ? name.toString() : known;
    }

    private static @Nullable String numbered(long number) {
        return TCP_NUMBERS.get(number);
    }

    private Profile profile() {
        return kernel.settings().profile();
    }
}
