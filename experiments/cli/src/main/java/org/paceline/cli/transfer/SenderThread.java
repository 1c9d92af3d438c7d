package org.paceline.cli.transfer;

import org.paceline.nic.linux.ThreadScheduling;

/** How a thread that sends is scheduled here; what is not granted is left as it is. */
public final class SenderThread {
    /** Below the bottleneck's, which would otherwise hold back both arms' frames and not only one's. */
    private static final int PRIORITY = 5;

    private static final long TIMER_SLACK_NS = 1;

    private SenderThread() {}

    /** Prepares the calling thread. */
    public static void prepare() {
        ThreadScheduling.timerSlack(TIMER_SLACK_NS);
        ThreadScheduling.realtime(PRIORITY);
    }
}
