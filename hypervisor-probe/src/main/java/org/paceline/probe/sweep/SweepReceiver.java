package org.paceline.probe.sweep;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a sweep: answers questions for the time, and notes when each packet was seen, by the kernel's
 * stamps at an interface or, without one, by its own: right after the read of each datagram, or over TCP of each
 * record. TCP hands over nothing behind a lost segment, which shows in its own stamps and not in the kernel's. Times
 * are nanoseconds since 1970. Serves one run after the other; {@link #close} from any thread ends it.
 */
public final class SweepReceiver implements AutoCloseable {
    private static final long SECOND_NS = 1_000_000_000L;

    /** A capture hands its frames over in blocks, some 10 ms late. */
    private static final long CAPTURE_SETTLE_MS = 100;

    /** A sender that says nothing for so long is gone; the longest sweep is bounded by this. */
    private static final int SILENCE_MS = 3_600_000;

    private final ServerSocket control;
    private final DatagramChannel channel;
    private final @Nullable ArrivalCapture capture;
    private final Thread thread = new Thread(this::work, "probe-receiver");
    private volatile @Nullable ArrivalTable table;

    private SweepReceiver(ServerSocket control, DatagramChannel channel, @Nullable ArrivalCapture capture) {
        this.control = control;
        this.channel = channel;
        this.capture = capture;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Listens in the network namespace of the calling thread.
     *
     * @param port for TCP and UDP; 0 takes a free one
     * @param interfaceName whose kernel stamps count; null for the program's own
     */
    public static SweepReceiver open(int port, @Nullable String interfaceName) {
        ArrivalCapture capture = interfaceName == null ? null : new ArrivalCapture(interfaceName);
        try {
            ServerSocket control = new ServerSocket(port);
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(new InetSocketAddress(control.getLocalPort()));
            return new SweepReceiver(control, channel, capture);
        } catch (IOException taken) {
            throw new SweepException(
                    "cannot listen at port " + port + " (" + taken.getMessage() + "); choose another with --port",
                    taken);
        }
    }

    public int port() {
        return control.getLocalPort();
    }

    /**
     * Serves the next run to its end.
     *
     * @return packets that were seen
     * @throws SweepException when the sender went away, or what connected was none
     */
    public int serve() {
        return serve(() -> {});
    }

    /**
     * The same.
     *
     * @param begun is run when a sender is there, before its packets come
     */
    public int serve(Runnable begun) {
        try (Socket sender = control.accept()) {
            sender.setSoTimeout(SILENCE_MS);
            sender.setTcpNoDelay(true);
            return serve(sender, begun);
        } catch (IOException failure) {
            throw new SweepException("the sender went away: " + failure.getMessage(), failure);
        } finally {
            note(null);
        }
    }

    private int serve(Socket sender, Runnable begun) throws IOException {
        DataInputStream in = new DataInputStream(sender.getInputStream());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(sender.getOutputStream()));
        SweepGreeting greeting = SweepGreeting.read(in);
        ArrivalTable arrivals = new ArrivalTable(greeting.run(), greeting.packets(), greeting.recordBytes());
        note(arrivals);
        begun.run();
        out.writeUTF(capture == null ? "program" : "kernel");
        out.flush();
        if (greeting.isTcp()) {
            takeRecords(in, out, arrivals);
        } else {
            in.readByte();
        }
        settle();
        arrivals.writeTo(out);
        out.flush();
        return arrivals.arrived();
    }

    /** Reads record by record, so that each has a stamp of its own, up to the one that says that all is sent. */
    private void takeRecords(DataInputStream in, DataOutputStream out, ArrivalTable arrivals) throws IOException {
        byte[] bytes = new byte[arrivals.recordBytes()];
        ProbeMessage message = new ProbeMessage();
        while (true) {
            in.readFully(bytes);
            long arrivedNs = epochNs();
            if (!message.wrap(ByteBuffer.wrap(bytes), 0, bytes.length)) {
                throw new IOException("what it sent is no record of a sweep");
            }
            if (message.kind() == ProbeMessage.END) {
                return;
            }
            if (message.kind() == ProbeMessage.TIME_REQUEST) {
                message.reply(arrivedNs, epochNs());
                out.write(bytes, 0, ProbeMessage.MIN_BYTES);
                out.flush();
            } else if (capture == null) {
                arrivals.take(message, arrivedNs);
            }
        }
    }

    private void note(@Nullable ArrivalTable arrivals) {
        table = arrivals;
        if (capture != null) {
            capture.fill(arrivals);
        }
    }

    private static void settle() throws IOException {
        try {
            Thread.sleep(CAPTURE_SETTLE_MS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interruption);
        }
    }

    private void work() {
        ByteBuffer packet = ByteBuffer.allocateDirect(1 << 16);
        ProbeMessage message = new ProbeMessage();
        try {
            while (true) {
                SocketAddress sender = channel.receive(packet.clear());
                long arrivedNs = epochNs();
                if (message.wrap(packet, 0, packet.position())) {
                    take(message, arrivedNs, packet, sender);
                }
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException failure) {
            System.getLogger(SweepReceiver.class.getName())
                    .log(System.Logger.Level.WARNING, "the probe's socket failed", failure);
        }
    }

    private void take(ProbeMessage message, long arrivedNs, ByteBuffer packet, SocketAddress sender)
            throws IOException {
        ArrivalTable arrivals = table;
        if (message.kind() == ProbeMessage.TIME_REQUEST) {
            message.reply(arrivedNs, epochNs());
            channel.send(packet.clear().limit(ProbeMessage.MIN_BYTES), sender);
        } else if (arrivals != null && capture == null) {
            arrivals.take(message, arrivedNs);
        }
    }

    private static long epochNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND_NS + now.getNano();
    }

    @Override
    public void close() throws IOException {
        control.close();
        channel.close();
        join(thread);
        if (capture != null) {
            capture.close();
        }
    }

    /** To its end, and however often we are interrupted: what it uses is freed next. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
