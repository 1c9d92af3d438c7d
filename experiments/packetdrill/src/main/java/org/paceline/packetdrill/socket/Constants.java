package org.paceline.packetdrill.socket;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;

/** Numbers behind the names that scripts use; Linux's where the kernels differ and it cannot be told. */
public final class Constants {
    static final int POLLIN = 1;
    static final int POLLPRI = 2;
    static final int POLLOUT = 4;
    static final int POLLERR = 8;
    static final int POLLHUP = 0x10;
    static final int POLLNVAL = 0x20;
    static final int POLLRDNORM = 0x40;
    static final int POLLWRNORM = 0x100;
    static final int POLLRDHUP = 0x2000;
    static final long EPOLLET = 1L << 31;
    static final long EPOLLONESHOT = 1L << 30;
    static final int O_NONBLOCK = 0x800;
    static final int MSG_PEEK = 2;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_WAITALL = 0x100;

    private static final Map<String, Long> NUMBERS = Map.ofEntries(
            number("POLLIN", POLLIN),
            number("POLLPRI", POLLPRI),
            number("POLLOUT", POLLOUT),
            number("POLLERR", POLLERR),
            number("POLLHUP", POLLHUP),
            number("POLLNVAL", POLLNVAL),
            number("POLLRDNORM", POLLRDNORM),
            number("POLLWRNORM", POLLWRNORM),
            number("POLLRDHUP", POLLRDHUP),
            number("EPOLLIN", POLLIN),
            number("EPOLLPRI", POLLPRI),
            number("EPOLLOUT", POLLOUT),
            number("EPOLLERR", POLLERR),
            number("EPOLLHUP", POLLHUP),
            number("EPOLLRDNORM", POLLRDNORM),
            number("EPOLLWRNORM", POLLWRNORM),
            number("EPOLLRDHUP", POLLRDHUP),
            number("EPOLLET", EPOLLET),
            number("EPOLLONESHOT", EPOLLONESHOT),
            number("EPOLLEXCLUSIVE", 1L << 28),
            number("O_RDONLY", 0),
            number("O_WRONLY", 1),
            number("O_RDWR", 2),
            number("O_NONBLOCK", O_NONBLOCK),
            number("SOCK_NONBLOCK", O_NONBLOCK),
            number("SOCK_CLOEXEC", 0x80000),
            number("MSG_PEEK", MSG_PEEK),
            number("MSG_TRUNC", MSG_TRUNC),
            number("MSG_DONTWAIT", MSG_DONTWAIT),
            number("MSG_WAITALL", MSG_WAITALL),
            number("MSG_NOSIGNAL", 0x4000),
            number("MSG_EOR", 0x80),
            number("MSG_ZEROCOPY", 0x4000000),
            number("MSG_MORE", 0x8000),
            number("MSG_ERRQUEUE", 0x2000),
            number("MSG_FASTOPEN", 0x20000000),
            number("IP_PMTUDISC_DONT", 0),
            number("IP_PMTUDISC_WANT", 1),
            number("IP_PMTUDISC_DO", 2),
            number("IP_PMTUDISC_PROBE", 3),
            number("IPV6_PMTUDISC_DONT", 0),
            number("IPV6_PMTUDISC_WANT", 1),
            number("IPV6_PMTUDISC_DO", 2),
            number("IPPROTO_TCP", 6),
            number("SOCK_STREAM", 1),
            number("AF_INET", 2),
            number("AF_INET6", 10),
            number("TCP_CA_Open", 0),
            number("TCP_CA_Disorder", 1),
            number("TCP_CA_CWR", 2),
            number("TCP_CA_Recovery", 3),
            number("TCP_CA_Loss", 4),
            number("TCPI_OPT_TIMESTAMPS", 1),
            number("TCPI_OPT_SACK", 2),
            number("TCPI_OPT_WSCALE", 4),
            number("TCPI_OPT_ECN", 8),
            number("TCPI_OPT_ECN_SEEN", 16),
            number("TCPI_OPT_SYN_DATA", 32),
            number("TCP_ESTABLISHED", 1),
            number("TCP_SYN_SENT", 2),
            number("TCP_SYN_RECV", 3),
            number("TCP_FIN_WAIT1", 4),
            number("TCP_FIN_WAIT2", 5),
            number("TCP_TIME_WAIT", 6),
            number("TCP_CLOSE", 7),
            number("TCP_CLOSE_WAIT", 8),
            number("TCP_LAST_ACK", 9),
            number("TCP_LISTEN", 10),
            number("TCP_CLOSING", 11),
            number("TCPS_CLOSED", 0),
            number("TCPS_LISTEN", 1),
            number("TCPS_SYN_SENT", 2),
            number("TCPS_SYN_RECEIVED", 3),
            number("TCPS_ESTABLISHED", 4),
            number("TCPS_CLOSE_WAIT", 5),
            number("TCPS_FIN_WAIT_1", 6),
            number("TCPS_CLOSING", 7),
            number("TCPS_LAST_ACK", 8),
            number("TCPS_FIN_WAIT_2", 9),
            number("TCPS_TIME_WAIT", 10));

    private Constants() {}

    private static Map.Entry<String, Long> number(String name, long value) {
        return Map.entry(name, value);
    }

    /** Number of a name, an error's among them; null when it is not known. */
    public static @Nullable Long of(String name, Profile profile) {
        Long number = NUMBERS.get(name);
        if (number != null) {
            return number;
        }
        for (Errno errno : Errno.values()) {
            if (errno.named(name)) {
                return (long) errno.number(profile);
            }
        }
        return null;
    }

    /** An argument as a number; {@code [x]} counts as x. */
    public static long number(Value value, Profile profile) {
        if (value instanceof Value.Whole number) {
            return number.value();
        }
        if (value instanceof Value.Array array && array.elements().size() == 1) {
            return number(array.elements().get(0), profile);
        }
        if (value instanceof Value.Symbols symbols) {
            long bits = 0;
            for (Value part : symbols.parts()) {
                bits |= number(part, profile);
            }
            return bits;
        }
        if (value instanceof Value.Symbol symbol) {
            Long number = of(symbol.name(), profile);
            if (number != null) {
                return number;
            }
        }
        if (value instanceof Value.Applied applied
                && applied.function().startsWith("htons")
                && applied.arguments().size() == 1) {
            return number(applied.arguments().get(0), profile);
        }
        throw new UnsupportedException("value " + value);
    }

    /** Whether a value has that name in it. */
    public static boolean names(Value value, String name) {
        if (value instanceof Value.Symbols symbols) {
            return symbols.parts().stream().anyMatch(part -> names(part, name));
        }
        return value instanceof Value.Symbol symbol && symbol.name().equals(name);
    }
}
