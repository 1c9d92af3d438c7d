package org.paceline.utcp.stack;

import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.TimeWaitRecord;

/** A {@link TimeWaitRecord} in its place in the stack. */
final class TimeWaitEntry implements Endpoints {
    final TimeWaitRecord record;
    private final IpAddress localAddress;
    private final IpAddress remoteAddress;

    /** Where it stands in the {@link TimeWaitLine}, which keeps it. */
    int place;

    TimeWaitEntry(TimeWaitRecord record, IpAddress localAddress, IpAddress remoteAddress) {
        this.record = record;
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
    }

    @Override
    public long localHigh() {
        return localAddress.high();
    }

    @Override
    public long localLow() {
        return localAddress.low();
    }

    @Override
    public int localPort() {
        return record.localPort();
    }

    @Override
    public long remoteHigh() {
        return remoteAddress.high();
    }

    @Override
    public long remoteLow() {
        return remoteAddress.low();
    }

    @Override
    public int remotePort() {
        return record.remotePort();
    }
}
