package org.paceline.packetdrill.socket;

import org.paceline.packetdrill.profile.Profile;

/** Errors of system calls, with the numbers of both kernels. */
public enum Errno {
    EPERM(1, 1),
    EINTR(4, 4),
    EBADF(9, 9),
    EAGAIN(11, 35),
    EFAULT(14, 14),
    EEXIST(17, 17),
    EINVAL(22, 22),
    EPIPE(32, 32),
    ENOTSOCK(88, 38),
    EDESTADDRREQ(89, 39),
    EMSGSIZE(90, 40),
    ENOPROTOOPT(92, 42),
    EOPNOTSUPP(95, 45),
    EAFNOSUPPORT(97, 47),
    EADDRINUSE(98, 48),
    EADDRNOTAVAIL(99, 49),
    ENETUNREACH(101, 51),
    ECONNABORTED(103, 53),
    ECONNRESET(104, 54),
    ENOBUFS(105, 55),
    EISCONN(106, 56),
    ENOTCONN(107, 57),
    ETIMEDOUT(110, 60),
    ECONNREFUSED(111, 61),
    EHOSTUNREACH(113, 65),
    EALREADY(114, 37),
    EINPROGRESS(115, 36);

    private final int linux;
    private final int freeBsd;

    Errno(int linux, int freeBsd) {
        this.linux = linux;
        this.freeBsd = freeBsd;
    }

    int number(Profile profile) {
        return profile == Profile.FREEBSD ? freeBsd : linux;
    }

    /** Whether a script's name for an error is this one. */
    public boolean named(String name) {
        return name().equals(name) || (this == EAGAIN && name.equals("EWOULDBLOCK"));
    }
}
