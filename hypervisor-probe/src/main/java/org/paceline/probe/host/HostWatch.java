package org.paceline.probe.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paceline.nic.DeviceException;

/**
 * Watches a host while something else is measured: two threads of its own, one that notes its own stalls every
 * millisecond and one that reads counters. Interfaces are those of the network namespace of the thread that begins.
 */
public final class HostWatch implements AutoCloseable {
    /** Three hours of samples every 100 ms; what comes later is counted and not kept. */
    public static final int MOST_SAMPLES = 108_000;

    private final HostFiles files;
    private final long intervalNs;
    private final InterfaceReader reader;
    private final List<InterfaceState> before = new ArrayList<>();
    private final SchedulingStalls stalls = new SchedulingStalls();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread sampler = new Thread(this::sample, "probe-samples");
    private final List<HostSample> samples = new ArrayList<>();
    private final StealTime stealBefore;
    private final Map<String, Long> eventsBefore;
    private final long beganEpochNs;
    private final long beganNs;
    private long samplesLeftOut;

    private HostWatch(HostFiles files, List<String> interfaces, long intervalNs) {
        this.files = files;
        this.intervalNs = intervalNs;
        this.reader = new InterfaceReader(files);
        for (String name : interfaces.isEmpty() ? reader.active() : interfaces) {
            if (!reader.exists(name)) {
                throw new DeviceException(
                        "there is no interface " + Ballot.printable(name) + " here; list them with: ip link");
            }
            before.add(reader.read(name));
        }
        this.stealBefore = StealTime.of(files);
        this.eventsBefore = EventCounters.read(files);
        this.beganEpochNs = SchedulingStalls.epochNs();
        this.beganNs = System.nanoTime();
    }

    /**
     * Begins.
     *
     * @param interfaces by name; without any, those that are up
     * @param intervalNs length of a sample, above 0
     * @throws DeviceException when there is no such interface
     */
    public static HostWatch begin(HostFiles files, List<String> interfaces, long intervalNs) {
        HostWatch watch = new HostWatch(files, interfaces, intervalNs);
        watch.stalls.start();
        watch.sampler.setDaemon(true);
        watch.sampler.start();
        return watch;
    }

    /** Notes counters now and at the end, without a thread: no stalls and no samples. Otherwise the same. */
    public static HostWatch atEnds(HostFiles files, List<String> interfaces) {
        return new HostWatch(files, interfaces, 0);
    }

    private void sample() {
        StealTime steal = stealBefore;
        Map<String, Long> counters = counters();
        long lastNs = beganNs;
        long dueNs = beganNs + intervalNs;
        boolean more = true;
        while (more) {
            more = !awaitEnd(dueNs - System.nanoTime());
            long nowNs = System.nanoTime();
            StealTime stealNow = StealTime.of(files);
            Map<String, Long> countersNow = counters();
            if (samples.size() < MOST_SAMPLES) {
                samples.add(new HostSample(
                        SchedulingStalls.epochNs(),
                        nowNs - lastNs,
                        stealNow.msSince(steal),
                        stealNow.shareSince(steal),
                        stalls.longestSinceAskedNs(),
                        InterfaceFacts.growth(counters, countersNow)));
            } else {
                samplesLeftOut++;
            }
            steal = stealNow;
            counters = countersNow;
            lastNs = nowNs;
            // a sampler that was late itself does not make up for it
            dueNs = Math.max(dueNs + intervalNs, nowNs);
        }
    }

    private boolean awaitEnd(long maxNs) {
        try {
            return ended.await(Math.max(0, maxNs), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interruption) {
            return true;
        }
    }

    private Map<String, Long> counters() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (InterfaceState state : before) {
            reader.counters(state.name()).forEach((counter, value) -> all.put(state.name() + "/" + counter, value));
        }
        all.putAll(EventCounters.read(files));
        return all;
    }

    /** Ends, and tells what was seen. To be called once. */
    public HostReport end() {
        close();
        StallReport stallReport = stalls.end();
        List<InterfaceFacts> interfaces = new ArrayList<>();
        for (InterfaceState state : before) {
            interfaces.add(new InterfaceFacts(state, reader.read(state.name())));
        }
        StealTime steal = StealTime.of(files);
        return new HostReport(
                HostIdentity.of(files),
                HostFacts.read(files),
                beganEpochNs,
                System.nanoTime() - beganNs,
                intervalNs,
                steal.msSince(stealBefore),
                steal.shareSince(stealBefore),
                stallReport,
                interfaces,
                InterfaceFacts.growth(eventsBefore, EventCounters.read(files)),
                samples,
                samplesLeftOut);
    }

    /** Stops both threads; without a report, when the measurement failed. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (sampler.isAlive()) {
            try {
                sampler.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        stalls.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
