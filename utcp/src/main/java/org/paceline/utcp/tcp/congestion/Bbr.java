package org.paceline.utcp.tcp.congestion;

/**
 * BBR, version 1 (draft-cardwell-iccrg-bbr-congestion-control-00): sends at the bottleneck's measured rate and keeps
 * little more than its bandwidth-delay product in flight, so that queues stay short; losses move it little.
 *
 * <p>Paces on its own with a quantum of one segment. The long-term sampling of policers, which Linux adds, is left out.
 * Not thread-safe.
 */
public final class Bbr implements CongestionControl {
    private enum State {
        STARTUP,
        DRAIN,
        PROBE_BW,
        PROBE_RTT
    }

    /** BBRHighGain, 2/ln(2): the least gain that doubles the rate in a round (section 4.3.2). */
    static final double HIGH_GAIN = 2 / 0.6931471805599453;

    private static final double DRAIN_GAIN = 1 / HIGH_GAIN;
    private static final double PROBE_BW_WINDOW_GAIN = 2;

    /** The gain cycle of section 4.3.4: probe, drain what that queued, cruise. */
    private static final double[] CYCLE = {1.25, 0.75, 1, 1, 1, 1, 1, 1};

    /** BBRMinPipeCwnd, in segments. */
    private static final int MIN_PIPE_SEGMENTS = 4;

    /** ProbeRTTDuration. */
    private static final long PROBE_RTT_NS = 200_000_000L;

    /** Section 4.2.3.2: room for what is delayed at the sender, on its way and not acknowledged yet. */
    private static final int QUANTA = 3;

    private static final double NS_PER_SECOND = 1e9;

    /** Where no round trip is known yet (section 4.2.1). */
    private static final long ASSUMED_RTT_NS = 1_000_000;

    private final BbrModel model = new BbrModel();
    private final long initialWindowBytes;
    private int segmentBytes;
    private long random;

    private State state = State.STARTUP;
    private double pacingGain = HIGH_GAIN;
    private double windowGain = HIGH_GAIN;
    private long pacingRate;
    private long windowBytes;

    private int cycleIndex;
    private long cycleStampNs;

    private boolean idleRestart;
    private long probeRttDoneNs = -1;
    private boolean probeRttRoundDone;

    private boolean inRecovery;
    private boolean recoveryBegins;
    private boolean packetConservation;
    private long priorWindowBytes;

    public Bbr(CongestionParameters parameters) {
        segmentBytes = parameters.segmentBytes();
        initialWindowBytes = parameters.initialWindowBytes();
        windowBytes = initialWindowBytes;
        random = parameters.seed();
        pacingRate = startingRate(ASSUMED_RTT_NS);
    }

    private long startingRate(long rttNs) {
        return (long) (HIGH_GAIN * initialWindowBytes * NS_PER_SECOND / rttNs);
    }

    @Override
    public void onOpened(long nowNs, long rttNs) {
        if (rttNs > 0) {
            model.updateRoundTrip(nowNs, rttNs);
            pacingRate = startingRate(rttNs);
        }
    }

    @Override
    public void onAck(AckSample sample) {
        model.updateBandwidth(sample);
        checkCyclePhase(sample);
        model.checkFullPipe(sample);
        checkDrain(sample);
        model.updateRoundTrip(sample.nowNs, sample.rttNs);
        checkProbeRtt(sample);
        setPacingRate(pacingGain);
        setWindow(sample);
    }

    /** BBRCheckCyclePhase(). */
    private void checkCyclePhase(AckSample sample) {
        if (state == State.PROBE_BW && cyclePhaseOver(sample)) {
            advanceCycle(sample.nowNs);
        }
    }

    private boolean cyclePhaseOver(AckSample sample) {
        boolean fullLength = sample.nowNs - cycleStampNs > model.rtPropNs();
        if (pacingGain > 1) {
            return fullLength && (sample.lostBytes > 0 || sample.priorPipeBytes >= inflightBytes(pacingGain));
        }
        if (pacingGain < 1) {
            return fullLength || sample.priorPipeBytes <= inflightBytes(1);
        }
        return fullLength;
    }

    private void advanceCycle(long nowNs) {
        cycleStampNs = nowNs;
        cycleIndex = (cycleIndex + 1) % CYCLE.length;
        pacingGain = CYCLE[cycleIndex];
    }

    private void checkDrain(AckSample sample) {
        if (state == State.STARTUP && model.pipeFilled()) {
            state = State.DRAIN;
            pacingGain = DRAIN_GAIN;
            windowGain = HIGH_GAIN;
        }
        if (state == State.DRAIN && sample.pipeBytes <= inflightBytes(1)) {
            enterProbeBw(sample.nowNs);
        }
    }

    /** The phase to begin with is any but the one that drains, so that flows do not probe together. */
    private void enterProbeBw(long nowNs) {
        state = State.PROBE_BW;
        windowGain = PROBE_BW_WINDOW_GAIN;
        cycleIndex = CYCLE.length - 1 - randomBelow(CYCLE.length - 1);
        advanceCycle(nowNs);
    }

