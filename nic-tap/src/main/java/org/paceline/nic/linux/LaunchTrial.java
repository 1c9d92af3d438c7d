package org.paceline.nic.linux;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.PauseFrame;

/**
 * Whether the queueing discipline of an interface holds frames until their launch time, found out with a PAUSE frame
 * (IEEE 802.3 annex 31B, no time, forwarded by no bridge) and the kernel's stamp of its departure.
 */
final class LaunchTrial {
    private static final long AHEAD_NS = 20_000_000;
    private static final long PATIENCE_NS = 3 * AHEAD_NS;

    /** An answer of the trial: the clock to use, or the reason why there is none. */
    record Answer(@Nullable LaunchClock clock, String refusal) {}

    private LaunchTrial() {}

    /** @param macAddress sender of the trial's frames */
    static Answer of(String interfaceName, long macAddress) {
        String refusal = "";
        for (LaunchClock clock : LaunchClock.values()) {
            String failure = attempt(clock, interfaceName, macAddress);
            if (failure.isEmpty()) {
                return new Answer(clock, "");
            }
            refusal = refusal.isEmpty() ? failure : refusal;
        }
        return new Answer(null, refusal);
    }

    /** Empty when the frame left at its time. */
    private static String attempt(LaunchClock clock, String interfaceName, long macAddress) {
        try (PacketSocket socket = new PacketSocket(interfaceName)) {
            int granted = socket.launchTimes(clock);
            if (granted < 0) {
                return "setsockopt(SO_TXTIME) on " + interfaceName + " failed: " + Errno.describe(granted);
            }
            socket.stampDepartures();
            socket.ignoreOutgoing();
            socket.bind();
            StampQueue stamps = new StampQueue(socket.fd(), ArrivalClock.ofKernel());
            NativeMemory frame = new NativeMemory(PauseFrame.MIN_BYTES);
            PauseFrame.write(frame.bytes().order(ByteOrder.BIG_ENDIAN), macAddress, PauseFrame.MIN_BYTES);
            long nowNs = System.nanoTime();
            int sent = new LaunchMessage(frame)
                    .send(socket.fd(), PauseFrame.MIN_BYTES, nowNs + AHEAD_NS + clock.aheadNs());
            if (sent < 0) {
                return "sending with a launch time on " + interfaceName + " failed: " + Errno.describe(sent);
            }
            stamps.onNumbered();
            return judge(stamps, nowNs, interfaceName);
        }
    }

    private static String judge(StampQueue stamps, long sentNs, String interfaceName) {
        while (!stamps.next()) {
            if (System.nanoTime() - sentNs > PATIENCE_NS) {
                return "a frame to be launched 20 ms ahead left no transmit stamp on " + interfaceName
                        + " (dropped by the qdisc, or a driver without stamps)";
            }
            pause();
        }
        long heldNs = stamps.stampNs() - sentNs;
        return heldNs >= AHEAD_NS / 2
                ? ""
                : "a frame to be launched 20 ms ahead left " + interfaceName + " after " + Math.max(0, heldNs / 1_000)
                        + " us: its qdisc does not honour SO_TXTIME (fq and etf do: tc qdisc replace dev "
                        + interfaceName + " root fq)";
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
