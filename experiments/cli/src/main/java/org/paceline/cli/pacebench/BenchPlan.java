package org.paceline.cli.pacebench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.runtime.WaitMode;

/**
 * What a bench compares.
 *
 * @param ratesBitsPerSecond of packets of 1,500 bytes
 * @param seconds that each turn counts, its warm-up not included
 * @param rounds how often each arm has its turn
 * @param scheduling of every thread that sends from user space
 */
public record BenchPlan(
        List<Long> ratesBitsPerSecond,
        List<Mechanism> mechanisms,
        List<WaitMode> waiters,
        List<BenchDevice> devices,
        int seconds,
        int rounds,
        SenderScheduling scheduling) {
    /** Slow start and the compiler; left out of every figure. */
    static final double WARM_UP_SECONDS = 0.5;

    /** A packet a second and a half: below this a turn would see too few. */
    private static final long MIN_RATE_BITS_PER_SECOND = 100_000;

    /** A gap of 2.4 us; one frame costs a sender here about 2 us. */
    private static final long MAX_RATE_BITS_PER_SECOND = 5_000_000_000L;

    private static final int MAX_SECONDS = 60;
    private static final int MAX_ROUNDS = 100;

    public BenchPlan {
        ratesBitsPerSecond = List.copyOf(ratesBitsPerSecond);
        mechanisms = List.copyOf(mechanisms);
        waiters = List.copyOf(waiters);
        devices = List.copyOf(devices);
        for (long rate : ratesBitsPerSecond) {
            require(
                    rate >= MIN_RATE_BITS_PER_SECOND && rate <= MAX_RATE_BITS_PER_SECOND,
                    "a rate is 100k to 5G bits per second, not " + rate);
        }
        require(seconds >= 1 && seconds <= MAX_SECONDS, "a turn takes 1 to " + MAX_SECONDS + " seconds");
        require(rounds >= 1 && rounds <= MAX_ROUNDS, "there are 1 to " + MAX_ROUNDS + " rounds");
        require(
                !ratesBitsPerSecond.isEmpty() && !mechanisms.isEmpty() && !waiters.isEmpty() && !devices.isEmpty(),
                "a bench needs a rate, a mechanism, a waiter and a device");
    }

    /** Every combination that means something: the kernel's pacers wait by themselves, on the veth pair. */
    List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        for (long rate : ratesBitsPerSecond) {
            for (Mechanism mechanism : mechanisms) {
                if (mechanism.ours()) {
                    devices.forEach(
                            device -> waiters.forEach(waiter -> arms.add(new Arm(mechanism, device, waiter, rate))));
                } else if (devices.contains(BenchDevice.PACKET)) {
                    @Nullable WaitMode kernel = null;
                    arms.add(new Arm(mechanism, BenchDevice.PACKET, kernel, rate));
                }
            }
        }
        return arms;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
