package org.paceline.utcp.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.DeviceException;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.TransmitGate;
import org.paceline.pacer.ipg.IpgControl;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.stack.StackCounters;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.Departure;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * Runs one stack on one device in a thread of its own: receive, timers, transmit, and then a wait for the next
 * departure.
 *
 * <p>Sockets may be used from any thread; what they want is done on the loop's. {@link #close} resets what is still
 * open, and closes the device.
 */
public final class StackLoop implements AutoCloseable {
    /** Frames in one turn, so that neither direction keeps the other waiting for more than some 100 us. */
    private static final int FRAMES_PER_TURN = 64;

    /** How long to leave a full device alone. */
    private static final long DEVICE_FULL_RETRY_NS = 20_000;

    /** The loop's answer to a command comes in microseconds; this is for a machine that stands still. */
    private static final long COMMAND_TIMEOUT_S = 30;

    private static final byte[] NO_DATA = {};

    private final WireDevice device;
    private final LoopConfig config;
    private final TcpStack stack;
    private final NanoClock clock = NanoClock.system();
    private final TransmitGate gate;
    private final DeadlineWaiter waiter;
    private final HeadroomWait headroomWait;
    private final IpgChoice ipgChoice;
    private final IpgControl ipg;
    private final PendingStamps pendingStamps;
    private final WakeSource wakeSource = new Arrivals();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final ByteBuffer received;
    private final ByteBuffer departing;
    private final Thread thread;

    /** A frame that the wait has found already, or that the device refused; lengths of 0 for none. */
    private int receivedBytes;

    private int departingBytes;
    private long departureNs;
    private volatile boolean parked;
    private volatile boolean running = true;
    private volatile @Nullable DeviceException failure;

    private StackLoop(WireDevice device, StackConfig stackConfig, LoopConfig config) {
        this.device = device;
        this.config = config;
        this.stack = new TcpStack(
                stackConfig,
                device.capabilities().macAddress(),
                device.capabilities().mtuBytes());
        this.waiter = config.waitMode().waiter(clock);
        stack.headroom().on(config.cpuHeadroom());
        this.headroomWait = new HeadroomWait(
                stack.headroom(), clock, () -> receivedBytes > 0 ? device.arrivalNs() : NanoClock.NEVER_NS);
        this.ipgChoice = IpgChoice.of(config.ipg(), device, clock);
        this.ipg = ipgChoice.control();
        this.gate = new TransmitGate(ipgChoice.deviceQueue(config.deviceQueue()), config.aggregateRate());
        stack.turns().limit(gate);
        this.pendingStamps = new PendingStamps(device.stamps(), config.departures());
        this.received = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
        this.departing = ByteBuffer.allocateDirect(device.capabilities().maxFrameBytes());
        this.thread = new Thread(this::run, config.threadName());
        this.thread.setDaemon(true);
    }

