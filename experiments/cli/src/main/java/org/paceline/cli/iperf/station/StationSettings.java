package org.paceline.cli.iperf.station;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.utcp.runtime.IpgSettings;
import org.paceline.utcp.runtime.WaitMode;
import org.paceline.utcp.stack.LocalNetwork;

/**
 * Where a station stands and how its thread runs.
 *
 * @param network our addresses and gateways
 * @param macAddress 48 bits, or {@link #DERIVED_MAC}
 * @param capture file for what is sent and received, null for none
 * @param journal folder for the send log, null for none
 * @param cpu counted from 0, or {@link #ANY_CPU}
 * @param txStamps the kernel stamps departures, where the device has that
 * @param ipg what holds the gap between frames
 * @param deviceQueue how much data of all streams may stand in the device's queue
 * @param cpuHeadroom windows grow only while the sending thread has time for it
 */
public record StationSettings(
        DeviceName device,
        LocalNetwork network,
        long macAddress,
        @Nullable Path capture,
        @Nullable Path journal,
        WaitMode waitMode,
        int cpu,
        boolean realtime,
        boolean txStamps,
        IpgSettings ipg,
        TransmitLimit deviceQueue,
        boolean cpuHeadroom) {
    static final long DERIVED_MAC = -1;
    static final int ANY_CPU = -1;
}
