package org.paceline.cli.lab;

import org.paceline.probe.host.StealTime;

/** What is taken from a guest and from its host, from now on. */
final class GuestWatch {
    private final long pid;
    private final StealTime stolen = StealTime.now();
    private final RunDelay delay;

    /** @param pid of the guest's QEMU */
    GuestWatch(long pid) {
        this.pid = pid;
        delay = RunDelay.of(pid);
    }

    /** Ends. */
    GuestRun end(GuestBoot boot) {
        RunDelay now = RunDelay.of(pid);
        return new GuestRun(boot, StealTime.now().msSince(stolen), now.shareSince(delay), now.shareOfWorkSince(delay));
    }
}
