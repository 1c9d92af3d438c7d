package org.paceline.packetdrill.profile;

import java.util.List;

/** What commands of FreeBSD see and do of the host's sockets. */
public interface SocketList {
    /** A line for each, as {@code sockstat -s} prints it. */
    List<String> lines();

    /** Ends, with a RST, each connection whose line matches, as {@code tcpdrop} does; how many these were. */
    int drop(String pattern);
}
