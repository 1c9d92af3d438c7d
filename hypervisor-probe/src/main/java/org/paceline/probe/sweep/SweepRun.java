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
 * The sending end of a sweep: tells the receiver over TCP that packets will come, sends them over UDP, and fetches the
 * times of their arrival. {@link SweepReceiver} is the other end.
 */
public final class SweepRun {
    static final int GREETING = 0x504C5331;
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int ANSWER_TIMEOUT_MS = 30_000;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private SweepRun() {}

    /** Runs a sweep whose sender sleeps and spins the rest of each wait. */
    public static SweepResult against(InetSocketAddress receiver, SweepPlan plan, SweepProgress progress) {
        return against(receiver, plan, new ParkThenSpin(NanoClock.system()), progress);
    }

    /**
     * Runs a sweep.
     *
     * @param waiter by which the sender waits for each packet's time
     * @throws SweepException when there is no receiver, or it went away
     */
    public static SweepResult against(
            InetSocketAddress receiver, SweepPlan plan, DeadlineWaiter waiter, SweepProgress progress) {
        if (receiver.isUnresolved()) {
            throw new SweepException("no host is called " + receiver.getHostString());
        }
        try (Socket control = new Socket()) {
            control.connect(receiver, CONNECT_TIMEOUT_MS);
            control.setSoTimeout(ANSWER_TIMEOUT_MS);
            return run(control, receiver, plan, waiter, progress);
        } catch (ConnectException refused) {
            throw new SweepException(
                    "nobody listens at " + text(receiver) + "; start there: paceline probe receive", refused);
        } catch (EOFException gone) {
            throw new SweepException("the receiver at " + text(receiver) + " ended, or serves another run", gone);
        } catch (IOException failure) {
            throw new SweepException("the sweep to " + text(receiver) + " failed: " + failure.getMessage(), failure);
        }
    }

    private static SweepResult run(
            Socket control, InetSocketAddress receiver, SweepPlan plan, DeadlineWaiter waiter, SweepProgress progress)
            throws IOException {
        DataOutputStream out = new DataOutputStream(control.getOutputStream());
        DataInputStream in = new DataInputStream(new BufferedInputStream(control.getInputStream()));
        int run = new Random().nextInt();
        out.writeInt(GREETING);
        out.writeInt(run);
        out.writeInt(plan.packets());
        String stamps = in.readUTF();
        List<GapTrain> trains = plan.trains();
        try (SweepSender sender = SweepSender.open(receiver, plan, waiter, run)) {
            SweepTimes times = sender.send(trains, progress);
            SweepPackets packets = new SweepPackets(run, sender.local(), receiver, epochLessClockNs(), times);
            out.writeByte(1); // all is sent
            fetchArrivals(in, times);
            List<GapPoint> curve = GapCurve.of(trains, times);
            return new SweepResult(plan, stamps, clock(sender), times.sent(), times.lost(), curve, packets);
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
            times.arrived(sequence, in.readLong());
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + " port " + address.getPort();
    }
}
