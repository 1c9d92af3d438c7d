package org.paceline.utcp.tcp;

import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.congestion.AckSample;
import org.paceline.utcp.tcp.congestion.CpuHeadroom;
import org.paceline.utcp.tcp.recovery.AckReport;
import org.paceline.utcp.tcp.recovery.RateSample;
import org.paceline.utcp.tcp.recovery.SlotPool;

/**
 * What a connection shares with all others of its stack: bounds and pools, and objects that are filled anew in each
 * call, so that an idle connection need not hold them.
 *
 * @param memory the bound of what all buffers hold
 * @param chunks where buffers take their bytes from
 * @param challenges where challenge ACKs are counted
 * @param departing options of the segment that is being written
 * @param departure of the segment that left last
 * @param report what the acknowledgment that is being handled tells the loss recovery
 * @param sample what it tells congestion control
 * @param rate what it tells of the path's rate
 * @param slots where retransmission queues take their slots from
 * @param resolution how exactly departures are held
 * @param headroom whether the loop has time for larger windows
 * @param arrives what handles a segment that came
 */
public record SharedLimits(
        MemoryBudget memory,
        ChunkPool chunks,
        ChallengeBudget challenges,
        TcpOptions departing,
        Departure departure,
        AckReport report,
        AckSample sample,
        RateSample rate,
        SlotPool slots,
        ReleaseResolution resolution,
        CpuHeadroom headroom,
        SegmentArrives arrives) {
    public static SharedLimits of(MemoryBudget memory, ChallengeBudget challenges) {
        return new SharedLimits(
                memory,
                new ChunkPool(memory),
                challenges,
                new TcpOptions(),
                new Departure(),
                new AckReport(),
                new AckSample(),
                new RateSample(),
                new SlotPool(),
                new ReleaseResolution(),
                new CpuHeadroom(),
                new SegmentArrives());
    }

    /** For a connection without a stack. */
    public static SharedLimits none() {
        return of(MemoryBudget.unlimited(), ChallengeBudget.unlimited());
    }
}
