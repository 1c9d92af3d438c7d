package org.paceline.packetdrill.socket;

/** Who wants to know of connections that the script's own calls open. */
@FunctionalInterface
public interface ConnectionWatch {
    void opened(int localPort, int remotePort);
}
