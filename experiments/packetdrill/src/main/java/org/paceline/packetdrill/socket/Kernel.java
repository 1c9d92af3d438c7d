package org.paceline.packetdrill.socket;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.HostSettings;
import org.paceline.packetdrill.profile.SocketList;
import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.script.Value;
import org.paceline.packetdrill.wire.Endpoints;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.DefenceConfig;
import org.paceline.utcp.stack.StackException;
import org.paceline.utcp.tcp.PushRule;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** The table of file descriptors of one script's process, and the system calls on it. Not thread-safe. */
public final class Kernel {
    private static final long MICROSECOND_NS = 1_000;

    private final HostSettings settings;
    private final Endpoints ends;
    private final int mtuBytes;
    private final int bindPort;
    private final int connectPort;
    private final ConnectionWatch watch;
    private final Map<Integer, Object> descriptors = new HashMap<>();
    private final Map<Long, KernelSocket> connections = new HashMap<>();
    private final LifeCalls life = new LifeCalls(this);
    private final DataCalls data = new DataCalls(this);
    private final FileCalls files = new FileCalls(this, data);
    private final OptionCalls options = new OptionCalls(this);
    private final WaitCalls waits = new WaitCalls(this);
    private int listenPort;
    private @Nullable VirtualHost host;
    private int startedMtuBytes;
    private @Nullable DefenceConfig startedWith;

    /**
     * Nothing exists before the first call or packet.
     *
     * @param bindPort port of the stack that scripts leave open
     * @param connectPort port of the peer that scripts leave open
     */
    public Kernel(
            HostSettings settings, Endpoints ends, int mtuBytes, int bindPort, int connectPort, ConnectionWatch watch) {
        this.settings = settings;
        this.ends = ends;
        this.mtuBytes = mtuBytes;
        this.bindPort = bindPort;
        this.listenPort = bindPort;
        this.connectPort = connectPort;
        this.watch = watch;
    }

    /** The stack, which starts with the settings of the moment. */
    public VirtualHost host() {
        VirtualHost running = host;
        if (running == null) {
            running = new VirtualHost(settings, ends, settings.mtuBytes() > 0 ? settings.mtuBytes() : mtuBytes);
            startedMtuBytes = settings.mtuBytes();
            host = running;
            startedWith = settings.defence();
        }
        return running;
    }

    /** A shell line may have changed what a running stack cannot change any more. */
    public void settingsChanged() {
        if (host != null && startedMtuBytes != settings.mtuBytes()) {
            throw new UnsupportedException("the MTU of a stack, changed while it runs");
        }
        if (startedWith != null && !startedWith.equals(settings.defence())) {
            throw new UnsupportedException("sysctl of the whole stack, changed while it runs");
        }
    }

    public boolean started() {
        return host != null;
    }

    public long nowNs() {
        VirtualHost running = host;
        return running == null ? VirtualHost.BOOT_NS : running.nowNs();
    }

    /** Where somebody began to listen last. */
    public int listenPort() {
        return listenPort;
    }

    void onListen(int port) {
        listenPort = port;
    }

    HostSettings settings() {
        return settings;
    }

    int bindPort() {
        return bindPort;
    }

    int connectPort() {
        return connectPort;
    }

    boolean version6() {
        return ends.version6();
    }

    // descriptors

    /** Puts a file where the script says that it will be, or in the lowest free place. */
    long open(Object file, Value expected) {
        int descriptor = 3;
        while (descriptors.containsKey(descriptor)) {
            descriptor++;
        }
        if (expected instanceof Value.Whole number
                && number.value() >= 0
                && !descriptors.containsKey((int) number.value())) {
            descriptor = (int) number.value();
        }
        descriptors.put(descriptor, file);
        return descriptor;
    }

    @Nullable
    Object file(Value descriptor) {
        return descriptor instanceof Value.Whole number ? descriptors.get((int) number.value()) : null;
    }

    @Nullable
    KernelSocket socket(Value descriptor) {
        return file(descriptor) instanceof KernelSocket socket ? socket : null;
    }

    void forget(Value descriptor) {
        if (descriptor instanceof Value.Whole number) {
            descriptors.remove((int) number.value());
        }
    }

