package org.paceline.probe.sweep;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.ParkThenSpin;

/**
 * The sending end of a sweep: tells the receiver over TCP that packets will come, sends them over UDP or on the same
 * connection, and fetches the times of their arrival. {@link SweepReceiver} is the other end.
 */
public final class SweepRun {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int ANSWER_TIMEOUT_MS = 30_000;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private SweepRun() {}

    /** Runs a sweep whose sender sleeps and spins the rest of each wait. */
    public static SweepResult against(InetSocketAddress receiver, SweepPlan plan, SweepProgress progress) {
        return against(receiver, plan, new ParkThenSpin(NanoClock.system()), progress);
    }

    /**
     * Runs a sweep, after a rehearsal of a second that the receiver does not see.
     *
     * @param waiter by which the sender waits for each packet's time
     * @throws SweepException when there is no receiver, or it went away
     */
    public static SweepResult against(
            InetSocketAddress receiver, SweepPlan plan, DeadlineWaiter waiter, SweepProgress progress) {
        if (receiver.isUnresolved()) {
            throw new SweepException("no host is called " + receiver.getHostString());
        }
        return reported(receiver, () -> {
            try (Socket control = new Socket()) {
                control.connect(receiver, CONNECT_TIMEOUT_MS);
                control.setSoTimeout(ANSWER_TIMEOUT_MS);
                SweepRehearsal.of(plan, waiter);
                return run(control, receiver, plan, waiter, progress);
            }
        });
    }

    /**
     * Runs a sweep over TCP.
     *
     * @param connecting opens the connection to the receiver, whose segments are as long as the plan's packets; who
     *     opened it closes it
     * @throws SweepException when there is no receiver, or it went away
     */
    public static SweepResult over(
            Connecting connecting, InetSocketAddress receiver, SweepPlan plan, SweepProgress progress) {
        if (receiver.isUnresolved()) {
            throw new SweepException("no host is called " + receiver.getHostString());
        }
        return reported(receiver, () -> run(connecting.open(), receiver, plan, progress));
    }

    private static SweepResult reported(InetSocketAddress receiver, Sweep sweep) {
        try {
            return sweep.run();
        } catch (ConnectException refused) {
            throw new SweepException(
                    "nobody listens at " + text(receiver) + "; start there: paceline probe receive", refused);
        } catch (EOFException gone) {
            throw new SweepException("the receiver at " + text(receiver) + " ended, or serves another run", gone);
        } catch (IOException failure) {
            throw new SweepException("the sweep to " + text(receiver) + " failed: " + failure.getMessage(), failure);
        }
    }

    private static SweepResult run(SegmentLink link, InetSocketAddress receiver, SweepPlan plan, SweepProgress progress)
            throws IOException {
        int run = new Random().nextInt();
        byte[] greeting = SweepGreeting.of(plan, run).bytes();
        link.write(greeting, greeting.length);
        SegmentSender sender = new SegmentSender(link, plan, run);
        String stamps = sender.input().readUTF();
        List<GapTrain> trains = plan.trains();
        SweepTimes times = sender.send(trains, progress);
        SweepPackets packets = new SweepPackets(run, link.local(), receiver, epochLessClockNs(), times);
        fetchArrivals(sender.input(), times);
        List<GapPoint> curve = GapCurve.of(trains, times);
        return new SweepResult(
                plan,
                stamps,
                sender.clockOffset(),
                times.sent(),
                times.lost(),
                sender.resent(),
                sender.setAside(),
                curve,
                packets);
    }

    private static SweepResult run(
            Socket control, InetSocketAddress receiver, SweepPlan plan, DeadlineWaiter waiter, SweepProgress progress)
            throws IOException {
        DataOutputStream out = new DataOutputStream(control.getOutputStream());
        DataInputStream in = new DataInputStream(new BufferedInputStream(control.getInputStream()));
        int run = new Random().nextInt();
        out.write(SweepGreeting.of(plan, run).bytes());
        String stamps = in.readUTF();
        List<GapTrain> trains = plan.trains();
        try (SweepSender sender = SweepSender.open(receiver, plan, waiter, run)) {
            SweepTimes times = sender.send(trains, progress);
            SweepPackets packets = new SweepPackets(run, sender.local(), receiver, epochLessClockNs(), times);
            out.writeByte(1); // all is sent
            fetchArrivals(in, times);
            List<GapPoint> curve = GapCurve.of(trains, times);
            return new SweepResult(plan, stamps, clock(sender), times.sent(), times.lost(), 0, 0, curve, packets);
        }
    }

    private static ClockOffset clock(SweepSender sender) {
        try {
            return sender.clockOffset();
        } catch (IllegalStateException unanswered) {
            throw new SweepException(
                    "no UDP packet came back from the receiver; is its port open for UDP too?", unanswered);
        }
    }

    /** What the time since 1970 is ahead of the clock that the sender takes its times from. */
    private static long epochLessClockNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NS_PER_SECOND + now.getNano() - System.nanoTime();
    }

    private static void fetchArrivals(DataInputStream in, SweepTimes times) throws IOException {
        int arrived = in.readInt();
        for (int each = 0; each < arrived; each++) {
            int sequence = in.readInt();
            long arrivedNs = in.readLong();
            if (sequence < 0 || sequence >= times.packets()) {
                throw new IOException("the receiver tells of packet " + sequence + ", which there is not");
            }
            if (times.writtenNs(sequence) != SweepTimes.MISSING) { // else it was set aside
                times.arrived(sequence, arrivedNs);
            }
        }
    }

    /** Opens the connection of a sweep over TCP. */
    @FunctionalInterface
    public interface Connecting {
        SegmentLink open() throws IOException;
    }

    @FunctionalInterface
    private interface Sweep {
        SweepResult run() throws IOException;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + " port " + address.getPort();
    }
}
