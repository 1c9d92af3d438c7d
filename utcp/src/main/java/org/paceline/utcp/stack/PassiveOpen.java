package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;
import org.paceline.utcp.tcp.TcpState;

/**
 * Handshakes that peers begin. Until one is complete nothing is kept of it but its SYN, or not even that (RFC 4987):
 * when something happens to it, the handshake is played again, from the SYN on, into a new connection, whose rules so
 * hold for every segment. What comes out is the same to the bit, because connections are pure. Belongs to the stack.
 */
final class PassiveOpen {
    /** As many as RFC 9293's largest header has. */
    private static final int HEADER_BYTES = 60;

    /** Linux's tcp_invalid_ratelimit. */
    private static final long ANSWER_INTERVAL_NS = 500_000_000;

    private final TcpStack stack;
    private final StackCounters counters;
    private final SegmentReply reply;
    private final InitialSequence sequences;
    private final SynCookieMode cookieMode;
    private final SynCookies cookies;
    private final SynQueue queue;
    private final FastOpenPolicy fastOpen;

    private final TcpHeader syn = new TcpHeader();
    private final TcpOptions synOptions = new TcpOptions();
    private final ByteBuffer scratch = ByteBuffer.allocate(HEADER_BYTES);
    private final ByteBuffer rebuilt = ByteBuffer.allocate(HEADER_BYTES);

    /** When a cookie was sent last: without any, an ACK that nobody waits for is worth no hash. */
    private long cookieNs = Long.MIN_VALUE;

    private int cookieIndex;

    PassiveOpen(
            TcpStack stack,
            StackConfig config,
            SegmentReply reply,
            InitialSequence sequences,
            FastOpenPolicy fastOpen) {
        this.stack = stack;
        this.counters = stack.counters();
        this.reply = reply;
        this.sequences = sequences;
        this.fastOpen = fastOpen;
        this.cookieMode = config.defence().synCookies();
        this.cookies = new SynCookies(config.secretLow(), config.secretHigh());
        this.queue = new SynQueue(config.defence().maxHalfOpen(), config.secretHigh());
    }

    // inputs

    /**
     * A SYN for somebody who listens.
     *
     * @return the connection that is to handle it at once, because its data is taken (RFC 7413); null for none
     */
    @Nullable
    Association onSyn(
            long nowNs,
            EthernetHeader ethernet,
            IpHeader ip,
            TcpHeader segment,
            TcpOptions options,
            Listener listener) {
        if (listener.full() || stack.full()) {
            counters.synsDropped++;
            return null;
        }
        boolean crowded = queue.full() || stack.memory().underPressure();
        if (cookieMode == SynCookieMode.ALWAYS || (crowded && cookieMode == SynCookieMode.WHEN_FULL)) {
            answerWithCookie(nowNs, ethernet, ip, segment, options, listener);
        } else if (crowded) {
            counters.synsDropped++;
        } else {
            return begin(nowNs, ip, segment, options, listener);
        }
        return null;
    }

    private @Nullable Association begin(
            long nowNs, IpHeader ip, TcpHeader segment, TcpOptions options, Listener listener) {
        IpAddress localAddress = stack.localAddress(ip);
        IpAddress remoteAddress = ip.source();
        int localPort = segment.destinationPort();
        int remotePort = segment.sourcePort();
        HalfOpen entry = new HalfOpen(
                localAddress,
                remoteAddress,
                segment,
                segment.copyOfHeader(),
                sequences.isn(localAddress, localPort, remoteAddress, remotePort, nowNs),
                sequences.timestampOffset(localAddress, localPort, remoteAddress, remotePort),
                nowNs);
        entry.fastOpen = fastOpen.accepting(
                listener.config().options().fastOpen(), remoteAddress, localAddress, segment, options.fastOpen());
        if (!entry.fastOpen.takesText()) {
            queue.add(entry, nowNs);
            return null;
        }
        return openEarly(entry, listener);
    }

    /** RFC 7413 4.2.2: the SYN itself opens the connection, as far as its user is concerned. */
    private @Nullable Association openEarly(HalfOpen entry, Listener listener) {
        ConnectionUser user = listener.admit();
        if (user == null) {
            entry.fastOpen.forget();
            counters.acceptsRefused++;
            return null;
        }
        Association association = stack.newConnections().attach(entry.synNs, entry, listener.config(), user);
        association.connection().useFastOpen(entry.fastOpen);
        association.connection().listen();
        return association;
    }

    /** Whose handshake the segment belongs to, null for nobody's. */
    @Nullable
    HalfOpen find(IpHeader ip, TcpHeader segment) {
        return queue.find(ip, segment);
    }

