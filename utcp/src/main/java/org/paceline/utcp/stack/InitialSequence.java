package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpAddress;

/**
 * Numbers that an attacker off the path must not guess, each from the connection's addresses and the stack's secret:
 * the ISN of RFC 6528, the timestamp offset of RFC 7323 5.4 and the first port to try of RFC 6056 3.3.3.
 */
final class InitialSequence {
    /** RFC 9293 3.4.1: the ISN clock ticks every 4 microseconds. */
    private static final long TICK_NS = 4_000;

    private static final long SEQUENCE = 1;
    private static final long TIMESTAMP = 2;
    private static final long PORT = 3;

    private final SipHash hash;

    InitialSequence(long secretLow, long secretHigh) {
        this.hash = new SipHash(secretLow, secretHigh);
    }

    /** RFC 6528 section 3: ISN = M + F(localip, localport, remoteip, remoteport, secretkey). */
    int isn(IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort, long nowNs) {
        return (int) (nowNs / TICK_NS) + (int) of(SEQUENCE, localAddress, localPort, remoteAddress, remotePort);
    }

    int timestampOffset(IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort) {
        return (int) of(TIMESTAMP, localAddress, localPort, remoteAddress, remotePort);
    }

    /** Offset into a range of ports, the same for one peer as long as the secret lives. */
    int portOffset(IpAddress localAddress, IpAddress remoteAddress, int remotePort, int ports) {
        return (int) Long.remainderUnsigned(of(PORT, localAddress, 0, remoteAddress, remotePort), ports);
    }

    private long of(long purpose, IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort) {
        long ports = (purpose << 32) | ((long) localPort << 16) | remotePort;
        return hash.of(localAddress.high(), localAddress.low(), remoteAddress.high(), remoteAddress.low(), ports);
    }
}