    /** Whether another socket keeps this one from a port. */
    boolean taken(KernelSocket asking, int port) {
        for (Object file : descriptors.values()) {
            if (file instanceof KernelSocket other && other != asking && other.boundTo(port)) {
                boolean ports = both(asking, other, "SO_REUSEPORT");
                boolean addresses = both(asking, other, "SO_REUSEADDR") && !other.listening();
                if (!ports && !addresses) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean both(KernelSocket one, KernelSocket other, String option) {
        return one.options().get(option) != 0 && other.options().get(option) != 0;
    }

    boolean listensElsewhere(KernelSocket asking) {
        return descriptors.values().stream()
                .anyMatch(file -> file instanceof KernelSocket other
                        && other != asking
                        && other.listening()
                        && other.port() == asking.port());
    }

    boolean open(KernelSocket socket) {
        return descriptors.containsValue(socket);
    }

    /** A call blocks: until its socket's SO_RCVTIMEO or SO_SNDTIMEO is over, if that is set. */
    Outcome waits(KernelSocket socket, String option, CallProgress progress) {
        long limitNs = socket.options().get(option) * MICROSECOND_NS;
        if (limitNs == 0) {
            return Outcome.WAITS;
        }
        progress.deadlineNs = progress.startNs + limitNs;
        return nowNs() < progress.deadlineNs ? Outcome.WAITS : Outcome.error(Errno.EAGAIN);
    }

    // connections

    void onConnection(KernelSocket socket, Association association) {
        TcpConnection connection = association.connection();
        connections.put(key(connection.localPort(), connection.remotePort()), socket);
        watch.opened(connection.localPort(), connection.remotePort());
    }

    private static long key(int localPort, int remotePort) {
        return (long) localPort << 16 | remotePort;
    }

    /** Local and remote port of a descriptor's connection as {@code local << 16 | remote}, 0 without one. */
    public long ports(int descriptor) {
        KernelSocket socket = socket(new Value.Whole(descriptor));
        TcpConnection connection = socket == null ? null : socket.connection();
        return connection == null ? 0 : key(connection.localPort(), connection.remotePort());
    }

    /** Whether a run of segments carries PSH at its end, wherever a script has its end. */
    public boolean burstsPush() {
        return settings.tcp().style().push() == PushRule.END_OF_BURST;
    }

    /** Whether a connection between these ports is there and not only a memory in TIME-WAIT. */
    public boolean alive(int localPort, int remotePort) {
        KernelSocket socket = connections.get(key(localPort, remotePort));
        return socket != null && !socket.dead() && socket.state() != TcpState.TIME_WAIT;
    }

    /**
     * A field of {@code tcp_info} of a connection, without its prefix; null when there is no such connection or field.
     */
    public @Nullable Long info(int localPort, int remotePort, String field) {
        KernelSocket socket = connections.get(key(localPort, remotePort));
        TcpConnection connection = socket == null ? null : socket.connection();
        return connection == null ? null : InfoFields.of(connection, field, host().nowNs(), settings.profile());
    }

    /** What commands see of the sockets. */
    public SocketList sockets() {
        return new SocketTable(connections.values(), ends);
    }

    // calls

    /**
     * Makes a call, or goes on with one that blocks.
     *
     * @throws UnsupportedException for a call that is not here
     */
    public Outcome call(Action.Call call, CallProgress progress) {
        try {
            return switch (call.name()) {
                case "socket" -> life.socket(call);
                case "bind" -> life.bind(call);
                case "listen" -> life.listen(call);
                case "accept", "accept4" -> life.accept(call, progress);
                case "connect" -> life.connect(call, progress);
                case "shutdown" -> life.shutdown(call);
                case "close" -> life.close(call, progress);
                case "open" -> files.open(call);
                case "pipe" -> files.pipe(call);
                case "sendfile" -> files.sendFile(call, progress);
                case "splice" -> files.splice(call, progress);
                case "cap_set" -> Outcome.ZERO; // nobody here may do less than root
                case "read", "readv", "recv", "recvfrom", "recvmsg" -> data.receive(call, progress);
                case "write", "writev", "send", "sendto", "sendmsg" -> data.send(call, progress);
                case "getsockopt" -> options.get(call);
                case "setsockopt" -> options.set(call);
                case "fcntl" -> options.fcntl(call);
                case "ioctl" -> options.ioctl(call);
                case "poll" -> waits.poll(call, progress);
                case "epoll_create", "epoll_create1" -> waits.create(call);
                case "epoll_ctl" -> waits.control(call);
                case "epoll_wait", "epoll_pwait" -> waits.epoll(call, progress);
                default -> throw new UnsupportedException("system call " + call.name());
            };
        } catch (StackException refused) {
            throw new UnsupportedException("a call that the stack refuses: " + refused.getMessage());
        }
    }

    /** Latest moment at which a blocking call wants to be asked again; {@link Long#MAX_VALUE} for none. */
    public long deadlineNs(Action.Call call, CallProgress progress) {
        return Math.min(waits.deadlineNs(call, progress), progress.deadlineNs);
    }
}
