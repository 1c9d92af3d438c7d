package org.paceline.nic.linux;

import org.paceline.nic.DeviceException;

/** Error numbers of Linux that this package meets, and what they ask of the user. Numbers from asm-generic/errno.h. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int EMFILE = 24;
    static final int EMSGSIZE = 90;
    static final int ENOPROTOOPT = 92;
    static final int EOPNOTSUPP = 95;
    static final int ENETDOWN = 100;
    static final int ENOBUFS = 105;

    private Errno() {}

    /** The exception for a failed call, on one line: the call, its object, the reason, the remedy. */
    static DeviceException failure(String call, String subject, long result) {
        return failure(call, subject, result, remedy((int) -result, subject));
    }

    /**
     * The same with a remedy that only the caller can know.
     *
     * @param result the call's result, an error number with its sign turned
     */
    static DeviceException failure(String call, String subject, long result, String remedy) {
        return new DeviceException(call + " for " + subject + " failed: " + describe(result) + "; " + remedy);
    }

    /** Such as {@code Operation not permitted (errno 1)}. */
    static String describe(long result) {
        int errno = (int) -result;
        return LinuxCalls.errorText(errno) + " (errno " + errno + ")";
    }

    private static String remedy(int errno, String subject) {
        return switch (errno) {
            case EPERM, EACCES -> "run as root, or inside a user and network namespace of your own (unshare -rn)";
            case ENODEV, ENXIO -> "list the interfaces of this network namespace with: ip link";
            case ENETDOWN, EIO -> "bring the interface up with: ip link set " + subject + " up";
            case ENOENT -> "check that the path exists";
            case EBUSY -> "somebody else holds it: close that program or choose another name";
            case EMFILE -> "raise the limit of open files (ulimit -n)";
            case ENOMEM, ENOBUFS -> "free memory or ask for a smaller ring";
            case ENOPROTOOPT, EOPNOTSUPP -> "this kernel does not offer it: Linux 4.20 or newer is needed";
            case EBADF -> "the device has been closed";
            default -> "see errno(3)";
        };
    }
}