    /**
     * Another segment came for a handshake.
     *
     * @return the connection that is to handle it, when it completes the handshake and somebody takes the connection
     */
    @Nullable
    Association onSegment(
            long nowNs,
            long arrivalNs,
            HalfOpen entry,
            EthernetHeader ethernet,
            IpHeader ip,
            TcpHeader segment,
            TcpOptions options,
            ByteBuffer frame) {
        Listener listener = stack.listener(entry.localPort);
        if (listener == null || entry.sentNs < 0) {
            return null; // nothing was answered that the segment could acknowledge
        }
        if (segment.syn() && !segment.ack() && segment.sequenceNumber() == irs(entry)) {
            queue.sendAgain(entry, nowNs);
            return null;
        }
        TcpConnection trial = stack.newConnections().connection(entry, listener.config(), TcpEvents.NONE);
        replay(trial, entry, nowNs);
        trial.handleSegment(nowNs, arrivalNs, segment, options, frame);
        boolean opened = trial.state().synchronizedState();
        if (!opened) {
            answer(nowNs, entry, trial, ethernet, ip);
            if (trial.state() == TcpState.CLOSED) {
                queue.remove(entry);
            }
        }
        trial.abort(); // what it put into its buffers goes back to the stack's budget
        return opened ? admit(nowNs, entry, listener) : null;
    }

    private static int irs(HalfOpen entry) {
        return entry.syn.getInt(Integer.BYTES);
    }

    private @Nullable Association admit(long nowNs, HalfOpen entry, Listener listener) {
        ConnectionUser user = stack.full() ? null : listener.admit();
        if (user == null) {
            counters.acceptsRefused++; // the SYN-ACK leaves again, and the peer answers it again
            return null;
        }
        queue.remove(entry);
        Association association = stack.newConnections().attach(nowNs, entry, listener.config(), user);
        replay(association.connection(), entry, nowNs);
        return association;
    }

    /** Brings a new connection to where the handshake stands. */
    private void replay(TcpConnection connection, HalfOpen entry, long nowNs) {
        begin(connection, entry);
        connection.pollTransmit(entry.sentNs, scratch, 0);
        long timeNs = entry.sentNs;
        for (int timeout = 0; timeout < entry.timeouts; timeout++) {
            timeNs = Math.min(connection.nextDeadlineNs(timeNs), nowNs);
            connection.handleTimeout(timeNs);
            connection.pollTransmit(timeNs, scratch, 0);
        }
    }

    private void begin(TcpConnection connection, HalfOpen entry) {
        connection.useFastOpen(entry.fastOpen);
        connection.listen();
        syn.wrap(entry.syn, 0, entry.syn.capacity());
        syn.cameWith(entry.synCodepoint);
        synOptions.parse(entry.syn, syn.optionsOffset(), syn.optionsBytes());
        connection.handleSegment(entry.synNs, entry.synNs, syn, synOptions, entry.syn);
    }

    /** What the connection owes leaves at once, to where the segment came from. */
    private void answer(long nowNs, HalfOpen entry, TcpConnection trial, EthernetHeader ethernet, IpHeader ip) {
        if (nowNs < entry.nextAnswerNs) {
            return;
        }
        if (reply(nowNs, trial, ethernet, ip)) {
            entry.nextAnswerNs = nowNs + ANSWER_INTERVAL_NS;
        }
    }

    private boolean reply(long nowNs, TcpConnection connection, EthernetHeader ethernet, IpHeader ip) {
        if (!reply.hasRoom()) {
            return false;
        }
        int segmentBytes = connection.pollTransmit(nowNs, reply.frame(), reply.offset(ip));
        if (segmentBytes == 0) {
            return false;
        }
        reply.send(ethernet, ip, segmentBytes);
        return true;
    }

    // cookies

    private void answerWithCookie(
            long nowNs,
            EthernetHeader ethernet,
            IpHeader ip,
            TcpHeader segment,
            TcpOptions options,
            Listener listener) {
        boolean ecn = segment.ece() && segment.cwr();
        int bits = CookieTimestamp.bits(options.windowScale(), options.sackPermitted(), ecn);
        int index = SynCookies.segmentIndex(options.maximumSegmentBytes());
        boolean stamped = options.timestamps();
        rebuild(segment, segment.sequenceNumber(), index, stamped, options.timestampValue(), bits);
        int iss = cookies.make(ip, segment, options, nowNs);
        HalfOpen entry = entry(nowNs, ip, segment, iss, stamped, bits);
        TcpConnection connection = stack.newConnections().connection(entry, listener.config(), TcpEvents.NONE);
        begin(connection, entry);
        if (reply(nowNs, connection, ethernet, ip)) {
            cookieNs = nowNs;
            counters.cookiesSent++;
        }
    }

    /** Whether an ACK for a listener, of no handshake that is known, acknowledges a cookie of ours. */
    boolean mayBeCookie(IpHeader ip, TcpHeader segment, long nowNs) {
        if (cookieNs == Long.MIN_VALUE || nowNs - cookieNs > SynCookies.VALID_NS) {
            return false;
        }
        cookieIndex = cookies.check(ip, segment, nowNs);
        counters.cookiesRefused += cookieIndex < 0 ? 1 : 0;
        return cookieIndex >= 0;
    }

