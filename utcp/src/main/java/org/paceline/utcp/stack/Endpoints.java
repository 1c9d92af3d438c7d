package org.paceline.utcp.stack;

/** What stands in a {@link ConnectionTable}: something between two addresses, as IpAddress has them, and two ports. */
interface Endpoints {
    long localHigh();

    long localLow();

    int localPort();

    long remoteHigh();

    long remoteLow();

    int remotePort();

    default boolean isBetween(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return remoteLow() == remoteLow
                && remoteHigh() == remoteHigh
                && remotePort() == remotePort
                && localPort() == localPort
                && localLow() == localLow
                && localHigh() == localHigh;
    }
}
