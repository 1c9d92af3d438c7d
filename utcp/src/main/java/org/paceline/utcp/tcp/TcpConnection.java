package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.pacer.control.CongestionPhase;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.utcp.tcp.congestion.AckSample;
import org.paceline.utcp.tcp.congestion.CongestionControl;
import org.paceline.utcp.tcp.recovery.LossRecovery;
import org.paceline.utcp.tcp.recovery.RetransmissionQueue;
import org.paceline.utcp.tcp.recovery.RttEstimator;
import org.paceline.utcp.tcp.timer.TimerPurpose;
import org.paceline.utcp.tcp.timer.TimerTable;

/**
 * One TCP connection by RFC 9293, sans I/O.
 *
 * <p>Public methods are of four kinds: inputs ({@link #handleSegment}, {@link #handleTimeout}), commands of the user,
 * the one output {@link #pollTransmit}, and getters. Inputs and commands change state and mark what is owed; only
 * {@code pollTransmit} emits. After every call of the first three kinds {@link #nextDeadlineNs} says when to call
 * again. All calls come from the stack's thread; the application's thread touches nothing but the two buffers. Times
 * are nanoseconds of one clock that does not run backwards.
 */
public final class TcpConnection {
    /** A moment that does not come. */
    public static final long NEVER_NS = Long.MAX_VALUE;

    /** One step of the timestamps that it sends. */
    public static final long TIMESTAMP_TICK_NS = Timestamps.TICK_NS;

    TcpConfig config;
    final TcpEvents events;
    final SharedLimits shared;
    final Path path;
    final SendVariables snd;
    final ReceiveVariables rcv = new ReceiveVariables();
    final SendBuffer sendBuffer;
    final ReceiveBuffer receiveBuffer;
    final Reassembly reassembly;
    final DuplicateSack duplicate;
    final RetransmissionQueue queue;
    final LossRecovery recovery;
    final RttEstimator rtt;
    final TimerTable timers = new TimerTable();
    final AckDuty ack;
    final ReceiveWindow window;
    final Liveness liveness;
    final TimeAccount account = new TimeAccount();
    final Timestamps timestamps;
    final DepartureSchedule schedule;
    final TcpCounters counters = new TcpCounters();
    final PathMtu pathMtu;
    final CloseDuty closing = new CloseDuty();
    final Ecn ecn;
    FastOpen fastOpen = FastOpen.NONE;

    /** cwnd; made when the MSS of the path is known. */
    CongestionControl congestion;

    final CongestionResponse response = new CongestionResponse(this);
    final PacingGap pacing;
    final DeviceHold device = new DeviceHold();

    final SegmentDeparts departs;
    final Timeouts timeouts;
    private @Nullable TextSending text;
    private @Nullable ChallengeLimit challenges;
    private TcpState state = TcpState.CLOSED;
    private CloseReason closeReason = CloseReason.NONE;

    /**
     * @param path ports and packets of the way to the peer
     * @param iss initial sequence number, from the stack's generator (RFC 6528)
     * @param timestampOffset random start of our timestamps (RFC 7323 5.4)
     */
    public TcpConnection(TcpConfig config, TcpEvents events, Path path, int iss, int timestampOffset) {
        this(config, events, path, iss, timestampOffset, SharedLimits.none());
    }

    /** @param shared what the connection shares with the others of its stack */
    public TcpConnection(
            TcpConfig config, TcpEvents events, Path path, int iss, int timestampOffset, SharedLimits shared) {
        this.config = config;
        this.shared = shared;
        this.events = events;
        this.path = path.limitedTo(config.maximumSegmentBytes());
        this.pathMtu = new PathMtu(this);
        this.snd = new SendVariables(iss, this.path.defaultSegmentBytes());
        this.sendBuffer =
                new SendBuffer(config.buffers().sendBytes(), config.buffers().sendMaximumBytes(), shared.chunks());
        this.receiveBuffer = new ReceiveBuffer(config.buffers().receiveBytes(), shared.chunks());
        this.reassembly = new Reassembly(receiveBuffer.capacityBytes());
        this.duplicate = new DuplicateSack(config.recovery().duplicateSack());
        this.rtt = new RttEstimator(config.timers().rto());
        this.queue = new RetransmissionQueue(shared.slots(), shared.rate());
        this.recovery = new LossRecovery(queue, rtt, config.recovery(), shared.report());
        this.ack = new AckDuty(this);
        this.timestamps = new Timestamps(timestampOffset);
        this.ecn = new Ecn(config.options().ecn());
        this.schedule = new DepartureSchedule(config.pacing().late());
        this.congestion = HandshakeDone.congestionControl(this, config.initialWindowSegments());
        this.pacing = new PacingGap(this, shared.resolution());
        this.liveness = new Liveness(this);
        this.window = new ReceiveWindow(this);
        this.departs = new SegmentDeparts(this);
        this.timeouts = new Timeouts(this);
    }