    /** The ACK of {@link #mayBeCookie} opens its connection, if somebody takes it; else the peer will send again. */
    @Nullable
    Association onCookie(long nowNs, IpHeader ip, TcpHeader segment, TcpOptions options, Listener listener) {
        ConnectionUser user = listener.full() || stack.full() ? null : listener.admit();
        if (user == null) {
            counters.acceptsRefused++;
            return null;
        }
        counters.cookiesAccepted++;
        boolean stamped = options.timestamps();
        int irs = segment.sequenceNumber() - 1;
        rebuild(segment, irs, cookieIndex, stamped, options.timestampValue(), options.timestampEcho());
        HalfOpen entry = entry(nowNs, ip, segment, segment.acknowledgmentNumber() - 1, false, 0);
        Association association = stack.newConnections().attach(nowNs, entry, listener.config(), user);
        begin(association.connection(), entry);
        association.connection().pollTransmit(nowNs, scratch, 0);
        association.connection().handshakeUntimed();
        return association;
    }

    /** Writes the SYN as a cookie can bring it back: without timestamps, the MSS is all that is left of the options. */
    private void rebuild(TcpHeader segment, int irs, int index, boolean stamped, int timestamp, int bits) {
        synOptions.clear().maximumSegmentBytes(SynCookies.segmentBytes(index));
        boolean ecn = stamped && CookieTimestamp.ecn(bits);
        if (stamped) {
            synOptions.timestamps(timestamp, 0);
            if (CookieTimestamp.sack(bits)) {
                synOptions.permitSack();
            }
            if (CookieTimestamp.windowScale(bits) >= 0) {
                synOptions.windowScale(CookieTimestamp.windowScale(bits));
            }
        }
        TcpHeader.write(
                rebuilt,
                0,
                segment.sourcePort(),
                segment.destinationPort(),
                irs,
                0,
                TcpHeader.SYN | (ecn ? TcpHeader.ECE | TcpHeader.CWR : 0),
                segment.windowField(),
                TcpHeader.MIN_LENGTH_BYTES + synOptions.encodedBytes());
        synOptions.write(rebuilt, TcpHeader.MIN_LENGTH_BYTES);
        syn.wrap(rebuilt, 0, TcpHeader.MIN_LENGTH_BYTES + synOptions.encodedBytes());
    }

    private HalfOpen entry(long nowNs, IpHeader ip, TcpHeader segment, int iss, boolean marked, int bits) {
        IpAddress localAddress = stack.localAddress(ip);
        IpAddress remoteAddress = ip.source();
        int offset =
                sequences.timestampOffset(localAddress, segment.destinationPort(), remoteAddress, segment.sourcePort());
        int timestamp = (int) (nowNs / TcpConnection.TIMESTAMP_TICK_NS) + offset;
        int shift = marked ? CookieTimestamp.offset(timestamp, bits) : 0;
        return new HalfOpen(localAddress, remoteAddress, segment, syn.copyOfHeader(), iss, offset + shift, nowNs);
    }

    /** Nobody listens on the port any more: who answers a SYN-ACK now gets a RST. */
    void stopListening(int port) {
        queue.removeAll(port);
    }

    // output

    /** The next SYN-ACK that is due; 0 for none. */
    int pollTransmit(long nowNs, ByteBuffer frame, PacketDeparts packets) {
        int lengthBytes = 0;
        HalfOpen entry = queue.due(nowNs);
        while (lengthBytes == 0 && entry != null) {
            Listener listener = stack.listener(entry.localPort);
            if (listener == null || expired(entry, listener)) {
                queue.remove(entry);
            } else {
                lengthBytes = synAck(nowNs, entry, listener, frame, packets);
            }
            entry = queue.due(nowNs);
        }
        return lengthBytes;
    }

    private boolean expired(HalfOpen entry, Listener listener) {
        if (entry.sentNs < 0 || entry.line == 0) {
            return false;
        }
        entry.timeouts++;
        boolean expired = entry.timeouts > listener.config().timers().synRetries();
        counters.handshakesExpired += expired ? 1 : 0;
        return expired;
    }

    private int synAck(long nowNs, HalfOpen entry, Listener listener, ByteBuffer frame, PacketDeparts packets) {
        TcpConnection connection = stack.newConnections().connection(entry, listener.config(), TcpEvents.NONE);
        begin(connection, entry);
        int segmentBytes = connection.pollTransmit(nowNs, frame, PacketDeparts.segmentOffset(entry.remoteAddress));
        entry.sentNs = entry.sentNs < 0 ? nowNs : entry.sentNs;
        queue.onSent(entry, nowNs);
        return packets.send(nowNs, entry.localAddress, entry.remoteAddress, 0, frame, segmentBytes);
    }

    long nextDeadlineNs() {
        return queue.nextDeadlineNs();
    }

    int halfOpen() {
        return queue.size();
    }
}