    /** Starts a loop, which owns the device from now on. */
    public static StackLoop open(WireDevice device, StackConfig stackConfig, LoopConfig config) {
        StackLoop loop = new StackLoop(device, stackConfig, config);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            config.onThread().run();
            while (running) {
                long nowNs = clock.nowNs();
                if (doWork(nowNs) > 0) {
                    stack.headroom().onWork(nowNs, clock.nowNs());
                } else {
                    headroomWait.until(wakeUpNs(), waiter, wakeSource);
                    stack.releaseResolution(usualLatenessNs());
                }
            }
            resetAll();
        } catch (DeviceException e) {
            failure = e;
        } finally {
            running = false;
            drainCommands();
            stack.forEachAssociation(association -> ((UtcpSocket) association.user()).loopEnded());
            device.close();
        }
    }

    private int doWork(long nowNs) {
        int work = drainCommands();
        work += receive(nowNs);
        stack.handleTimeouts(nowNs);
        work += transmit();
        pendingStamps.collect();
        return work;
    }

    private int drainCommands() {
        int done = 0;
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            done++;
        }
        return done;
    }

    private int receive(long nowNs) {
        int frames = 0;
        while (frames < FRAMES_PER_TURN && frameArrived()) {
            stack.handleFrame(nowNs, device.arrivalNs(), received, receivedBytes);
            receivedBytes = 0;
            frames++;
        }
        return frames;
    }

    private boolean frameArrived() {
        if (receivedBytes == 0) {
            receivedBytes = device.receive(received);
        }
        return receivedBytes > 0;
    }

    private int transmit() {
        int frames = 0;
        while (frames < FRAMES_PER_TURN && frameDeparts()) {
            frames++;
        }
        return frames;
    }

    private boolean frameDeparts() {
        if (departingBytes == 0) {
            askDevice();
            departureNs = departureNs();
            departingBytes = stack.pollTransmit(departureNs, departing);
        }
        if (departingBytes == 0) {
            return false;
        }
        long releasedNs = ipg.release(departing, departingBytes, departureNs);
        if (releasedNs == IpgControl.REFUSED) {
            return false;
        }
        measure(releasedNs, departingBytes);
        departingBytes = 0;
        return true;
    }

    /** The gate knows what went into the device's queue; what has left it is asked when that matters. */
    private void askDevice() {
        if (gate.full()) {
            gate.onStanding(clock.nowNs(), device.transmitted().standingFrames());
        }
    }

    /** Now, or the time of a departure that is close enough to build its segment already. */
    private long departureNs() {
        long nowNs = clock.nowNs();
        long dueNs = stack.nextDeadlineNs(nowNs);
        return nowNs >= ipg.earliestReleaseNs(dueNs) ? Math.max(nowNs, dueNs) : nowNs;
    }

    private void measure(long releasedNs, int frameBytes) {
        Association association = stack.transmitted();
        Departure departure = stack.lastDeparture();
        if (association == null || departure == null || !departure.paced()) {
            return;
        }
        ((UtcpSocket) association.user()).departed(departure, releasedNs);
        if (departure.creditNs() > 0 || departure.skippedNs() > 0) {
            config.departures().late(association.connection().localPort(), departure.creditNs(), departure.skippedNs());
        }
        long plannedNs = departure.waited() ? departure.plannedNs() : DepartureListener.UNPLANNED;
        int localPort = association.connection().localPort();
        pendingStamps.departed(localPort, plannedNs, releasedNs);
        config.departures().departed(localPort, plannedNs, releasedNs, departure.gapNs(), frameBytes);
    }

    /** When to be back: in time to build the next segment. */
    private long wakeUpNs() {
        long nowNs = clock.nowNs();
        if (departingBytes > 0) {
            return nowNs + DEVICE_FULL_RETRY_NS;
        }
        return ipg.earliestReleaseNs(stack.nextDeadlineNs(nowNs));
    }

    /** How late the waiter makes a departure as a rule: what waking ahead of one at 0 leaves of its oversleep. */
    private long usualLatenessNs() {
        return Math.max(0, ipg.earliestReleaseNs(0) + waiter.oversleep().typicalNs());
    }

    private void resetAll() {
        stack.forEachAssociation(association -> {
            association.connection().abort();
            ((UtcpSocket) association.user()).touch();
        });
        drainCommands();
        while (transmit() > 0) {
            // one turn takes only so many frames, and every peer is to have its RST
        }
    }

    /** What may end the loop's wait: a frame, or a command. */
    private final class Arrivals implements WakeSource {
        @Override
        public boolean ready() {
            return !commands.isEmpty() || frameArrived();
        }

        @Override
        public void park(long maxNs) {
            parked = true;
            if (commands.isEmpty()) {
                device.awaitFrame(maxNs);
            }
            parked = false;
        }
    }

    // for the sockets

    /** Has the loop's thread run a command; dropped when the loop has ended. */
    void execute(Runnable command) {
        commands.add(command);
        if (parked) {
            device.wakeUp();
        }
    }

    /** Asks the loop's thread for something, and waits for the answer. */
    <T> T ask(Supplier<T> question) throws IOException {
        requireRunning();
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            while (true) {
                try {
                    return answer.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    requireRunning();
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the stack", e);
        }
    }

    /** @throws IOException with the device's words when the loop has ended */
    void requireRunning() throws IOException {
        if (running) {
            return;
        }
        DeviceException cause = failure;
        throw cause == null ? new IOException("the stack is closed") : new IOException(cause.getMessage(), cause);
    }

    TcpStack stack() {
        return stack;
    }

    long nowNs() {
        return clock.nowNs();
    }

    // for the user

    /**
     * Connects, and waits until the connection is open.
     *
     * @throws java.net.ConnectException when the peer refuses
     * @throws java.net.SocketTimeoutException when nobody answers in time
     * @throws java.net.NoRouteToHostException when the next hop does not answer ARP or neighbour discovery
     */
    public UtcpSocket connect(IpAddress remoteAddress, int remotePort, TcpConfig tcpConfig, long timeoutNs)
            throws IOException {
        return connect(remoteAddress, remotePort, tcpConfig, timeoutNs, NO_DATA);
    }

    /**
     * Connects, and has the SYN carry as much of {@code firstData} as Fast Open allows (RFC 7413); the rest follows it.
     * With Fast Open switched on the peer may get it twice. What the send buffer does not take is refused.
     */
    public UtcpSocket connect(
            IpAddress remoteAddress, int remotePort, TcpConfig tcpConfig, long timeoutNs, byte[] firstData)
            throws IOException {
        UtcpSocket socket = new UtcpSocket(this);
        ask(() -> {
            Association association = stack.connect(clock.nowNs(), remoteAddress, remotePort, tcpConfig, socket);
            int taken = association.connection().sendBuffer().append(firstData, 0, firstData.length);
            if (taken < firstData.length) {
                association.connection().abort();
                throw new IllegalArgumentException("the send buffer takes " + taken + " bytes of the first data");
            }
            return association;
        });
        socket.awaitOpen(timeoutNs);
        return socket;
    }

    /** Listens on a port; at most {@code backlog} connections wait to be accepted or for the end of their handshake. */
    public UtcpServerSocket listen(int port, int backlog, TcpConfig tcpConfig) throws IOException {
        UtcpServerSocket server = new UtcpServerSocket(this, port, backlog, tcpConfig);
        ask(() -> {
            stack.listen(port, server);
            return server;
        });
        return server;
    }

    /**
     * Lateness of the loop's own waiter with nothing to send, measured on the loop's thread, which does nothing else
     * meanwhile: to be asked before a run, or after it.
     */
    public Percentiles noiseFloor(long intervalNs, int deadlines) throws IOException {
        return ask(() -> new NoiseFloor(clock, waiter, wakeSource).measure(intervalNs, deadlines));
    }

    /** What the loop's thread has used so far. */
    public LoopUse use() throws IOException {
        return ask(() -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long cpuNs = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
            return LoopUse.of(clock.nowNs(), cpuNs, waiter.spunNs(), stack.headroom());
        });
    }

    /** What holds the gap between frames, and why. */
    public IpgChoice ipg() {
        return ipgChoice;
    }

    /** What the stack has dropped and answered so far. */
    public StackCounters counters() {
        return stack.counters();
    }

    @Override
    public void close() {
        running = false;
        device.wakeUp();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(COMMAND_TIMEOUT_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