    // commands

    /** Data goes or comes with the SYN (RFC 7413); to be said before {@link #open} or {@link #listen}. */
    public void useFastOpen(FastOpen decision) {
        fastOpen = decision;
    }

    /** RFC 9293 3.10.1, active: the SYN is owed. */
    public void open() {
        move(TcpEvent.ACTIVE_OPEN);
    }

    /** RFC 9293 3.10.1, passive: the next segment is the SYN that the listener got. */
    public void listen() {
        move(TcpEvent.PASSIVE_OPEN);
    }

    /** Nobody knows when the SYN-ACK left: its acknowledgment gives no round trip. */
    public void handshakeUntimed() {
        queue.markUntimed(0);
    }

    /** The application wrote into {@link #sendBuffer()} or read from {@link #receiveBuffer()}. */
    public void handleApplication(long nowNs) {
        window.onApplication(nowNs);
        liveness.consider(nowNs);
        departs.considerPersist(nowNs);
    }

    /**
     * The user changed settings: Nagle's algorithm and limits of patience follow at once, and before the first byte the
     * congestion control; the rest is as it was made.
     */
    public void reconfigure(TcpConfig changed, long nowNs) {
        boolean other = changed.congestion() != config.congestion() && counters.bytesSent == 0;
        config = changed;
        congestion = other ? HandshakeDone.congestionControl(this, changed.initialWindowSegments()) : congestion;
        pacing.onFlowChanged(nowNs);
        departs.considerPersist(nowNs);
    }

    /** Linux's TCP_QUICKACK: ACKs leave at once until the talk goes in turns again, or are held back. */
    public void quickAck(boolean on) {
        ack.quick(on);
    }

    /** RFC 9293 3.10.4, half close: what is written will still be sent, and then a FIN. */
    public void shutdownOutput(long nowNs) {
        CloseCalls.shutdownOutput(this, nowNs);
    }

    /** Closes both ways: nobody will read any more, so data that comes is answered with a RST (RFC 9293 3.6.1). */
    public void close(long nowNs) {
        CloseCalls.close(this, nowNs);
    }

    /** RFC 9293 3.10.5: a RST if the peer knows of us and still waits for something, and no more. */
    public void abort() {
        CloseCalls.abort(this);
    }

    /** The next hop cannot be found (RFC 1122 4.2.3.9 for a connection that was never open). */
    public void handleUnreachable() {
        if (state == TcpState.SYN_SENT) {
            finish(TcpEvent.RESET, CloseReason.UNREACHABLE);
        }
    }

    /** Changes keepalive and user timeout of a connection that exists. */
    public void configureLiveness(LivenessConfig changed, long nowNs) {
        liveness.configure(changed, nowNs);
    }

    public PathMtu pathMtu() {
        return pathMtu;
    }

    public DeviceHold device() {
        return device;
    }

    // inputs

    /**
     * A segment for this connection, its checksum verified.
     *
     * @param nowNs time of the call
     * @param arrivalNs when the device received it
     */
    public void handleSegment(long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        counters.onSegmentReceived(nowNs, segment.payloadBytes(), segment.ack());
        events.segmentReceived(nowNs, segment.sequenceNumber(), segment.acknowledgmentNumber(), segment.payloadBytes());
        shared.arrives().handle(this, nowNs, arrivalNs, segment, options, frame);
        pacing.onFlowChanged(nowNs);
        liveness.consider(nowNs);
        departs.considerPersist(nowNs);
    }

    /** Some deadline may have passed; does nothing when none has. */
    public void handleTimeout(long nowNs) {
        timeouts.handle(nowNs);
    }

    // output

    /**
     * The next segment that is due, written into a frame: the only method that emits.
     *
     * @param offset where the TCP header begins; what stands in front is the stack's, as is the checksum
     * @return length of the segment in bytes, 0 when none is due
     */
    public int pollTransmit(long nowNs, ByteBuffer frame, int offset) {
        return departs.emit(nowNs, frame, offset);
    }

