package org.paceline.probe.synthetic;

import java.util.Random;

/** Mechanisms that move packets together, each as its source describes it (docs/probe.md has the sources). */
final class Coalescers {
    private static final int WIRE_OVERHEAD_BYTES = 24;
    private static final int CROSS_FRAME_BYTES = 1_514;

    private Coalescers() {}

    /** Flushes with every {@code packets}-th packet; they leave {@code innerNs} apart. */
    static Coalescer batch(int packets, long innerNs) {
        return (times, bytes, random) -> {
            for (int start = 0; start < times.length; start += packets) {
                int end = Math.min(times.length, start + packets);
                release(times, start, end, times[end - 1], innerNs, random);
            }
        };
    }

    /** The first packet starts a timer; what has come until it fires leaves then, late by up to {@code lateNs}. */
    static Coalescer timer(long timerNs, long lateNs, int most, long innerNs) {
        return (times, bytes, random) -> {
            int start = 0;
            while (start < times.length) {
                long fires = times[start] + timerNs + Math.round(lateNs * random.nextDouble());
                int end = start;
                while (end < times.length && times[end] <= fires && end - start < most) {
                    end++;
                }
                release(times, start, end, Math.max(fires, times[end - 1]), innerNs, random);
                start = end;
            }
        };
    }

    /** A clock that runs whatever comes: packets leave at its next tick. */
    static Coalescer tick(long periodNs, long innerNs) {
        return (times, bytes, random) -> {
            long phase = Math.floorMod(random.nextLong(), periodNs);
            int start = 0;
            while (start < times.length) {
                long tick = (times[start] + phase + periodNs - 1) / periodNs * periodNs - phase;
                int end = start;
                while (end < times.length && times[end] <= tick) {
                    end++;
                }
                release(times, start, end, tick, innerNs, random);
                start = end;
            }
        };
    }

    /** Credit of a share of the rate, refilled at each period; without credit packets wait for the next refill. */
    static Coalescer credit(long periodNs, double shareOfRate, long innerNs) {
        return (times, bytes, random) -> {
            double rateBytesNs = meanRate(times, bytes);
            double refill = shareOfRate * rateBytesNs * periodNs;
            double credit = refill;
            long period = times[0] / periodNs;
            long free = 0;
            for (int packet = 0; packet < times.length; packet++) {
                long at = Math.max(times[packet], free);
                if (at / periodNs > period) {
                    period = at / periodNs;
                    credit = refill;
                }
                while (credit < bytes[packet]) {
                    period++;
                    at = period * periodNs;
                    credit += refill;
                }
                credit -= bytes[packet];
                times[packet] = at;
                free = at + spread((double) innerNs, random);
            }
        };
    }

    /** Runs for a while, stands still for a while: packets of the second leave at its end. */
    static Coalescer slices(long offLowNs, long offHighNs, long onLowNs, long onHighNs, long innerNs) {
        return (times, bytes, random) -> {
            long offFrom = times[0] + between(onLowNs, onHighNs, random);
            long offTo = offFrom + between(offLowNs, offHighNs, random);
            long free = 0;
            for (int packet = 0; packet < times.length; packet++) {
                while (times[packet] > offTo) {
                    offFrom = offTo + between(onLowNs, onHighNs, random);
                    offTo = offFrom + between(offLowNs, offHighNs, random);
                }
                long at = times[packet] < offFrom ? times[packet] : offTo;
                times[packet] = Math.max(at, free);
                free = times[packet] + spread((double) innerNs, random);
            }
        };
    }

    /** A worker that looks when it can, and takes up to {@code most} packets: vhost, NAPI under load. */
    static Coalescer worker(double meanBusyNs, int most, long innerNs) {
        return (times, bytes, random) -> {
            int start = 0;
            long looks = times[0];
            while (start < times.length) {
                looks = Math.max(looks, times[start]);
                int end = start;
                while (end < times.length && times[end] <= looks && end - start < most) {
                    end++;
                }
                release(times, start, end, looks, innerNs, random);
                looks = times[end - 1] + Math.round(meanBusyNs * -Math.log(1 - random.nextDouble()));
                start = end;
            }
        };
    }

    /** A link that others load with bursts: packets queue, and leave at the pace of the link. */
    static Coalescer congestion(double linkOverRate, double crossLoad, int crossBurst) {
        return (times, bytes, random) -> {
            double link = linkOverRate * meanRate(times, bytes);
            double crossNs = crossBurst * (CROSS_FRAME_BYTES + WIRE_OVERHEAD_BYTES) / link;
            double meanBetweenNs = crossNs / crossLoad;
            double free = times[0];
            double nextCross = times[0];
            for (int packet = 0; packet < times.length; packet++) {
                while (nextCross <= times[packet]) {
                    double length = 2 * random.nextDouble() * crossNs;
                    free = Math.max(free, nextCross) + length;
                    nextCross += meanBetweenNs * -Math.log(1 - random.nextDouble());
                }
                free = Math.max(free, (double) times[packet]) + (bytes[packet] + WIRE_OVERHEAD_BYTES) / link;
                times[packet] = Math.round(free);
            }
        };
    }

    /** Wake-ups that are late now and then; what was due leaves at once. */
    static Coalescer lateWakeups(double share, double meanLateNs, long innerNs) {
        return (times, bytes, random) -> {
            long awake = 0;
            long free = 0;
            for (int packet = 0; packet < times.length; packet++) {
                if (times[packet] > awake && random.nextDouble() < share) {
                    awake = times[packet] + Math.round(meanLateNs * -Math.log(1 - random.nextDouble()));
                }
                times[packet] = Math.max(Math.max(times[packet], awake), free);
                free = times[packet] + spread((double) innerNs, random);
            }
        };
    }

    private static void release(long[] times, int start, int end, long atNs, long innerNs, Random random) {
        long at = start > 0 ? Math.max(atNs, times[start - 1]) : atNs;
        for (int packet = start; packet < end; packet++) {
            times[packet] = at;
            at += spread((double) innerNs, random);
        }
    }

    private static long spread(double innerNs, Random random) {
        return Math.round(innerNs * (0.7 + 0.6 * random.nextDouble()));
    }

    private static long between(long lowNs, long highNs, Random random) {
        return lowNs + Math.round((highNs - lowNs) * random.nextDouble());
    }

    /** Bytes a nanosecond. */
    static double meanRate(long[] times, int[] bytes) {
        double sum = 0;
        for (int frameBytes : bytes) {
            sum += frameBytes;
        }
        return sum / (times[times.length - 1] - times[0]);
    }
}
