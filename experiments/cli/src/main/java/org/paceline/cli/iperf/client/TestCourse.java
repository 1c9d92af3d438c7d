package org.paceline.cli.iperf.client;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The time in which data moves: from the first write until every byte is acknowledged. Reports the intervals, ends the
 * omitted time, and listens to the server all along.
 */
final class TestCourse {
    /** A path that has not delivered by then will not: the server itself gives up 40 s after the end of the time. */
    private static final long DRAIN_NS = 30_000_000_000L;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final SendSettings settings;
    private final ControlDialogue control;
    private final DataStreams streams;
    private final TestListener listener;
    private final BooleanSupplier interrupted;
    private final List<StreamMeter> meters;
    private final IntervalClock clock;
    private boolean omitting;

    TestCourse(
            SendSettings settings,
            ControlDialogue control,
            DataStreams streams,
            TestListener listener,
            BooleanSupplier interrupted) {
        this.settings = settings;
        this.control = control;
        this.streams = streams;
        this.listener = listener;
        this.interrupted = interrupted;
        this.meters = streams.senders().stream().map(StreamMeter::new).toList();
        this.clock = new IntervalClock(settings.intervalSeconds());
    }

    /**
     * Runs to the end.
     *
     * @return whether every byte written was acknowledged
     */
    boolean run() throws IOException {
        omitting = settings.omitSeconds() > 0;
        streams.budget(omitting ? 0 : settings.totalBytes());
        long startNs = System.nanoTime();
        restart(startNs);
        if (!omitting) {
            listener.onCounted();
        }
        streams.start();
        if (omitting) {
            send(startNs + settings.omitSeconds() * NS_PER_SECOND);
            startNs = System.nanoTime();
            report(startNs);
            omitting = false;
            streams.budget(settings.totalBytes());
            restart(startNs);
            listener.onCounted();
        }
        send(settings.durationSeconds() == 0 ? Long.MAX_VALUE : startNs + settings.durationSeconds() * NS_PER_SECOND);
        return drain();
    }

    /** Time counted so far, in seconds, and what each stream did in it. */
    double reportedSeconds() {
        return clock.reportedSeconds();
    }

    List<StreamSummary> summaries() {
        return meters.stream().map(StreamMeter::summary).toList();
    }

    private void restart(long nowNs) {
        clock.restart(nowNs);
        meters.forEach(StreamMeter::restart);
    }

    private void send(long untilNs) throws IOException {
        long nowNs = System.nanoTime();
        while (nowNs < untilNs && !streams.finished() && !interrupted.getAsBoolean()) {
            streams.check(control);
            // the report at the very end is that of the end
            if (clock.due(nowNs, 0) && untilNs - nowNs > clock.intervalNs() / 2) {
                report(nowNs);
            }
            control.listen(Math.min(ControlDialogue.SLICE_NS, Math.min(clock.untilDueNs(nowNs), untilNs - nowNs)));
            nowNs = System.nanoTime();
        }
        streams.check(control);
    }

    private boolean drain() throws IOException {
        streams.stop();
        long deadlineNs = System.nanoTime() + DRAIN_NS;
        boolean drained = false;
        while (!drained && !interrupted.getAsBoolean() && System.nanoTime() - deadlineNs < 0) {
            drained = streams.drained();
            streams.check(control);
            long nowNs = System.nanoTime();
            // a short tail belongs to the last report
            if (!drained && clock.due(nowNs, clock.intervalNs() / 2)) {
                report(nowNs);
            }
            control.listen(0);
        }
        report(System.nanoTime());
        listener.onSendingEnded();
        return drained;
    }

    private void report(long nowNs) {
        IntervalReport interval = new IntervalReport(
                clock.reportedSeconds(),
                clock.seconds(nowNs),
                omitting,
                meters.stream().map(StreamMeter::report).toList());
        clock.onReported(nowNs);
        if (clock.intervalNs() > 0 && interval.seconds() > 0) {
            listener.onInterval(interval);
        }
    }
}