    /** SplitMix64 of the injected seed. */
    private int randomBelow(int bound) {
        random += 0x9e3779b97f4a7c15L;
        long mixed = (random ^ (random >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
    }

    /** BBRCheckProbeRTT(). */
    private void checkProbeRtt(AckSample sample) {
        if (state != State.PROBE_RTT && model.rtPropExpired() && !idleRestart) {
            saveWindow();
            state = State.PROBE_RTT;
            pacingGain = 1;
            windowGain = 1;
            probeRttDoneNs = -1;
        }
        if (state == State.PROBE_RTT) {
            handleProbeRtt(sample);
        }
        if (sample.deliveredBytes > 0) {
            idleRestart = false;
        }
    }

    private void handleProbeRtt(AckSample sample) {
        if (probeRttDoneNs < 0) {
            if (sample.pipeBytes <= minPipeBytes()) {
                probeRttDoneNs = sample.nowNs + PROBE_RTT_NS;
                probeRttRoundDone = false;
                model.beginRound(sample.totalDeliveredBytes);
            }
            return;
        }
        probeRttRoundDone |= model.roundStart();
        if (probeRttRoundDone && sample.nowNs > probeRttDoneNs) {
            model.onRoundTripProbed(sample.nowNs);
            restoreWindow();
            if (model.pipeFilled()) {
                enterProbeBw(sample.nowNs);
            } else {
                state = State.STARTUP;
                pacingGain = HIGH_GAIN;
                windowGain = HIGH_GAIN;
            }
        }
    }

    /** BBRSetPacingRateWithGain(): until the pipe is full, the rate only rises. */
    private void setPacingRate(double gain) {
        long rate = (long) (gain * model.bandwidth());
        if (rate > 0 && (model.pipeFilled() || rate > pacingRate)) {
            pacingRate = rate;
        }
    }

    /** BBRInflight(). */
    private double inflightBytes(double gain) {
        double bdpBytes = model.bdpBytes();
        return bdpBytes > 0 ? gain * bdpBytes + QUANTA * segmentBytes : initialWindowBytes;
    }

    /** BBRSetCwnd(). */
    private void setWindow(AckSample sample) {
        long targetBytes = (long) inflightBytes(windowGain);
        modulateForRecovery(sample);
        if (!packetConservation) {
            if (model.pipeFilled()) {
                windowBytes = Math.min(windowBytes + sample.deliveredBytes, targetBytes);
            } else if (windowBytes < targetBytes || sample.totalDeliveredBytes < initialWindowBytes) {
                windowBytes += sample.deliveredBytes;
            }
            windowBytes = Math.max(windowBytes, minPipeBytes());
        }
        if (state == State.PROBE_RTT) {
            windowBytes = Math.min(windowBytes, minPipeBytes());
        }
    }

    /** BBRModulateCwndForRecovery(): one round of packet conservation, then slow start's pace at most. */
    private void modulateForRecovery(AckSample sample) {
        if (recoveryBegins) {
            recoveryBegins = false;
            packetConservation = true;
            model.beginRound(sample.totalDeliveredBytes);
            windowBytes = sample.pipeBytes + Math.max(sample.deliveredBytes, segmentBytes);
            return;
        }
        if (packetConservation && model.roundStart()) {
            packetConservation = false;
        }
        if (sample.lostBytes > 0) {
            windowBytes = Math.max(windowBytes - sample.lostBytes, segmentBytes);
        }
        if (packetConservation) {
            windowBytes = Math.max(windowBytes, sample.pipeBytes + sample.deliveredBytes);
        }
    }

    private long minPipeBytes() {
        return (long) MIN_PIPE_SEGMENTS * segmentBytes;
    }

    private void saveWindow() {
        boolean whole = !inRecovery && state != State.PROBE_RTT;
        priorWindowBytes = whole ? windowBytes : Math.max(priorWindowBytes, windowBytes);
    }

    private void restoreWindow() {
        windowBytes = Math.max(windowBytes, priorWindowBytes);
    }

    @Override
    public void onLoss(long nowNs, long flightBytes) {
        saveWindow();
        inRecovery = true;
        recoveryBegins = true;
    }

    /** Version 1 does not heed ECN. */
    @Override
    public void onEcn(long nowNs, long flightBytes) {}

    @Override
    public void onRecovered(long nowNs, long flightBytes) {
        inRecovery = false;
        recoveryBegins = false;
        packetConservation = false;
        restoreWindow();
    }

    @Override
    public void onTimeout(long nowNs, long flightBytes, boolean first) {
        if (first) {
            saveWindow();
        }
        inRecovery = false;
        recoveryBegins = false;
        packetConservation = false;
        windowBytes = segmentBytes;
    }

    @Override
    public void onUndo() {
        inRecovery = false;
        recoveryBegins = false;
        packetConservation = false;
        model.resumeFullPipeSearch();
        restoreWindow();
    }

    /** BBRHandleRestartFromIdle(): the first flight after a pause leaves at the bottleneck's rate. */
    @Override
    public void onSent(long nowNs, long pipeBytes, boolean appLimited) {
        if (pipeBytes == 0 && appLimited) {
            idleRestart = true;
            if (state == State.PROBE_BW) {
                setPacingRate(1);
            }
        }
    }

    @Override
    public void onSegmentSize(int changedBytes) {
        segmentBytes = changedBytes;
        windowBytes = Math.max(windowBytes, changedBytes);
    }

    @Override
    public long windowBytes() {
        return windowBytes;
    }

    /** None: Startup ends by the rate that is measured. */
    @Override
    public long slowStartThresholdBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean slowStart() {
        return state == State.STARTUP;
    }

    @Override
    public long pacingRate() {
        return pacingRate;
    }

    @Override
    public boolean reducesByRate() {
        return false;
    }

    @Override
    public boolean limitsItself() {
        return state == State.PROBE_RTT;
    }

    /** For tests: where it is. */
    String stateName() {
        return state.name();
    }

    double pacingGain() {
        return pacingGain;
    }

    BbrModel model() {
        return model;
    }
}