    /** When to call again: at once while a segment is due, else at the earliest timer or departure. */
    public long nextDeadlineNs(long nowNs) {
        return departs.nextDeadlineNs(nowNs);
    }

    /** The departure that {@link #pollTransmit} made last, for those who measure. */
    public Departure lastDeparture() {
        return departs.last();
    }

    // state, for the neighbours in this package

    void move(TcpEvent event) {
        TcpState from = state;
        state = TcpTransitions.next(from, event);
        if (state != from) {
            events.stateChanged(from, state);
        }
    }

    void finish(TcpEvent event, CloseReason reason) {
        if (state == TcpState.CLOSED) {
            return;
        }
        move(event);
        fastOpen.onHandshakeOver();
        timers.stopAll();
        sendBuffer.discard();
        closeReason = reason;
        events.closed(reason);
    }

    void enterTimeWait(long nowNs) {
        timers.stopAll();
        timers.set(TimerPurpose.TIME_WAIT, nowNs + config.timers().timeWaitNs());
    }

    TextSending text() {
        TextSending made = text;
        if (made == null) {
            made = new TextSending(this);
            text = made;
        }
        return made;
    }

    /** Whether cwnd may grow by this acknowledgment; before the first text by RFC 7661 alone, which knows no better. */
    boolean windowLimited(AckSample sample) {
        return text == null ? config.window().idleRestart() == IdleRestart.RFC_7661 : text.validation.onAck(sample);
    }

    /** Made for the first segment that calls for it. */
    ChallengeLimit challenges() {
        ChallengeLimit made = challenges;
        if (made == null) {
            made = new ChallengeLimit(config.timers().challengeIntervalNs(), shared.challenges());
            challenges = made;
        }
        return made;
    }

    boolean handshaking() {
        return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    }

    long pipeBytes() {
        return recovery.pipeBytes(snd.segmentBytes);
    }

    // getters

    public TcpConfig config() {
        return config;
    }

    public TcpState state() {
        return state;
    }

    /** Nothing will happen any more, and nothing is left to send. */
    public boolean finished() {
        return state == TcpState.CLOSED && closeReason != CloseReason.NONE && !closing.isResetOwed();
    }

    public CloseReason closeReason() {
        return closeReason;
    }

    public SendBuffer sendBuffer() {
        return sendBuffer;
    }

    public ReceiveBuffer receiveBuffer() {
        return receiveBuffer;
    }

    /** Retransmission timeouts since the peer was last known to be there. */
    public int timeoutsInARow() {
        return timeouts.inARow();
    }

    /** Where the connection's time went so far. */
    public TimeReport times(long nowNs) {
        return account.report(nowNs);
    }

    public LivenessConfig livenessConfig() {
        return liveness.config();
    }

    /** What the buffers hold of the stack's {@link MemoryBudget}. */
    public long memoryBytes() {
        return (long) sendBuffer.memoryBytes() + receiveBuffer.memoryBytes();
    }

    /** Whether the peer has closed its side and everything before its FIN is readable. */
    public boolean inputFinished() {
        return closing.isFinReceived();
    }

    /** Whether everything written, and the FIN if there is one, has been acknowledged. */
    public boolean outputAcknowledged() {
        return queue.empty() && sendBuffer.appendedBytes() == sendBuffer.releasedBytes();
    }

    /** Whether what is written before the SYN leaves goes with it (RFC 7413). */
    public boolean offersTextInSyn() {
        return fastOpen.sendsText();
    }

    /** Written by the user and not acknowledged. */
    public long unacknowledgedBytes() {
        return sendBuffer.appendedBytes() - sendBuffer.releasedBytes();
    }

    public int localPort() {
        return path.localPort();
    }

    public int remotePort() {
        return path.remotePort();
    }

    public long congestionWindowBytes() {
        return response.windowBytes();
    }

    public int segmentBytes() {
        return snd.segmentBytes;
    }

    public long smoothedRttNs() {
        return rtt.smoothedNs();
    }

    public CongestionPhase congestionPhase() {
        return response.phase();
    }

    /** As of the last segment that came or left. */
    public TcpInfo info() {
        return info(counters.latestNs());
    }

    public TcpInfo info(long nowNs) {
        return InfoReport.of(this, nowNs);
    }
}
