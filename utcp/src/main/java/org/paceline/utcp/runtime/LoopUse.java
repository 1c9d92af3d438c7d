package org.paceline.utcp.runtime;

import org.paceline.utcp.tcp.congestion.CpuHeadroom;

/**
 * What a loop's thread has used so far.
 *
 * @param atNs when this was asked
 * @param cpuNs CPU time of the thread, -1 where the JVM does not tell
 * @param spunNs time spent spinning for a departure, by the clock: what others took of the core meanwhile is in it
 * @param busyShare part of the last 10 ms that it worked or was late, by the clock
 * @param heldGrowths acknowledgments at which a window was not allowed to grow, since the loop had no time for it
 */
public record LoopUse(long atNs, long cpuNs, long spunNs, double busyShare, long heldGrowths) {
    static LoopUse of(long atNs, long cpuNs, long spunNs, CpuHeadroom headroom) {
        return new LoopUse(atNs, cpuNs, spunNs, headroom.share(), headroom.heldGrowths());
    }
}
